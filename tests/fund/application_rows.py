"""What tests about ideas and applications share: a fund with an open call, an applicant, and an application filled in."""

from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

from PIL import Image

from mikrovirk.directory.models import Person
from mikrovirk.fund.domain.applications import Content, Help, Line, Side, Together
from mikrovirk.fund.models import Application, Call, Fund
from mikrovirk.fund.services import applications
from mikrovirk.mailing.models import Message
from tests import factories
from tests.factories.fund import make_call, make_fund

NOW = factories.NOW
DEADLINE = NOW + timedelta(days=30)

CONTENT = Content(
    title="Fælles julemarked",
    summary="Et marked for alle små virksomheder.",
    municipality="0390",
    takes_place_date=date(2027, 11, 28),
    budget=(
        Line(Side.COST, "Leje af ridehuset", 8_000_00),
        Line(Side.COST, "Plakater", 4_500_50),
        Line(Side.OWN, "Standleje", 2_500_00),
    ),
    help_in_kind=(Help("venue", "Et sted med tag"),),
)
TOGETHER = Together("Bo Lind", "bo@lind.example", "25313763")
QUESTIONS: list[dict[str, Any]] = [
    {"key": "who", "label": "Hvem må være med?", "kind": "short", "required": True, "small": True},
    {"key": "after", "label": "Hvad sker der bagefter?", "kind": "long", "required": True, "small": False},
]


def fund_with_call(**fields: Any) -> tuple[Fund, Call]:
    """An open call of the fund Idépuljen, which one may apply to from NOW on for thirty days."""
    fund = make_fund(name="Idépuljen", slug="ideer", contact_email="puljen@kommune.example")
    opened = {"opened_at": NOW - timedelta(days=1), "opens_at": NOW - timedelta(days=1), "deadline_at": DEADLINE}
    return fund, make_call(fund, **{**opened, **fields})


def sent(call: Call, person: Person, *, at: datetime = NOW, content: Content = CONTENT) -> Application:
    """An application of this person that was received."""
    begun = applications.start(call, person, at=at)
    return applications.send(begun, content=content, by=person.user, at=at)


def mails(kind: str) -> list[Message]:
    return list(Message.objects.filter(kind=kind).select_related("user", "mailing").order_by("pk"))


def picture(size: tuple[int, int] = (40, 30)) -> bytes:
    made = BytesIO()
    Image.new("RGB", size, "darkgreen").save(made, "PNG")
    return made.getvalue()
