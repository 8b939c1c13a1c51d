"""Rows of a steering room: a group, a meeting with points, a decision that answers a theme."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.networks.models import Network, Role
from mikrovirk.voice.models import AgendaPoint, Decision, Input, Source, SteeringMeeting, Theme
from mikrovirk.voice.services import decisions as services
from mikrovirk.voice.services.decisions import Words
from tests import factories
from tests.factories import NOW


def room(slug: str = "moen", **fields: Any) -> Network:
    return factories.network(slug, name="Netværket på Møn", place="Møn Bibliotek", **fields)


def group(place: Network, *names: str) -> list[User]:
    """Members of the steering group by those names."""
    found = []
    for name in names:
        user = factories.user(name)
        Role.objects.create(user=user, name=Role.Name.STEERING, network=place, since_date=factories.TODAY)
        found.append(user)
    return found


def meeting(place: Network, *, starts_at: datetime = NOW + timedelta(days=7), **fields: Any) -> SteeringMeeting:
    return SteeringMeeting.objects.create(network=place, starts_at=starts_at, place="Møn Bibliotek", **fields)


def point(at: SteeringMeeting, title: str = "Mødetider", **fields: Any) -> AgendaPoint:
    fields.setdefault("position", at.points.count() + 1)
    return AgendaPoint.objects.create(meeting=at, title=title, **fields)


def theme(
    place: Network, name: str = "Mødetider", *, said: tuple[str, ...] = ("Hellere om morgenen",), **of: Any
) -> Theme:
    """A theme with anonymous inputs, each on the day before NOW; `of` fills the inputs."""
    made = Theme.objects.create(network=place, name=name)
    for number, text in enumerate(said):
        words = {"receipt": f"{made.pk}-{number}", "at": NOW - timedelta(days=1), "source": Source.ROUND_PAGE, **of}
        Input.objects.create(network=place, theme=made, text=text, **words)
    return made


def decision(
    place: Network,
    title: str = "Møde kl. 8 i marts",
    *,
    by: User | None = None,
    themes: tuple[Theme, ...] = (),
    at: datetime = NOW,
    point: AgendaPoint | None = None,
    steering_meeting: SteeringMeeting | None = None,
    **words: Any,
) -> Decision:
    """A decision with its history, made by a coordinator unless `by` says who."""
    filled = {"answer": "yes", "reason": "Mange kan ikke om aftenen.", **words}
    return services.decide(
        place,
        Words(title=title, **filled),
        themes=themes,
        by=by or factories.user("Karen Holm"),
        at=at,
        point=point,
        steering_meeting=steering_meeting,
    )


def coordinator(place: Network, name: str = "Karen Holm") -> User:
    user = factories.user(name)
    Role.objects.create(user=user, name=Role.Name.COORDINATOR, network=place, since_date=factories.TODAY)
    return user


def pages_of(place: Network, by: User) -> dict[str, dict[str, int | str]]:
    """For every page of the steering room and of "You said, we did" the keys in its address."""
    held = meeting(place, starts_at=timezone.now() + timedelta(days=3))
    first = point(held)
    guest = held.guests.create(name="Tove Tal", expires_at=held.ends_at + timedelta(days=1))
    made = decision(place, by=by, themes=(theme(place),), point=first, owner=by)
    names = {
        "pk": [
            *["steering_meeting", "steering_meeting_edit", "steering_meeting_cancel", "steering_agenda"],
            *["steering_agenda_pdf", "steering_minutes_pdf", "steering_changes", "steering_present", "steering_close"],
            *["steering_reopen", "steering_invite", "steering_send_minutes", "steering_point_add", "steering_guest_add"],
        ],
        "point_pk": ["steering_point", "steering_point_move", "steering_point_remove", "steering_minutes", "point_decide"],
        "guest_pk": ["steering_guest_link", "steering_guest_qr", "steering_guest_revoke"],
        "decision": [
            *["decision", "decision_edit", "decision_done", "decision_undone", "decision_withdraw", "decision_put_back"],
            *["decision_owner", "decision_mine", "decision_hand_back", "you_said_show", "you_said_hide"],
        ],
    }  # fmt: skip
    keys: dict[str, dict[str, int | str]] = {
        "pk": {"pk": held.pk},
        "point_pk": {"pk": held.pk, "point_pk": first.pk},
        "guest_pk": {"pk": held.pk, "guest_pk": guest.pk},
        "decision": {"pk": made.pk},
    }
    return {f"voice:{page}": keys[kind] for kind, pages in names.items() for page in pages}
