"""Reads: applications somebody may see, what one holds, and where it stands."""

from dataclasses import asdict
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Business, Membership, Person
from mikrovirk.fund.domain.applications import Asked, Content, Help, Line, Rules, Together
from mikrovirk.fund.models import Application, Call, Fund
from mikrovirk.fund.queries.habilitet import cases_for
from mikrovirk.fund.queries.timeline import Step, timeline
from mikrovirk.networks.models import Network
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import networks_for

__all__ = ["Step", "as_plain", "cases_in", "content_of", "own_businesses", "own_networks", "rules_of", "timeline"]


def cases_in(fund: Fund, user: User | AnonymousUser) -> QuerySet[Application]:
    """The applications of a fund that its people see: those that were sent, and that they have no interest in."""
    return cases_for(user).filter(call__fund=fund)


def own_networks(user: User) -> list[Network]:
    """The networks somebody takes part in."""
    return list(networks_for(user, needs=Permission.TAKE_PART).order_by("name"))


def own_businesses(person: Person | None) -> list[Business]:
    """The businesses somebody is in a network for now."""
    here = Membership.objects.filter(person=person, left_date=None)
    mine = Q(pk__in=here.values("business")) | Q(pk__in=here.values("also_for"))
    return list(Business.objects.filter(mine).order_by("name")) if person else []


def rules_of(call: Call) -> Rules:
    """What a call asks of every application, as the domain has it."""
    asked = [
        Asked(each["key"], required=bool(each.get("required")), small=bool(each.get("small")))
        for each in call.questions
    ]
    return Rules(
        smallest=call.smallest,
        largest=call.largest,
        own_share=call.own_share,
        small_up_to=call.small_up_to,
        questions=asked,
    )


def content_of(application: Application) -> Content:
    """What an application holds. Three queries."""
    return Content(
        title=application.title,
        summary=application.summary,
        municipality=application.municipality,
        takes_place_date=application.takes_place_date,
        cvr=application.cvr,
        business=application.business_id,
        network=application.network_id,
        answers=application.answers,
        budget=tuple(Line(line.side, line.text, line.amount) for line in application.budget.all()),
        help_in_kind=tuple(Help(row.kind, row.text) for row in application.help_in_kind.all()),
        together=tuple(Together(row.name, row.email, row.cvr) for row in application.co_applicants.all()),
    )


def as_plain(content: Content) -> dict[str, Any]:
    """The same as values that JSON can hold."""
    day = content.takes_place_date
    return {**asdict(content), "takes_place_date": day.isoformat() if day else None}
