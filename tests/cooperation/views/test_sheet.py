"""The division of roles on the wall: one A3 page, however many tasks there are."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from mikrovirk.cooperation.services import drafting
from mikrovirk.cooperation.standard_tasks import SUGGESTED
from tests.factories.roles import VORDINGBORG, story

pytestmark = pytest.mark.django_db
A3_ACROSS = (1190.55, 841.89)  # points


def pages_of(pdf: bytes) -> list[tuple[float, float]]:
    return [(float(page.mediabox.width), float(page.mediabox.height)) for page in PdfReader(BytesIO(pdf)).pages]


@pytest.mark.parametrize("count", [2, 14, 26, 45])
def test_one_page(client: Client, count: int) -> None:
    made = story(
        tasks=tuple(f"Fortæl nystartede og etablerede virksomheder om netværkene, nummer {n}" for n in range(count))
    )
    for n in range(count):
        made.part(n, "network", "responsible")
    made.agree()
    answer = client.get(reverse("cooperation:roles_sheet", args=[VORDINGBORG]))
    assert answer["Content-Type"] == "application/pdf"
    assert pages_of(answer.content) == [pytest.approx(A3_ACROSS, abs=1)]


def test_the_usual_tasks_under_their_headings_fill_one_page(client: Client) -> None:
    made = story(tasks=())
    for each in SUGGESTED:
        task = drafting.add_task(made.agreement, title=str(each.title), group=str(each.group))
        drafting.set_part(task, made.parties["town"], "responsible")
    made.agree()
    answer = client.get(reverse("cooperation:roles_sheet", args=[VORDINGBORG]))
    assert len(pages_of(answer.content)) == 1
