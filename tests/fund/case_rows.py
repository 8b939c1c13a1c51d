"""A fund with its people, a call with conditions and criteria, and cases at every step."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.test import Client

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person
from mikrovirk.fund.models import Application, Assignment, Call, Condition, Criterion, Fund, Interest
from mikrovirk.fund.models.deciding import Decision
from mikrovirk.fund.services import assessing, de_minimis, deciding, dividing, interests, ledger
from mikrovirk.fund.services.assessing import Given
from tests import factories
from tests.factories import NOW
from tests.factories.fund import make_application, make_call, make_fund, make_fund_role
from tests.fund.aid import NO_AID

LATER = NOW + timedelta(days=40)  # the deadline is over
BENEFIT = "Aktiviteten er til almen nytte og ikke til fordel for én ejer"


@dataclass
class Office:
    """A fund's people and one call of 100,000 kroner whose deadline is over at LATER."""

    fund: Fund
    call: Call

    @cached_property
    def caseworker(self) -> User:
        return self.person_with("caseworker", "Signe Sagsbehandler")

    @cached_property
    def assessor(self) -> User:
        return self.person_with("assessor", "Anders And")

    @cached_property
    def other_assessor(self) -> User:
        return self.person_with("assessor", "Berit Berg")

    @cached_property
    def decider(self) -> User:
        return self.person_with("decider", "Ditte Dahl")

    def person_with(self, role: str, name: str = "") -> User:
        user = factories.user(name)
        make_fund_role(self.fund, user, role)
        return user

    def case(self, name: str = "Karen Holm", **fields: Any) -> Application:
        applicant = fields.pop("applicant", None) or factories.person(name)
        fields.setdefault("sent_at", NOW)
        return make_application(self.call, applicant, **fields)

    def checked(self, case: Application, *, is_met: bool = True) -> Application:
        answers = dict.fromkeys(self.call.conditions.all(), (is_met, "Åben for alle"))
        assessing.check_conditions(case, answers, by=self.caseworker, at=NOW)
        return case

    def asked(self, case: Application, *assessors: User) -> list[Assignment]:
        made = assessing.assign(case, assessors or [self.assessor], by=self.caseworker, at=NOW)
        for row in made:
            assessing.say_impartial(row, at=NOW)
            row.refresh_from_db()
        return made

    def scored(self, case: Application, *points: int, by: User | None = None) -> Assignment:
        """One assessor's points, the same order as the criteria, handed in."""
        row = case.assignments.filter(assessor=by or self.assessor).first()
        row = row or self.asked(case, by or self.assessor)[0]
        given = {each: Given(value) for each, value in zip(self.call.criteria.all(), points, strict=True)}
        return assessing.score(row, given, words="", hand_in=True, at=NOW)

    def ready(self, case: Application, *points: int) -> Application:
        """Checked, scored where points are given, and found to be no aid."""
        self.checked(case)
        if points:
            self.scored(case, *points)
        de_minimis.assess(case, NO_AID, reason="Åbent for alle", by=self.caseworker, at=NOW)
        return case

    def divided(self) -> Any:
        return dividing.divide(self.call, by=self.caseworker, at=LATER)

    def decided(self, case: Application, outcome: str = "granted", amount: int | None = None, **more: Any) -> Decision:
        given = case.amount if amount is None and outcome == "granted" else amount or 0
        told = {"reason": "Den samler tre netværk", "by": self.decider, "at": LATER, **more}
        return deciding.decide(case, outcome=outcome, amount=given, **told)

    def client(self, user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    def url(self, rest: str = "") -> str:
        return f"/fund/{self.fund.slug}/office/{rest}"


def office(*, pot: int = 100_000_00, criteria: bool = True, slug: str = "ideer", **call_fields: Any) -> Office:
    """The fund, open for business: 400,000 kroner put in, 100,000 of them in the call."""
    fund = make_fund(name="Idépuljen", slug=slug, contact_email="puljen@kommune.example")
    call = make_call(
        fund,
        pot=pot,
        opened_at=NOW,
        opens_at=NOW,
        deadline_at=NOW + timedelta(days=30),
        **{"decides": "Udvalget for Vækst", "recommends": "Vordingborg Erhverv", **call_fields},
    )
    Condition.objects.create(call=call, position=0, text=BENEFIT, is_general_benefit=True)
    Condition.objects.create(call=call, position=1, text="Den foregår i kommunen")
    if criteria:
        Criterion.objects.create(call=call, position=1, name="Nytte for andre netværk", weight=2)
        Criterion.objects.create(call=call, position=2, name="Gennemførlighed", weight=1)
    ledger.appropriate(fund, 400_000_00, by=None, at=NOW, text="Bevilling")
    ledger.allot(call, pot, by=None, at=NOW)
    return Office(fund, call)


def declare(case: Application, user: User, ground: str = Interest.Ground.FAMILY) -> Interest:
    return interests.declare(case, user=user, ground=ground, note_text="Min søster", at=NOW)


def colleague_of(person: Person, cvr: str = "25313763") -> User:
    """Somebody in a network for the same business as `person`, who gets one here."""
    place = factories.network()
    firm = factories.business("Holms Hus", cvr=cvr)
    factories.Membership.objects.create(
        person=person, network=place, business=firm, joined_date=factories.TODAY, came="office"
    )
    return factories.member(place, "Kurt Kollega", firm=firm).user
