"""What the trail says in words."""

from django.utils.translation import gettext_lazy as _

from mikrovirk.home.trail.pages import What

W = What
WORDS = {
    W.MEMBERS: _("Saw the list of members"),
    W.MEMBERS_FILE: _("Took the list of members along as a file"),
    W.MEMBER: _("Saw what stands about a member"),
    W.MEMBER_ADDED: _("Added a member"),
    W.MEMBER_CHANGED: _("Changed what stands about a member"),
    W.IMPORT: _("Saw a member list that was brought in"),
    W.IMPORT_DONE: _("Brought a member list in, or took it back"),
    W.ATTENDANCE: _("Saw who comes to a meeting"),
    W.HOT_SEAT: _("Saw who applied for the hot seat"),
    W.MAILING: _("Saw whom a mail went to"),
    W.INCOMING: _("Read a mail that came in"),
    W.INCOMING_DONE: _("Dealt with a mail that came in"),
    W.ADDRESS: _("Saw an address that does not work"),
    W.ADDRESS_CHANGED: _("Mended an address that did not work"),
    W.SAID: _("Saw what members said"),
    W.NOT_ANSWERED: _("Saw who has not answered an input round"),
    W.HANDOVER: _("Saw what a successor needs"),
    W.ROLE: _("Gave somebody a role, or ended one"),
    W.CASES: _("Saw applications to the fund"),
    W.CASE_DECIDED: _("Recommended or decided an application"),
    W.VOTERS: _("Saw the list of voters"),
    W.AID: _("Saw whom the fund's aid went to"),
    W.FUND_ROLE: _("Gave somebody a role in the fund, or ended one"),
    W.NEWCOMERS: _("Saw who wants to move here"),
    W.NEWCOMER_CHANGED: _("Dealt with somebody who wants to move here"),
    W.REGISTER: _("Saw businesses of the register to invite"),
    W.REGISTER_CHOSEN: _("Chose businesses of the register to invite"),
    W.REGISTER_COPY: _("Chose or threw away a copy of the register"),
    W.SIGN_INS: _("Saw where somebody is signed in"),
    W.SIGNED_OUT: _("Signed somebody out everywhere"),
    W.TRAIL: _("Saw this trail"),
}


# On the page of whom it is about.
TO_THEM = {
    W.MEMBER: _("Saw what stands about you"),
    W.MEMBER_ADDED: _("Made you a member"),
    W.MEMBER_CHANGED: _("Changed what stands about you"),
    W.ADDRESS: _("Saw that your address does not work"),
    W.ADDRESS_CHANGED: _("Mended your address that did not work"),
    W.SIGN_INS: _("Saw where you are signed in"),
    W.SIGNED_OUT: _("Signed you out everywhere"),
}


def in_words_to_them(what: str) -> str:
    """The same, said to whom it is about."""
    return str(TO_THEM[What(what)]) if what in set(TO_THEM) else in_words(what)


def in_words(what: str) -> str:
    """What the row says; a word that no page has any more stands as it is."""
    return str(WORDS[What(what)]) if what in set(What) else what
