"""Writes: a vote is prepared, its list drawn up, opened with its rules fixed, or cancelled."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from random import SystemRandom
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person
from mikrovirk.fund.models import Application, Call, Vote, VoteProject, Voter
from mikrovirk.fund.queries import votes as queries
from mikrovirk.fund.queries.votes import Entitled, OnBallot
from mikrovirk.fund.services import ballot_boxes
from mikrovirk.networks.models import Network

State = Vote.State
FEWEST = 3  # voters: of fewer each knows what the others voted
LIST_KEPT = timedelta(days=183)  # after the count, or after it was called off: until then somebody may complain


class IsFixed(Exception):
    """The vote has opened: neither its rules nor its list change any more."""


class CannotOpen(Exception):
    """The vote cannot open; `why` is a code: no-projects, too-few-voters, no-money, deadline, closes, not-by-vote."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class AlreadyOnList(Exception):
    """They, or their business, are on the list."""


@transaction.atomic
def prepare(call: Call, *, networks: Iterable[Network], fields: Mapping[str, Any]) -> Vote:
    """Make the vote of a call, with the list the rules give. Raise IsFixed where the call has one."""
    Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
    if Vote.objects.filter(call=call).exclude(state=State.CANCELLED).exists():
        raise IsFixed
    vote = Vote.objects.create(call=call, **fields)
    vote.networks.set(networks)
    draw_up_list(vote)
    return vote


@transaction.atomic
def change(vote: Vote, *, networks: Iterable[Network], fields: Mapping[str, Any]) -> Vote:
    """Change the rules of a vote that is not open yet, and draw up its list anew; raise IsFixed."""
    locked = draft_of(vote)
    for name, value in fields.items():
        setattr(locked, name, value)
    locked.save()
    locked.networks.set(networks)
    draw_up_list(locked)
    return locked


def draft_of(vote: Vote) -> Vote:
    """The row, locked; raise IsFixed once it is more than a draft."""
    locked = Vote.objects.select_for_update(of=("self",)).select_related("call__fund").get(pk=vote.pk)
    if locked.state != State.DRAFT:
        raise IsFixed
    return locked


# --- the list --------------------------------------------------------------------------------------------------------


@transaction.atomic
def draw_up_list(vote: Vote) -> None:
    """Write down who has a vote by the rules. What was added or struck by hand stays; raise IsFixed."""
    locked = draft_of(vote)
    struck = {key_of(voter): voter.struck_because for voter in locked.voters.exclude(struck_because="")}
    locked.voters.filter(added_because="").delete()
    added = {key for voter in locked.voters.all() for key in keys_of(voter)}
    wanted = [each for each in queries.entitled(locked) if not added & keys_of_entitled(each)]
    write_list(locked, wanted, struck)


def write_list(vote: Vote, wanted: Sequence[Entitled], struck: Mapping[str, str]) -> None:
    """The rows of a list and who may use each, in a fixed number of queries."""
    rows = Voter.objects.bulk_create(
        Voter(vote=vote, name=each.name[:200], cvr=each.cvr, struck_because=struck.get(key_of_entitled(each), ""))
        for each in wanted
    )
    between = Voter.people.through
    between._default_manager.bulk_create(
        between(voter_id=row.pk, person_id=person)
        for row, each in zip(rows, wanted, strict=True)
        for person in sorted(each.people)
    )


def key_of(voter: Voter) -> str:
    """What a line of the list is known by when it is drawn up anew."""
    return voter.cvr or ",".join(str(key) for key in sorted(voter.people.values_list("pk", flat=True)))


def key_of_entitled(each: Entitled) -> str:
    return each.cvr or ",".join(str(key) for key in sorted(each.people))


def keys_of(voter: Voter) -> set[str]:
    return {voter.cvr} if voter.cvr else {str(key) for key in voter.people.values_list("pk", flat=True)}


def keys_of_entitled(each: Entitled) -> set[str]:
    return {each.cvr} if each.cvr else {str(key) for key in each.people}


@transaction.atomic
def add_to_list(vote: Vote, person: Person, *, because: str, name: str = "", cvr: str = "") -> Voter:
    """Put somebody on the list by hand, or a business (by its CVR number) they may vote for; raise IsFixed, AlreadyOnList."""
    locked = draft_of(vote)
    same = locked.voters.filter(cvr=cvr) if cvr else locked.voters.filter(people=person, cvr="")
    if same.exists():
        raise AlreadyOnList
    voter = Voter.objects.create(vote=locked, name=name or str(person), cvr=cvr, added_because=because)
    voter.people.add(person)
    return voter


@transaction.atomic
def strike(voter: Voter, *, because: str) -> None:
    """Take a line off the list with a reason, or put it back (""); raise IsFixed."""
    draft_of(voter.vote)
    if voter.added_because and because:
        voter.delete()
        return
    voter.struck_because = because
    voter.save(update_fields=["struck_because"])


# --- opening ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def open_vote(vote: Vote, *, by: User, at: datetime) -> Vote:
    """Fix the rules, the ballot, the list and the lot, and open; raise IsFixed, CannotOpen or sealing.NoPlaceForKeys."""
    locked = draft_of(vote)
    call = Call.objects.select_for_update(of=("self",)).select_related("fund").get(pk=locked.call_id)
    draw_up_list(locked)
    cases, pot = queries.on_the_ballot(call), queries.pot_of(call)
    if why := reason_not_to_open(locked, call, cases, pot, at=at):
        raise CannotOpen(why)
    projects = put_on_ballot(locked, cases)
    locked.rules = rules_at_opening(locked, call, projects, pot)
    locked.rules_digest = queries.digest_of(locked.rules)
    locked.state, locked.opened_at, locked.opened_by = State.OPEN, at, by
    locked.save()
    ballot_boxes.make(locked)
    call.state = Call.State.VOTING
    call.save(update_fields=["state"])
    return locked


def reason_not_to_open(vote: Vote, call: Call, cases: Sequence[Application], pot: int, *, at: datetime) -> str:
    """The first thing in the way, as a code; "" where nothing is."""
    hindrances = {
        "not-by-vote": call.rule == Call.Rule.SCORE,
        "deadline": call.deadline_at is None or at <= call.deadline_at,
        "closes": vote.closes_at <= at,
        "no-money": pot <= 0,
        "no-projects": not cases,
        "too-few-voters": queries.on_list(vote).count() < FEWEST,
    }
    return next((why for why, is_so in hindrances.items() if is_so), "")


def put_on_ballot(vote: Vote, cases: Sequence[Application]) -> list[VoteProject]:
    """The ballot in the order the applications came, and a lot drawn for each, from the machine's own chance."""
    lots = list(range(1, len(cases) + 1))
    SystemRandom().shuffle(lots)
    return VoteProject.objects.bulk_create(
        VoteProject(vote=vote, application=case, place=place, lot=lot, title=case.title, amount=case.amount)
        for place, (case, lot) in enumerate(zip(cases, lots, strict=True), start=1)
    )


def rules_at_opening(vote: Vote, call: Call, projects: Iterable[VoteProject], pot: int) -> dict[str, Any]:
    """Everything the result depends on but the ballots."""
    return {
        "kind": vote.kind,
        "whose": vote.whose,
        "list_date": vote.list_date.isoformat(),
        "at_least": vote.at_least,
        "at_most": vote.at_most,
        "points": vote.points,
        "points_for_one": vote.points_for_one,
        "method": call.rule,
        "completion": vote.completion,
        "pot": pot,
        "closes_at": vote.closes_at.isoformat(),
        "with_paper": vote.with_paper,
        "networks": sorted(network.name for network in vote.networks.all()),
        "on_list_count": queries.on_list(vote).count(),
        "projects": [plain(row) for row in projects],
    }


def plain(row: VoteProject) -> dict[str, Any]:
    case = row.application
    on_ballot = OnBallot(str(row.application_id), row.place, row.lot, row.title, row.amount, case.number, case.summary)
    return {name: getattr(on_ballot, name) for name in OnBallot.__dataclass_fields__}


@transaction.atomic
def cancel(vote: Vote, *, because: str, by: User, at: datetime) -> None:
    """Call a vote off with a public reason: its ballots are gone unread. Raise IsFixed once it is counted.

    One that never opened leaves nothing behind.
    """
    locked = Vote.objects.select_for_update(of=("self",)).select_related("call").get(pk=vote.pk)
    if locked.state == State.DRAFT:
        locked.delete()
        return
    if locked.state != State.OPEN:
        raise IsFixed
    ballot_boxes.destroy(locked)
    locked.state, locked.cancelled_at, locked.cancelled_because = State.CANCELLED, at, because[:300]
    locked.save(update_fields=["state", "cancelled_at", "cancelled_because"])
    Call.objects.filter(pk=locked.call_id).update(state=Call.State.ASSESSING)


def old_voters(before: datetime) -> QuerySet[Voter]:
    """The lists of votes that were counted or called off before that moment."""
    return Voter.objects.filter(Q(vote__count__at__lt=before) | Q(vote__cancelled_at__lt=before))


@transaction.atomic
def forget_lists(*, now: datetime) -> int:
    """Take the names off the lists of votes that are long over; how many there were stands in the count. Returns how many lists."""
    old = old_voters(now - LIST_KEPT)
    keys = list(old.order_by().values_list("vote", flat=True).distinct())
    old.delete()
    return len(keys)
