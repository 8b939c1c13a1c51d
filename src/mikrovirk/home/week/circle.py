"""What other networks ask for stands in this week's ten minutes: to hold a meeting together, or to know something."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from mikrovirk.common import dates
from mikrovirk.home.week.things import Thing
from mikrovirk.landscape.queries import circle_questions
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting, MeetingPartner
from mikrovirk.programme.queries import joint

ANSWER_WITHIN = timedelta(days=7)
ASKED_LATELY = timedelta(days=21)  # an older question has gone by


def meetings_to_join(network: Network, now: datetime) -> Iterator[Thing]:
    """Another network asks this one to hold a meeting together."""
    asked = joint.partnerships_of(network).filter(state=MeetingPartner.State.ASKED, meeting__ends_at__gt=now)
    for partner in asked.exclude(meeting__state=Meeting.State.CANCELLED):
        words = {"network": partner.meeting.network.name, "title": partner.meeting.title}
        yield Thing(
            title=_("%(network)s asks: shall we hold “%(title)s” together?") % words,
            why=_("It is %(when)s. After a yes it stands with both of you, and you write to your own members.")
            % {"when": dates.moment(partner.meeting.starts_at)},
            action=_("Answer"),
            url=reverse("programme:joint", args=[network.slug, partner.pk]),
            due_at=partner.asked_at + ANSWER_WITHIN,
        )


def questions_to_answer(network: Network, now: datetime) -> Iterator[Thing]:
    """The newest question of another coordinator that nobody has answered."""
    for question in circle_questions.open_for(network).filter(asked_at__gt=now - ASKED_LATELY)[:1]:
        yield Thing(
            title=_("%(network)s asks: %(subject)s") % {"network": question.network.name, "subject": question.subject},
            why=_("No coordinator has answered yet. A few words from you are enough."),
            action=_("See the question"),
            url=reverse("landscape:circle_question", args=[network.slug, question.pk]),
            due_at=question.asked_at + 2 * ANSWER_WITHIN,
        )
