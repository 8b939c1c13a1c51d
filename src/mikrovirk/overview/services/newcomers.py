"""Writes: who wants to move here writes to us, gets a host, is answered, comes to a meeting and is counted."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.mailing import services as mailing
from mikrovirk.networks.models import Role
from mikrovirk.networks.queries import in_force
from mikrovirk.overview.domain.welcoming import ANSWER_WITHIN, FORGET_AFTER
from mikrovirk.overview.models import GoalActivity, MovePage, Newcomer, WelcomeHost
from mikrovirk.programme.models import Meeting
from mikrovirk.programme.services import sign_ups
from mikrovirk.register.domain.municipalities import named

WORDING = _(
    "The municipality, its business service office and the networks there read what you write, answer you, and may invite you to a "
    "meeting. Nobody else gets it. We take your name and address out a year after the last word between us, or when you ask."
)
MOST_A_DAY = 3  # from one address
NAMELESS = "–"

SignUpClosed = sign_ups.SignUpClosed


class NoAddress(Exception):
    """Somebody without an e-mail address cannot be signed up for a meeting here."""


class IsClosed(Exception):
    """They were welcomed, or it came to nothing; open it again first."""


@transaction.atomic
def write_in(
    page: MovePage, *, name: str, email: str, trade: str, wish: str, at: datetime, by_qr: bool = False
) -> Newcomer | None:
    """Keep what somebody wrote on the public page and tell the host; None if that address has written enough today."""
    email = email.strip().lower()
    lately = Newcomer.objects.filter(municipality=page.municipality, email=email, made_at__gt=at - timedelta(days=1))
    if lately.count() >= MOST_A_DAY:
        return None
    newcomer = Newcomer.objects.create(
        municipality=page.municipality,
        place=page.place,
        name=name,
        email=email,
        trade=trade,
        wish=wish,
        source=Newcomer.Source.QR if by_qr else Newcomer.Source.PAGE,
        wording=str(WORDING),
        made_at=at,
    )
    if page.host and page.host.withdrawn_at is None:
        give_host(newcomer, page.host, at=at)
        newcomer.refresh_from_db()
    else:
        tell_office(newcomer, at=at)
    return newcomer


@transaction.atomic
def note_newcomer(
    municipality: str,
    *,
    name: str,
    came: str,
    by: User | None,
    at: datetime,
    email: str = "",
    trade: str = "",
    place: str = "",
    wish: str = "",
    unit_id: str = "",
    from_register: bool = False,
) -> Newcomer:
    """Write down somebody the office heard of; one that is noted with that number already is given back."""
    if unit_id and (known := Newcomer.objects.filter(municipality=municipality, unit_id=unit_id).first()):
        return known
    return Newcomer.objects.create(
        municipality=municipality,
        name=name,
        came=came,
        email=email.strip().lower(),
        trade=trade,
        place=place,
        wish=wish,
        unit_id=unit_id,
        source=Newcomer.Source.REGISTER if from_register else Newcomer.Source.OFFICE,
        made_at=at,
        made_by=by,
    )


def held(newcomer: Newcomer) -> Newcomer:
    """The newcomer as they stand now, held until the transaction ends; raise IsClosed."""
    found = Newcomer.objects.select_for_update(of=("self",)).get(pk=newcomer.pk)
    if found.welcomed_at or found.closed_at:
        raise IsClosed
    return found


@transaction.atomic
def give_host(newcomer: Newcomer, host: WelcomeHost, *, at: datetime) -> None:
    """Give them a host, who is told; raise IsClosed. The same host again changes nothing."""
    fresh = held(newcomer)
    if fresh.host_id == host.pk:
        return
    fresh.host, fresh.host_at = host, at
    fresh.save(update_fields=["host", "host_at"])
    mailing.send_service(
        kind="overview.your_newcomer",
        occasion=f"newcomer:{fresh.pk}:{host.pk}",
        user=host.person.user,
        at=at,
        network=host.network,
        context=told(fresh) | {"url": settings.SITE_URL + reverse("overview:my_newcomers")},
    )


def tell_office(newcomer: Newcomer, *, at: datetime, kind: str = "overview.newcomer") -> None:
    """A mail to those who hold a role in the business service office, or in the municipality where there is none."""
    for user in office_of(newcomer.municipality):
        mailing.send_service(
            kind=kind,
            occasion=f"newcomer:{newcomer.pk}",
            user=user,
            at=at,
            context=told(newcomer)
            | {"url": settings.SITE_URL + reverse("overview:newcomer", args=[newcomer.municipality, newcomer.pk])},
        )


def office_of(municipality: str) -> list[User]:
    """Those who answer newcomers there."""
    of_code = Q(roles__organisation__municipality_code=municipality) & in_force(prefix="roles__")
    active = User.objects.filter(of_code, is_active=True).distinct()
    hosts = active.filter(of_code, roles__name=Role.Name.HOST)
    return list(hosts) or list(active.filter(of_code, roles__name=Role.Name.MUNICIPALITY))


@transaction.atomic
def tell_of_late(*, now: datetime) -> int:
    """Tell the office once of each who wrote more than a week ago and has no answer; return how many those are."""
    waiting = Newcomer.objects.filter(
        made_at__lt=now - ANSWER_WITHIN,
        answered_at=None,
        welcomed_at=None,
        closed_at=None,
        erased_at=None,
        late_told_at=None,
    )
    late = list(waiting.select_for_update(of=("self",)))
    for newcomer in late:
        newcomer.late_told_at = now
        newcomer.save(update_fields=["late_told_at"])
        tell_office(newcomer, at=now, kind="overview.newcomer_waits")
    return len(late)


def told(newcomer: Newcomer) -> dict[str, str]:
    """What the mails say of a newcomer."""
    return {
        "who": newcomer.name,
        "where": newcomer.place or named(newcomer.municipality),
        "trade": newcomer.trade,
        "wish": newcomer.wish,
        "address": newcomer.email,
    }


@transaction.atomic
def note_answered(newcomer: Newcomer, *, at: datetime) -> None:
    """Somebody has written or called; raise IsClosed. The first time counts."""
    fresh = held(newcomer)
    if fresh.answered_at is None:
        fresh.answered_at = at
        fresh.save(update_fields=["answered_at"])


@transaction.atomic
def invite_to(newcomer: Newcomer, meeting: Meeting, *, at: datetime) -> None:
    """Sign them up as a guest, by their own wish, with the mail every guest gets; raise NoAddress, IsClosed or SignUpClosed."""
    fresh = held(newcomer)
    if not fresh.email:
        raise NoAddress
    row = sign_ups.sign_up_guest(meeting, name=fresh.name, email=fresh.email, at=at)
    fresh.meeting, fresh.invited_at, fresh.person = meeting, at, row.person
    fresh.answered_at = fresh.answered_at or at
    fresh.save(update_fields=["meeting", "invited_at", "person", "answered_at"])


@transaction.atomic
def note_welcomed(newcomer: Newcomer, *, at: datetime) -> None:
    """They were welcomed, at a visit or where nobody checks in; raise IsClosed."""
    fresh = held(newcomer)
    fresh.welcomed_at = at
    fresh.answered_at = fresh.answered_at or at
    fresh.save(update_fields=["welcomed_at", "answered_at"])


@transaction.atomic
def close(newcomer: Newcomer, *, because: str, at: datetime) -> None:
    """It came to nothing, and why; raise IsClosed, or ValueError without a reason."""
    if not because:
        raise ValueError("it is closed with a reason")
    fresh = held(newcomer)
    fresh.closed_at, fresh.closed_because = at, because
    fresh.save(update_fields=["closed_at", "closed_because"])


def take_up_again(newcomer: Newcomer) -> None:
    """Undo closing, or that they were welcomed."""
    newcomer.welcomed_at, newcomer.closed_at, newcomer.closed_because = None, None, ""
    newcomer.save(update_fields=["welcomed_at", "closed_at", "closed_because"])


# --- forgetting ------------------------------------------------------------------------------------------------------


def forget_old(*, now: datetime) -> int:
    """Take names, addresses and words out a year after the last step; how many."""
    return silent(now - FORGET_AFTER).update(**ERASED, erased_at=now)


def silent(before: datetime) -> QuerySet[Newcomer]:
    """Newcomers with whom nothing happened since that moment."""
    old = Newcomer.objects.filter(erased_at=None, made_at__lt=before)
    for name in ("host_at", "answered_at", "invited_at", "welcomed_at", "closed_at"):
        old = old.exclude(**{f"{name}__gte": before})
    return old


ERASED = {"name": NAMELESS, "email": "", "trade": "", "wish": "", "unit_id": "", "person": None}


def forget(newcomer: Newcomer, *, at: datetime) -> None:
    """Take name, address and words out because they asked for it; that somebody wrote is still counted."""
    Newcomer.objects.filter(pk=newcomer.pk).update(**ERASED, erased_at=at)


@transaction.atomic
def erase(user: User, *, at: datetime) -> None:
    """Take a person out: what they wrote as a newcomer, and that they welcome others. The counts stay."""
    wrote = Newcomer.objects.filter(Q(person__user=user) | Q(email=user.email))
    wrote.update(**ERASED, erased_at=timezone.localtime(at))
    WelcomeHost.objects.filter(person__user=user).delete()
    MovePage.objects.filter(email__iexact=user.email).update(contact="", email="", phone="")
    if user.full_name:
        GoalActivity.objects.filter(responsible=user.full_name).update(responsible=NAMELESS)
