"""What keeps a call from opening, and where a call is, in words."""

from django.utils.translation import gettext_lazy as _

from mikrovirk.fund.domain.calls import Obstacle
from mikrovirk.fund.models import Call

OBSTACLE_WORDS = {
    Obstacle.NO_DEADLINE: _("It has no deadline."),
    Obstacle.DEADLINE_PAST: _("Its deadline is over."),
    Obstacle.OPENS_LATE: _("It opens after its own deadline."),
    Obstacle.SHARES_OVER_POT: _("The parts of the pot come to more than the pot."),
    Obstacle.NO_CRITERIA: _("The pot is divided by points, and there are no criteria to give points for."),
    Obstacle.NOBODY_DECIDES: _("It does not say who decides."),
    Obstacle.NO_QUICK_DECIDER: _("It has a quick track, and nobody who decides the quick ones."),
    Obstacle.POT_NOT_THERE: _("The fund does not hold so much that is in no call. A bookkeeper puts money in."),
    Obstacle.FUND_CLOSED: _("The fund is closed."),
}
STATE_BADGES = {
    Call.State.DRAFT: "",
    Call.State.OPEN: "good",
    Call.State.ASSESSING: "wait",
    Call.State.VOTING: "new",
    Call.State.DECIDED: "",
    Call.State.CANCELLED: "bad",
}
RULE_WORDS = {
    Call.Rule.EQUAL_SHARES: _(
        "The members vote. Everybody who votes has an equal share of the pot behind their vote, so that large and small groups are heard alike. The calculation is public, with a reason for every project."
    ),
    Call.Rule.GREEDY: _(
        "The members vote. The project with the most votes gets its money first, and so on as long as the pot lasts. The calculation is public, with a reason for every project."
    ),
    Call.Rule.SCORE: _(
        "Several assessors give points by the criteria, each without seeing the others'. The best gets its money first, and so on as long as the pot lasts. The calculation is public, with a reason for every project."
    ),
}
