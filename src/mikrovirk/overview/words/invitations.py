"""The words of an invitation on paper, as they are proposed, and of why somebody is left out."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mikrovirk.common import dates
from mikrovirk.networks.models import Network
from mikrovirk.overview.domain.visiting import Why
from mikrovirk.overview.queries.inviting import Candidates
from mikrovirk.programme.models import Meeting


def proposed_letter(network: Network, meeting: Meeting | None, sender: str) -> str:
    """A letter that can be sent as it is; the coordinator makes it theirs."""
    place = network.place
    if place:
        who = _("We are a network of small businesses in %(place)s and round about, of all trades.") % {"place": place}
    else:
        who = _("We are a network of small local businesses, of all trades.")
    what = _(
        "We meet for an evening, hear a talk that can be used on Monday morning, help each other with what is difficult, and go home "
        "with new acquaintances."
    )
    blocks = [_("We would like to have you with us."), f"{who} {what}"]
    if meeting:
        blocks.append(
            _("The next meeting is %(when)s: %(title)s. Come and see whether it is something for you.")
            % {"when": dates.moment(meeting.starts_at), "title": meeting.title}
        )
    return "\n\n".join([*blocks, "\n".join([_("Kind regards"), sender, network.name])])


def why_together(why: Why | None) -> str:
    """What host and business have in common."""
    if why is None:
        return ""
    return {
        Why.BOTH: _("same trade and village"),
        Why.TRADE: _("same trade"),
        Why.VILLAGE: _("same village"),
    }[why]


def left_out(found: Candidates) -> list[str]:
    """How many are not on the list and why, one sentence each; always the protected ones first, also where there are none."""
    sentences = [
        ngettext(
            "%(number)s business is left out because it is protected against advertising.",
            "%(number)s businesses are left out because they are protected against advertising.",
            found.protected,
        )
        % {"number": found.protected}
        if found.protected
        else _("Nobody had to be left out because of protection against advertising.")
    ]
    if found.other:
        sentences.append(
            ngettext(
                "%(number)s is left out because it is closing, or its address is not known or secret.",
                "%(number)s are left out because they are closing, or their address is not known or secret.",
                found.other,
            )
            % {"number": found.other}
        )
    if found.declined:
        sentences.append(
            ngettext(
                "%(number)s has said no thanks and is not asked again.",
                "%(number)s have said no thanks and are not asked again.",
                found.declined,
            )
            % {"number": found.declined}
        )
    return sentences
