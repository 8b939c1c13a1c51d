"""What a statement has to say, and how it is kept."""

import json
from datetime import date

import pytest

from mikrovirk.home.accessibility.facts import Gap, LookedAtBy, Missing, Statement, Status, Why, of_plain

TODAY = date(2026, 11, 23)
WHOLE = Statement(
    body="Vordingborg Kommune",
    is_public_body=True,
    status=Status.PARTLY,
    tested=LookedAtBy.OTHERS,
    tested_on=date(2026, 10, 1),
    contact_email="web@kommune.example",
    contact_phone="55 36 36 36",
    tool_url="https://www.was.digst.dk/kommune-dk",
    gaps=(Gap(key="pdf"), Gap("Filmen fra messen har ingen undertekster.", Why.OUTSIDE, "Ring, så fortæller vi.")),
    written_on=date(2026, 10, 2),
    looked_at_on=date(2026, 10, 2),
)


def test_it_comes_back_as_it_was_kept() -> None:
    assert of_plain(json.loads(json.dumps(WHOLE.as_plain()))) == WHOLE
    assert of_plain({}) == Statement()


@pytest.mark.parametrize(
    ("statement", "missing"),
    [
        (WHOLE, []),
        (Statement(), [Missing.BODY, Missing.CONTACT, Missing.TESTED]),
        (of_plain({**WHOLE.as_plain(), "gaps": []}), [Missing.GAPS]),
        (of_plain({**WHOLE.as_plain(), "gaps": [], "status": "fully"}), []),
        (of_plain({**WHOLE.as_plain(), "looked_at_on": "2025-11-22"}), [Missing.OLD]),
        (of_plain({**WHOLE.as_plain(), "contact_email": ""}), [Missing.BOTH]),
        (of_plain({**WHOLE.as_plain(), "contact_email": "", "contact_phone": ""}), [Missing.CONTACT]),
        (of_plain({**WHOLE.as_plain(), "tool_url": ""}), [Missing.TOOL]),
        (of_plain({**WHOLE.as_plain(), "tool_url": "", "contact_phone": "", "is_public_body": False}), []),
    ],
)
def test_what_is_still_to_be_said(statement: Statement, missing: list[Missing]) -> None:
    assert list(statement.missing(TODAY)) == missing
