"""Reads: the idea box, and how far each idea has come."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import BooleanField, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person
from mikrovirk.fund.domain.ideas import Standing, standing
from mikrovirk.fund.models import Application, Fund, Idea, IdeaSupport
from mikrovirk.fund.permissions import FundPermission
from mikrovirk.fund.queries.funds import funds_for, permissions_in
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import networks_for
from mikrovirk.voice.domain.similar_topics import alike

OPEN = Q(waits_for=None, hidden_at=None, merged_into=None)


def in_the_box(fund: Fund) -> QuerySet[Idea]:
    """The ideas everybody sees."""
    return Idea.objects.filter(OPEN, fund=fund)


def seen_by(user: User | AnonymousUser, fund: Fund) -> QuerySet[Idea]:
    """The ideas of a fund that `user` may open: those in the box, their own, and for a caseworker every one."""
    everyone = Q(waits_for=None, hidden_at=None)
    if not user.is_authenticated:
        return Idea.objects.filter(everyone, fund=fund)
    if FundPermission.HANDLE_CASES in permissions_in(user, fund):
        return Idea.objects.filter(fund=fund, waits_for=None)
    return Idea.objects.filter(everyone | Q(author__user=user), fund=fund)


def ideas_of(user: User) -> QuerySet[Idea]:
    """The user's own ideas, newest first."""
    return Idea.objects.filter(author__user=user).select_related("fund", "merged_into")


def helped_by(user: User | AnonymousUser, fund: Fund) -> QuerySet[Idea]:
    """The ideas `user` may help on: a caseworker all of the fund's, a coordinator those of their network's members."""
    if not user.is_authenticated:
        return Idea.objects.none()
    if funds_for(user, needs=FundPermission.HANDLE_CASES).filter(pk=fund.pk).exists():
        return in_the_box(fund)
    return in_the_box(fund).filter(network__in=networks_for(user, needs=Permission.EDIT_MEMBERS))


def with_support(ideas: QuerySet[Idea], person: Person | None) -> QuerySet[Idea]:
    """Each with how many find it good (`supporters`), how many join in (`joiners`), and what this person says.

    Who supports an idea that was merged into another supports that one.
    """
    rows = IdeaSupport.objects.filter(Q(idea=OuterRef("pk")) | Q(idea__merged_into=OuterRef("pk"))).order_by()
    own = rows.filter(person=person)
    no = Value(False, output_field=BooleanField())
    return ideas.annotate(
        supporters=people_in(rows),
        joiners=people_in(rows.filter(joins=True)),
        mine=Exists(own) if person else no,
        i_join=Exists(own.filter(joins=True)) if person else no,
    )


def people_in(rows: QuerySet[IdeaSupport]) -> Coalesce:
    counted = rows.values(one=Value(1)).annotate(number=Count("person", distinct=True)).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def similar(fund: Fund, typed: str) -> list[Idea]:
    """What is in the box already of what is being typed."""
    keys = alike(typed, in_the_box(fund).values_list("pk", "title"))
    found = in_the_box(fund).in_bulk(keys)
    return [found[key] for key in keys]


def standings(ideas: Iterable[Idea]) -> dict[int, Standing]:
    """How far each idea has come, by its key; one that was merged goes with the other. One query."""
    ideas = list(ideas)
    states: dict[int, set[str]] = defaultdict(set)
    wanted = {idea.pk for idea in ideas} | {idea.merged_into_id for idea in ideas if idea.merged_into_id}
    for pk, merged_into, state in Application.objects.filter(
        Q(idea__in=wanted) | Q(idea__merged_into__in=wanted)
    ).values_list("idea", "idea__merged_into", "state"):
        states[pk].add(state)
        if merged_into:
            states[merged_into].add(state)
    return {
        idea.pk: standing(
            is_waiting=idea.waits_for_id is not None,
            is_hidden=idea.hidden_at is not None,
            is_merged=idea.merged_into_id is not None,
            applications=states[idea.pk],
        )
        for idea in ideas
    }


@dataclass(frozen=True)
class Helper:
    """Somebody who joins in."""

    name: str
    email: str


def joiners_of(idea: Idea) -> list[Helper]:
    """Who joins in, for the author and those who help the idea on."""
    rows = IdeaSupport.objects.filter(Q(idea=idea) | Q(idea__merged_into=idea), joins=True)
    found = rows.select_related("person__user").order_by("at", "pk")
    return list({row.person_id: Helper(row.person.name, row.person.email) for row in found}.values())


def authors_of(idea: Idea) -> list[Person]:
    """Its author, then those of the ideas that were merged into it."""
    own = [idea.author] if idea.author else []
    merged = idea.merged.filter(author__isnull=False).select_related("author__user").order_by("merged_at", "pk")
    return list({person.pk: person for person in [*own, *(each.author for each in merged)] if person}.values())
