"""The funds of the example region, one in each municipality: ideas, a call that is over and one that is open.

In Vordingborg the members voted and the pot was divided by equal shares; in Guldborgsund it was divided by assessment. In both
something is open, something was granted and something refused, and a report is overdue.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import cycle
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.config.demo.fund_facts import GULDBORGSUND, VORDINGBORG, Case, FundFacts
from mikrovirk.directory.models import Membership, Person
from mikrovirk.fund.domain.applications import Content, Help, Line, Side
from mikrovirk.fund.models import Application, Call, Fund, FundRole, Idea, Outcome
from mikrovirk.fund.queries.assessing import assessors_for
from mikrovirk.fund.services import (
    agreements,
    applications,
    assessing,
    calls,
    claims,
    conditions,
    deciding,
    dividing,
    help_in_kind,
    ideas,
    interests,
    ledger,
    reports,
    thread,
    vote_counting,
    votes,
    voting,
)
from mikrovirk.fund.services import funds as fund_services
from mikrovirk.networks.models import Network, Organisation, Role

KRONE = 100  # øre
LIKED = ((0, 1), (0, 2), (1, 2), (0, 2), (1, 3))  # the places on the ballot that five voters cross
ACCOUNT = "4700 0012345678"
BENEFIT = "Aktiviteten er til gavn for flere og ikke en fordel for én ejer."
OPEN_TO_OTHERS = "Andre netværk eller virksomheder kan være med på lige vilkår."
CRITERIA = (
    calls.Weighted("Udspringer af medlemmernes idéer", "Flere har bedt om det, og de kan nævnes.", 2),
    calls.Weighted("Når nye mikrovirksomheder", "Det er sandsynligt, at mindst en fjerdedel er nye.", 2),
    calls.Weighted("Kan gøres efter", "Et andet netværk kan gentage det året efter.", 1),
)
QUESTIONS = (
    {"key": "what", "label": "Hvad skal der ske?", "kind": "long", "required": True, "small": True},
    {"key": "others", "label": "Hvad får andre ud af det?", "kind": "long", "required": True, "small": True},
    {"key": "after", "label": "Hvad sker der bagefter?", "kind": "long", "required": False},
)


def receipt_file() -> "ContentFile[bytes]":
    return ContentFile(b"%PDF-1.4\n%%EOF\n", name="bilag.pdf")


def fill(*, now: datetime) -> None:
    """Both funds, in the middle of things."""
    for wanted in (VORDINGBORG, GULDBORGSUND):
        Story(wanted, now=now).tell()


class Story:
    """One fund's story, told by its people; days are counted back from now."""

    def __init__(self, wanted: FundFacts, *, now: datetime) -> None:
        self.wanted, self.now = wanted, now
        self.network = Network.objects.get(slug=wanted.network)
        rows = Membership.objects.filter(network=self.network, left_date=None).select_related(
            "person__user", "business"
        )
        self.people = [
            row.person for row in rows.exclude(person__user__roles__name=Role.Name.COORDINATOR).order_by("pk")
        ]

    def ago(self, days: float) -> datetime:
        return self.now - timedelta(days=days)

    def tell(self) -> None:
        self.found()
        self.put_ideas_in()
        self.call_that_is_over()
        self.call_that_is_open()

    # --- the fund ---------------------------------------------------------------------------------------------------

    def found(self) -> None:
        wanted = self.wanted
        holder = Organisation.objects.get(slug=wanted.holder)
        day = timezone.localdate(self.ago(320))
        self.fund = Fund.objects.create(
            holder=holder,
            name=wanted.name,
            slug=wanted.slug,
            purpose=wanted.purpose,
            about=wanted.about,
            municipalities=[wanted.code],
            contact_name=wanted.caseworker[1],
            contact_email=wanted.caseworker[0],
            created_at=self.ago(320),
        )
        for (email, name), role in (
            (wanted.caseworker, FundRole.Name.CASEWORKER),
            (wanted.decider, FundRole.Name.DECIDER),
            (wanted.bookkeeper, FundRole.Name.BOOKKEEPER),
        ):
            fund_services.give_role(self.fund, email, role, full_name=name, by=None, at=self.ago(320), on=day)
        self.caseworker = User.objects.get(email=wanted.caseworker[0])
        self.decider = User.objects.get(email=wanted.decider[0])
        self.bookkeeper = User.objects.get(email=wanted.bookkeeper[0])
        steering = self.network.roles.filter(name=Role.Name.STEERING).order_by("pk").select_related("user")
        self.assessors = [role.user for role in steering[:5]]
        for assessor in self.assessors:
            fund_services.give_role(
                self.fund, assessor.email, FundRole.Name.ASSESSOR, by=self.caseworker, at=self.ago(300), on=day
            )
        ledger.appropriate(
            self.fund, wanted.money * KRONE, by=self.bookkeeper, at=self.ago(310), text="Bevilling fra byrådet"
        )

    def put_ideas_in(self) -> None:
        """Ideas with support; two that are the same become one."""
        made = [
            ideas.put_in(
                self.fund, author=author, network=self.network, at=self.ago(60 - 9 * number),
                title=title, what=what, who_for=who_for, needs=needs,
            )
            for number, ((title, what, who_for, needs), author) in enumerate(
                zip(self.wanted.ideas, [self.people[-1], *self.people[9:]], strict=False)
            )
        ]  # fmt: skip
        for number, idea in enumerate(made):
            for person in self.people[10 : 17 - 2 * number]:
                if person != idea.author:
                    ideas.support(idea, person, at=self.ago(20), joins=number == 0 and person.pk % 2 == 0)
        if len(made) > 3:
            ideas.merge(made[2], made[1], at=self.ago(15))
        self.idea = made[0]

    # --- the call that is over --------------------------------------------------------------------------------------

    def call(self, title: str, *, pot: int, opens: float, closes: float) -> Call:
        """A call, opened `opens` days ago and closing `closes` days ago (below 0: ahead)."""
        wanted = self.wanted
        fields = {
            "title": title,
            "purpose": wanted.purpose,
            "who_may_apply": "Mikrovirksomheder og selvstændige i kommunen, alene eller sammen.",
            "pot": pot * KRONE,
            "smallest": 1_000 * KRONE,
            "largest": 60_000 * KRONE,
            "benefits_others": True,
            "small_up_to": 5_000 * KRONE,
            "quick_up_to": 3_000 * KRONE,
            "quick_decider": self.decider,
            "recommends": wanted.recommends,
            "decides": wanted.decides,
            "rule": wanted.rule,
            "advance_percent": 50,
            "deadline_at": self.ago(closes),
        }
        words = calls.CallWords(
            fields, general_benefit=BENEFIT, criteria=CRITERIA, conditions=[OPEN_TO_OTHERS], questions=QUESTIONS
        )
        made = calls.write_call(self.fund, words, by=self.caseworker)
        return calls.open_call(made, by=self.caseworker, at=self.ago(opens))

    def apply(
        self, call: Call, content: Content, person: Person, *, days: float, idea: Idea | None = None
    ) -> Application:
        at = self.ago(days)
        begun = applications.start(call, person, idea, at=at - timedelta(days=2))
        return applications.send(begun, by=person.user, at=at, content=content)

    def content(
        self, title: str, summary: str, costs: Mapping[str, int], *, own: int = 0, help_text: str = ""
    ) -> Content:
        lines = [Line(Side.COST, text, amount * KRONE) for text, amount in costs.items()]
        if own:
            lines.append(Line(Side.OWN, "Egne penge", own * KRONE))
        return Content(
            title=title,
            summary=summary,
            municipality=self.wanted.code,
            network=self.network.pk,
            takes_place_date=None,
            answers={"what": summary, "others": "Alle kan være med, og vi deler det, vi lærer."},
            budget=lines,
            help_in_kind=[Help("venue", help_text)] if help_text else [],
        )

    def call_that_is_over(self) -> None:
        call = self.call(self.wanted.over, pot=self.wanted.over_pot, opens=260, closes=215)
        made = [
            (each, self.apply(call, self.content(each.title, each.summary, each.costs, own=each.own, help_text=each.help),
                              self.people[2 + number], days=230 - number))
            for number, each in enumerate(self.wanted.cases)
        ]  # fmt: skip
        for each, case in made:
            if each.ends == "withdrawn":
                assert case.applicant is not None
                applications.withdraw(case, by=case.applicant.user, at=self.ago(220), because=each.reason)
        calls.close_call(call, at=self.ago(214))
        standing = [(each, case) for each, case in made if each.ends != "withdrawn"]
        self.ask_and_answer(standing[0][1])
        interests.declare(
            standing[1][1],
            user=self.assessors[0],
            ground="family",
            note_text="Min søster underviser.",
            at=self.ago(212),
        )
        self.check(call, standing)
        self.assess([(each, case) for each, case in standing if each.ends != "not_eligible"])
        if self.wanted.rule == Call.Rule.SCORE:
            dividing.divide(call, by=self.caseworker, at=self.ago(190))
        else:
            self.vote(call)
        for each, case in standing:
            self.decide(each, case)
        dividing.publish_result(call, at=self.ago(180))

    def ask_and_answer(self, case: Application) -> None:
        assert case.applicant is not None
        thread.ask(case, "Hvem rydder op bagefter?", by=self.caseworker, at=self.ago(213))
        thread.reply(case, "Det gør vi selv, vi er otte.", by=case.applicant.user, at=self.ago(212))
        for row in case.help_in_kind.all():
            help_in_kind.promise(row, who="Møn Bibliotek", at=self.ago(205))
            help_in_kind.note_given(row, hours=6, worth=1_500 * KRONE, at=self.ago(170))

    def check(self, call: Call, standing: Sequence[tuple[Case, Application]]) -> None:
        benefit, others = call.conditions.order_by("position")
        for each, case in standing:
            fails = each.ends == "not_eligible"
            met = (not fails, each.reason if fails else "Den er åben for alle og koster det samme for alle.")
            answers = {benefit: met, others: (True, "Det står i ansøgningen.")}
            assessing.check_conditions(case, answers, by=self.caseworker, at=self.ago(210))

    def assess(self, cases: Sequence[tuple[Case, Application]]) -> None:
        """Two assessors each, independent of each other; whoever has an interest cannot be asked."""
        criteria = list(cases[0][1].call.criteria.all())
        for number, (each, case) in enumerate(cases):
            possible = assessors_for(case)
            for assessor in [each for each in self.assessors[1:] if each in possible][:2]:
                row = assessing.assign(case, [assessor], by=self.caseworker, at=self.ago(209))[0]
                assessing.say_impartial(row, at=self.ago(208))
                given = {
                    criterion: assessing.Given(max(1, min(5, each.points - (place + number) % 2)))
                    for place, criterion in enumerate(criteria)
                }
                assessing.score(row, given, words="", hand_in=True, at=self.ago(207))

    def vote(self, call: Call) -> None:
        """The members vote for a fortnight; the first three are liked most."""
        fields = {
            "kind": "approval",
            "list_date": timezone.localdate(self.ago(206)),
            "at_most": 3,
            "completion": "add1",
            "closes_at": self.ago(192),
        }
        vote = votes.prepare(call, networks=[self.network], fields=fields)
        vote = votes.open_vote(vote, by=self.caseworker, at=self.ago(205))
        count = vote.projects.count()
        voters = vote.voters.order_by("pk").prefetch_related("people__user")[:31]
        for voter, liked in zip(voters, cycle(LIKED), strict=False):
            choices = tuple(int(place in liked) for place in range(count))
            voting.cast(voter, choices, by=voter.people.all()[0].user, at=self.ago(200))
        vote_counting.count(vote, by=self.caseworker, at=self.ago(191))
        dividing.divide(call, by=self.caseworker, at=self.ago(190))

    def decide(self, each: Case, case: Application) -> None:
        """As the pot was divided."""
        outcome, amount = Outcome.GRANTED, case.amount
        if each.ends in ("refused", "not_eligible"):
            outcome, amount = Outcome(each.ends), 0
        deciding.decide(case, outcome=outcome, amount=amount, reason=each.reason, by=self.decider, at=self.ago(185))
        case.refresh_from_db()
        if outcome == Outcome.GRANTED:
            self.carry_out(each, case)

    def carry_out(self, each: Case, case: Application) -> None:
        """What became of a grant."""
        assert case.applicant is not None
        agreement, applicant = case.agreement, case.applicant.user
        if each.ends == "to_accept":
            today = timezone.localdate(self.now)
            agreement.accept_by_date, agreement.report_by_date = today + timedelta(days=2), today + timedelta(days=120)
            agreement.texts = conditions.texts_of(agreement)  # as if it had been made the other day
            agreement.save()
            return
        agreements.accept(agreement, by=applicant, at=self.ago(183))
        for number, spent in enumerate(each.spent):
            self.claim(agreement, spent, number, pay=each.ends != "claimed")
        if each.ends == "closed":
            report = reports.save(case, each.story, at=self.ago(120))
            reports.send(report, by=applicant, at=self.ago(119))
            reports.approve(report, by=self.caseworker, at=self.ago(110))
            agreements.end(agreement, by=self.caseworker, at=self.ago(109))

    def claim(self, agreement: Any, spent: int, number: int, *, pay: bool) -> None:
        """A receipt that is sent, found right and paid; or that waits to be looked at."""
        applicant = agreement.application.applicant.user
        days = 160 - 10 * number if pay else 3
        claims.add_receipt(
            agreement, receipt_file(), text=f"Bilag {number + 1}", amount=spent * KRONE, name=f"bilag-{number + 1}.pdf",
            is_picture=False, at=self.ago(days),
        )  # fmt: skip
        made = claims.send_receipts(agreement, account=ACCOUNT, by=applicant, at=self.ago(days))
        if pay:
            claims.approve(made, by=self.caseworker, at=self.ago(days - 1))
            claims.approve(made, by=self.bookkeeper, at=self.ago(days - 1))
            claims.pay(made, by=self.bookkeeper, at=self.ago(days - 2))

    # --- the call that is open --------------------------------------------------------------------------------------

    def call_that_is_open(self) -> None:
        """One application is in, a small one waits for its answer, and one is a draft from an idea."""
        call = self.call(self.wanted.opened, pot=self.wanted.open_pot, opens=24, closes=-18)
        title, summary, text, cost = self.wanted.asked_now
        self.apply(call, self.content(title, summary, {text: cost}, own=cost // 10), self.people[11], days=6)
        title, summary, text, cost = self.wanted.small_now
        small = self.apply(call, self.content(title, summary, {text: cost}), self.people[12], days=9)
        self.check(call, [(Case(title, summary, {text: cost}, ends="small"), small)])
        assert self.idea.author is not None
        applications.start(call, self.idea.author, self.idea, at=self.ago(2))
