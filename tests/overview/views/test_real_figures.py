"""The same pages on the figures of a real, small register: the memo says what the register says."""

import re

import pytest

from mikrovirk.overview.domain.figures import Area, Choices
from mikrovirk.overview.queries.figures import figures
from mikrovirk.overview.services import goals
from mikrovirk.overview.services.goals import Measured
from tests import factories as f
from tests.factories.register import write_copy
from tests.overview import nearby, settlement
from tests.overview.pages import officer, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def register(settings, tmp_path) -> None:
    """So many large ones that the small may be told; four small ones began this year."""
    settings.DATA = tmp_path
    large = [nearby.at(f"6000000{n}", f"Fabrik {n}", employed=(50, 99)) for n in range(4)]
    write_copy(*nearby.everybody(), *large, as_of=nearby.DAY)


def text_of(answer) -> str:
    page = re.sub(r"(?s)<head>.*?</head>", "", answer.content.decode())
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)).replace("\xa0", " ")


@pytest.mark.usefixtures("register")
def test_memo_goals_and_public_page_say_what_the_register_says() -> None:
    made = goals.set_goal("0390", title="Flere", by=None, at=f.NOW)
    goals.measure_by(made, Measured("micro_businesses", 20, nearby.DAY.replace(year=2025), 40, 2030))
    settlement.page()
    client = signed_in(officer())
    said = figures(Area("0390"), on=nearby.DAY, choices=Choices())
    micro = said["micro_businesses"].value
    assert micro == 28
    memo = text_of(client.get("/overview/0390/memo/"))
    assert f"{micro} mikrovirksomheder" in memo
    assert f"På tolv måneder begyndte {said['births'].value}" in memo
    assert f"til {micro} nu; 40 ved udgangen af 2030" in text_of(client.get("/overview/0390/goals/"))
    assert f"{micro} virksomheder med under ti ansatte" in text_of(client.get("/move-here/0390/"))
