"""Reads: what the coordinator could do this week about drafts that members comment on."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mikrovirk.common import dates
from mikrovirk.networks.models import Network
from mikrovirk.networks.queries import has_part
from mikrovirk.voice.models import Consultation, Point
from mikrovirk.voice.queries.consultations import lacking_answers
from mikrovirk.voice.queries.steering_week import ToDo

State = Consultation.State
SHOW_WITHIN = timedelta(days=7)  # of the last work on it
ANSWER_WITHIN = timedelta(days=7)  # of closing: members who were asked should not wait longer
ADOPT_WITHIN = timedelta(days=21)


def to_do(network: Network, now: datetime) -> Iterator[ToDo]:
    """The oldest draft to show, and the oldest closed one to answer or to adopt. Six queries at most."""
    if not has_part(network, "voice"):
        return
    rows = Consultation.objects.filter(network=network).order_by("created_at", "pk")
    written = Point.objects.filter(consultation=OuterRef("pk"))
    for consultation in rows.filter(Exists(written), state=State.DRAFT)[:1]:
        yield _to_show(consultation, network)
    for consultation in rows.filter(state=State.CLOSED)[:1]:
        yield _to_end(consultation, network, now)


def _to_show(consultation: Consultation, network: Network) -> ToDo:
    return ToDo(
        _("Show the draft to the members: %(title)s") % {"title": consultation.title},
        _("It is written. They answer with one tap, and you see the mail before it leaves."),
        _("See the draft"),
        f"{reverse('voice:consultation_edit', args=[network.slug, consultation.pk])}#show",
        consultation.created_at + SHOW_WITHIN,
    )


def _to_end(consultation: Consultation, network: Network, now: datetime) -> ToDo:
    """A closed draft: its comments want answers, then it wants to be adopted; where that is late it is said."""
    closed = consultation.closed_at or now
    lacking = len(lacking_answers(consultation))
    due = closed + (ANSWER_WITHIN if lacking else ADOPT_WITHIN)
    late = _("Members have waited since %(day)s.") % {"day": dates.day(closed)} if due < now else ""
    if lacking:
        title = _("Answer what members said about %(title)s") % {"title": consultation.title}
        why = ngettext(
            "One point has comments and no answer yet.", "%(count)s points have comments and no answer yet.", lacking
        ) % {"count": lacking}
        action, page = _("Answer the comments"), "voice:consultation_answers"
    else:
        title = _("Adopt the draft: %(title)s") % {"title": consultation.title}
        why = _("Nothing waits for an answer. When it is adopted its meetings are laid as drafts.")
        action, page = _("See it, and adopt it"), "voice:consultation_adopt"
    url = reverse(page, args=[network.slug, consultation.pk])
    return ToDo(title, f"{why} {late}".strip(), action, url, due)
