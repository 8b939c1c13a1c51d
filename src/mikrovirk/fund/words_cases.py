"""What a case waits for, in words."""

from django.utils.translation import gettext_lazy as _

from mikrovirk.fund.queries.standing import Turn

TURN_WORDS = {
    Turn.CHECK: _("Conditions to tick"),
    Turn.REFUSE: _("Does not meet the conditions: to be refused"),
    Turn.ASSESS: _("Waits for points"),
    Turn.VOTE: _("The members vote"),
    Turn.DECIDE: _("Waits for a decision"),
    Turn.DONE: _("Decision made"),
}
TURN_BADGES = {
    Turn.CHECK: "wait",
    Turn.REFUSE: "bad",
    Turn.ASSESS: "wait",
    Turn.VOTE: "wait",
    Turn.DECIDE: "new",
    Turn.DONE: "",
}
