"""The hosts of a tour: asked by a mail that waits for approval, answered by its link, told the hour."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mikrovirk.accounts import links
from mikrovirk.common import dates
from mikrovirk.landscape.models import Stop, Tour
from mikrovirk.landscape.services.tours import timing
from mikrovirk.mailing.services import Recipient, draft, in_each_language

ASK, HOUR = "landscape.tour_host", "landscape.tour_hour"
PURPOSE = "tour-host"
ASK_AGAIN_AFTER = timedelta(days=3)


def address_for(stop: Stop) -> str:
    """The page on which the host answers."""
    return settings.SITE_URL + reverse("landscape:tour_host", args=[links.sign(PURPOSE, stop.pk)])


def day_of(tour: Tour) -> datetime:
    """The moment it begins, in Danish time."""
    return moment_on(tour, tour.starts_at)


def moment_on(tour: Tour, hour: time) -> datetime:
    return datetime.combine(tour.date, hour, timezone.get_default_timezone())


def to_ask(tour: Tour, stops: Iterable[Stop], *, at: datetime) -> list[Stop]:
    """The stops whose host can be asked now: not yet, or three days ago without an answer."""
    return [
        stop
        for stop in stops
        if stop.host_id
        and (
            stop.answer == Stop.Host.NOT_ASKED
            or (stop.answer == Stop.Host.ASKED and stop.asked_at and stop.asked_at <= at - ASK_AGAIN_AFTER)
        )
    ]


@transaction.atomic
def ask_hosts(tour: Tour, stops: Iterable[Stop], *, at: datetime) -> int:
    """Draft the mail that asks them; return how many it asks."""
    chosen = to_ask(tour, stops, at=at)
    for stop in chosen:
        assert stop.host
        stop.asked_count += 1
        draft(
            kind=ASK,
            occasion=f"tour:{tour.pk}:ask-{stop.asked_count}",
            recipients=[Recipient(stop.host, {"business": stop.name, "length": length_of(stop), "url": address_for(stop)})],
            at=at,
            due_at=at,
            network=tour.network,
            context={
                "network": tour.network.name,
                "tour": tour.title,
                "day": in_each_language(lambda: dates.day(tour.date)),
                "hours": in_each_language(lambda: hours_of(tour)),
            },
            expires_at=day_of(tour),
        )  # fmt: skip
        stop.answer, stop.asked_at = Stop.Host.ASKED, at
        stop.save(update_fields=["answer", "asked_at", "asked_count"])
    return len(chosen)


def hours_of(tour: Tour) -> str:
    return _("between %(from)s and %(to)s") % {
        "from": dates.hour(day_of(tour)),
        "to": dates.hour(moment_on(tour, tour.ends_at)),
    }


def length_of(stop: Stop) -> dict[str, str]:
    return in_each_language(
        lambda: ngettext("%(count)s minute", "%(count)s minutes", stop.minutes) % {"count": stop.minutes}
    )


@transaction.atomic
def answer(
    stop: Stop,
    *,
    says: str,
    at: datetime,
    words: str = "",
    opens_at: time | None = None,
    closes_at: time | None = None,
) -> None:
    """What the host says, with the hours that suit; who says no leaves the timetable."""
    stop.answer, stop.answered_at, stop.words = says, at, words
    stop.opens_at, stop.closes_at = opens_at, closes_at
    stop.save(update_fields=["answer", "answered_at", "words", "opens_at", "closes_at"])
    timing.time_again(stop.tour, at=at)


def answer_as_before(stop: Stop, *, says: str, at: datetime) -> None:
    """A yes or a no alone: the hours and words of before stay."""
    answer(stop, says=says, at=at, words=stop.words, opens_at=stop.opens_at, closes_at=stop.closes_at)


def to_tell(stops: Iterable[Stop]) -> list[Stop]:
    """The hosts who said yes and do not know the hour that stands in the timetable now."""
    return [
        stop
        for stop in stops
        if stop.host_id and stop.answer == Stop.Host.YES and stop.begins_at and stop.begins_at != stop.told_at
    ]


@transaction.atomic
def tell_hours(tour: Tour, stops: Iterable[Stop], *, at: datetime) -> int:
    """Draft the mail that tells the hosts when the group comes; return how many it tells."""
    chosen = to_tell(stops)
    for stop in chosen:
        assert stop.host
        assert stop.begins_at
        assert stop.leaves_at
        come, go = moment_on(tour, stop.begins_at), moment_on(tour, stop.leaves_at)
        draft(
            kind=HOUR,
            occasion=f"tour:{tour.pk}:hours-{tour.sequence}",
            recipients=[
                Recipient(
                    stop.host,
                    {"business": stop.name, "when": in_each_language(lambda: dates.span(come, go)), "url": address_for(stop)},  # noqa: B023  called at once
                )
            ],
            at=at,
            due_at=at,
            network=tour.network,
            context={"network": tour.network.name, "tour": tour.title},
            expires_at=day_of(tour),
        )  # fmt: skip
        stop.told_at = stop.begins_at
        stop.save(update_fields=["told_at"])
    return len(chosen)
