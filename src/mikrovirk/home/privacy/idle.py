"""Whom nobody has had anything to do with for long: former members and guests, whose account is then erased."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Membership
from mikrovirk.fund.models import Application, CoApplicant, FundRole
from mikrovirk.networks.models import Role
from mikrovirk.overview.models import Newcomer
from mikrovirk.programme.models import Follower, SessionSpeaker, SignUp, Talk
from mikrovirk.voice.models import Decision


def untouched(before: datetime) -> QuerySet[User]:
    """People without any tie to the present who were last signed in, at a meeting or a member before that moment.

    Whoever has a role, follows a network, leads a case of a fund or is to speak is not among them.
    """
    day = before.date()
    mine, of_person = {"user": OuterRef("pk")}, {"person__user": OuterRef("pk")}
    ties = (
        Role.objects.filter(**mine).exclude(until_date__lt=day),
        FundRole.objects.filter(**mine),
        Follower.objects.filter(confirmed_at__isnull=False, **mine),
        Membership.objects.filter(Q(left_date=None) | Q(left_date__gte=day), **of_person),
        SignUp.objects.filter(meeting__ends_at__gte=before, **of_person),
        Talk.objects.filter(Q(meeting=None) | Q(meeting__ends_at__gte=before), speaker=OuterRef("pk")),
        SessionSpeaker.objects.filter(session__meeting__ends_at__gte=before, **mine),
        Application.objects.filter(applicant__user=OuterRef("pk")),  # a case keeps its own time
        CoApplicant.objects.filter(**mine),
        Newcomer.objects.filter(erased_at=None, **of_person),
        Decision.objects.filter(owner=OuterRef("pk"), done_at=None, withdrawn_at=None),
    )
    rows = User.objects.filter(is_administrator=False, created_at__lt=before)
    rows = rows.filter(Q(last_login=None) | Q(last_login__lt=before))
    for tie in ties:
        rows = rows.exclude(Exists(tie))
    return rows


def was_member() -> Exists:
    return Exists(Membership.objects.filter(person__user=OuterRef("pk")))


def former_members(before: datetime) -> QuerySet[User]:
    return untouched(before).filter(was_member())


def former_guests(before: datetime) -> QuerySet[User]:
    return untouched(before).exclude(was_member())
