"""The board in the browser's eyes: what is shown to whom, sorting without JavaScript, undo, and how much it asks the database."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from mikrovirk.common import dates
from mikrovirk.networks.models import Network
from mikrovirk.networks.services import switch_parts
from mikrovirk.voice.models import Input, Outcome, RoundQuestion, Source, Theme
from tests import factories
from tests.voice import stream_rows as rows

pytestmark = pytest.mark.django_db
BOARD = "/networks/moen/voice/"
SORT = f"{BOARD}sort/"


@pytest.fixture
def moen() -> Network:
    return factories.network("moen")


@pytest.fixture
def steering(moen: Network, client: Client) -> Client:
    client.force_login(rows.steering(moen))
    return client


def texts(page: str, group: str) -> list[str]:
    """What lies in a column of the board, from the top."""
    column = page.partition(f'data-group="{group}"')[2].partition("</section>")[0]
    return re.findall(r'<p data-content>([^<]+)</p>\n<p class="row-note">', column)


def lying(theme: Theme | None) -> list[int]:
    return list(Input.objects.filter(theme=theme).order_by("position", "pk").values_list("pk", flat=True))


def test_an_input_shows_where_it_came_from_and_who_said_it(moen: Network, steering: Client) -> None:
    asked = rows.round_of(moen)
    at = factories.meeting(moen, title="Moms uden mavepine")
    rows.said(
        moen,
        "Vi vil have morgenmøder",
        person=factories.member(moen, "Lise Holm"),
        round=asked,
        question=rows.question(asked),
    )
    row = rows.said(moen, "Lyden var dårlig", source=Source.HALL, meeting=at)
    Input.objects.filter(pk=row.pk).update(support_count=4, is_unsure=True)
    page = steering.get(BOARD).content.decode()
    assert texts(page, "0") == ["Lyden var dårlig", "Vi vil have morgenmøder"] or texts(page, "0") == [
        "Vi vil have morgenmøder",
        "Lyden var dårlig",
    ]
    for word in ("Lise Holm", "Før efteråret 2027", "Hvad savner du?", "Moms uden mavepine", "anonym", "4 andre"):
        assert word in page


def test_who_may_not_see_it_finds_nothing(moen: Network, client: Client) -> None:
    client.force_login(factories.member(moen).user)
    assert client.get(BOARD).status_code == 404
    assert client.post(SORT, {"inputs": [1], "to": "0"}).status_code == 404
    client.force_login(rows.steering(factories.network("stege")))
    assert client.get(BOARD).status_code == 404


def test_the_host_reads_and_sorts_nothing(moen: Network, client: Client) -> None:
    host = factories.organisation()
    Network.objects.filter(pk=moen.pk).update(host=host)
    client.force_login(reader := factories.user())
    reader.roles.create(name="host", organisation=host, since_date=factories.TODAY)
    row = rows.said(moen)
    page = client.get(BOARD).content.decode()
    assert row.text in page
    assert 'name="inputs"' not in page
    assert client.post(SORT, {"inputs": [row.pk], "to": "0"}).status_code == 404


def test_with_the_part_off_there_is_no_board(moen: Network, steering: Client) -> None:
    switch_parts(moen, on=[])
    assert steering.get(BOARD).status_code == 404


def test_what_is_ticked_is_moved_together_and_back(moen: Network, steering: Client) -> None:
    theme = rows.theme(moen)
    there = rows.said(moen, theme=theme)
    one, two, other = rows.said(moen, "En"), rows.said(moen, "To"), rows.said(moen, "Tre")
    answer = steering.post(SORT, {"inputs": [one.pk, two.pk], "to": theme.pk, "move": "1", "next": f"{BOARD}?q=e"})
    assert answer["Location"] == f"{BOARD}?q=e#input-{one.pk}"
    assert (lying(theme), lying(None)) == ([there.pk, one.pk, two.pk], [other.pk])
    assert "2 input ligger under" in steering.get(BOARD).content.decode()
    steering.post(f"{BOARD}undo/")
    assert (lying(theme), lying(None)) == ([there.pk], [one.pk, two.pk, other.pk])


def test_an_input_is_put_before_another(moen: Network, steering: Client) -> None:
    theme = rows.theme(moen)
    first, second = rows.said(moen, theme=theme), rows.said(moen, theme=theme)
    new = rows.said(moen)
    steering.post(SORT, {"inputs": [new.pk], "to": theme.pk, "before": second.pk})
    assert lying(theme) == [first.pk, new.pk, second.pk]
    steering.post(SORT, {"up": second.pk})
    assert lying(theme) == [first.pk, second.pk, new.pk]
    steering.post(SORT, {"down": first.pk})
    assert lying(theme) == [second.pk, first.pk, new.pk]


def test_a_new_theme_of_what_is_ticked(moen: Network, steering: Client) -> None:
    asked = rows.round_of(moen)
    keys = [rows.said(moen, round=asked).pk, rows.said(moen, round=asked).pk]
    steering.post(SORT, {"inputs": keys, "name": " Morgenmøder ", "make": "1"})
    made = Theme.objects.get()
    assert (made.name, made.round, lying(made)) == ("Morgenmøder", asked, keys)
    steering.post(f"{BOARD}undo/")
    assert (Theme.objects.count(), lying(None)) == (0, keys)


@pytest.mark.parametrize("posted", [{}, {"to": ""}, {"to": "999"}, {"to": "x"}, {"name": "Kun et navn"}])
def test_without_a_choice_nothing_moves(moen: Network, steering: Client, posted: dict[str, str]) -> None:
    row = rows.said(moen)
    steering.post(SORT, {"inputs": [row.pk], **posted})
    assert lying(None) == [row.pk]


def test_inputs_of_another_network_do_not_move(moen: Network, steering: Client) -> None:
    theme, strange = rows.theme(moen), rows.said(factories.network("stege"))
    steering.post(SORT, {"inputs": [strange.pk], "to": theme.pk})
    steering.post(SORT, {"inputs": [rows.said(moen).pk], "to": rows.theme(strange.network).pk})
    assert (lying(theme), Input.objects.filter(theme__isnull=False).count()) == ([], 0)


def test_the_filters(moen: Network, steering: Client) -> None:
    asked, at = rows.round_of(moen), factories.meeting(moen)
    lise = factories.member(moen, "Lise Holm")
    rows.said(moen, "Morgenmøder", round=asked, person=lise)
    rows.said(moen, "Kaffe", source=Source.FEEDBACK, meeting=at)
    rows.said(moen, "Afgjort", outcome=Outcome.NOTED)
    rows.said(moen, "Sorteret", theme=rows.theme(moen))
    number = rows.question(asked, kind=RoundQuestion.Kind.SCALE)
    rows.said(moen, "4 af 5", round=asked, question=number)

    def found(query: str) -> list[str]:
        return sorted(texts(steering.get(f"{BOARD}?{query}").content.decode(), "0"))

    assert f"{dates.day(at.starts_at)}: {at.title}</option>" in steering.get(BOARD).content.decode()
    assert found("") == ["Kaffe", "Morgenmøder"]
    assert found("q=lise") == ["Morgenmøder"]
    assert found("q=kaf") == ["Kaffe"]
    assert found("q=øl") == []
    Input.objects.filter(text="Kaffe").update(text="Øl")
    assert found("q=øl") == ["Øl"]
    Input.objects.filter(text="Øl").update(text="Kaffe")
    assert found(f"round={asked.pk}") == ["Morgenmøder"]
    assert found(f"meeting={at.pk}") == ["Kaffe"]
    assert found("source=feedback") == ["Kaffe"]
    assert found("show=done") == ["Afgjort"]
    assert found("show=waiting") == ["4 af 5", "Kaffe", "Morgenmøder", "Sorteret"]
    assert found("show=all&source=vrøvl&round=9999&page=77") == [
        "4 af 5",
        "Afgjort",
        "Kaffe",
        "Morgenmøder",
        "Sorteret",
    ]


def test_answers_by_number_are_noted_with_one_press(moen: Network, steering: Client) -> None:
    asked = rows.round_of(moen, state="open")
    number = rows.question(asked, kind=RoundQuestion.Kind.SCALE)
    rows.said(moen, "4 af 5", round=asked, question=number)
    worded = rows.said(moen)
    assert "1 svar er et valg eller et tal" in steering.get(BOARD).content.decode()
    steering.post(f"{BOARD}thank/")
    assert list(Input.objects.filter(outcome="").values_list("pk", flat=True)) == [worded.pk]


def test_what_has_no_outcome_is_listed_by_age_and_marked_when_overdue(moen: Network, steering: Client) -> None:
    now = timezone.now()
    rows.said(moen, "Nyt", at=now - timedelta(days=3), person=factories.member(moen))
    rows.said(moen, "Gammelt", at=now - timedelta(days=70), person=factories.member(moen))
    rows.said(moen, "Afgjort", outcome=Outcome.NO)
    page = steering.get(f"{BOARD}waiting/").content.decode()
    assert re.findall(r'<p data-content>([^<]+)</p>\n<p class="row-note">', page) == ["Gammelt", "Nyt"]
    assert page.count("Over tiden") == 1
    assert "1 har ventet for længe" in steering.get(BOARD).content.decode()


@pytest.mark.parametrize("count", [1, 3, 300])
def test_the_board_asks_the_same_however_much_was_said(
    moen: Network, steering: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    asked, themes = rows.round_of(moen), [rows.theme(moen, f"Tema {number}") for number in range(3)]
    lise = factories.member(moen)
    Input.objects.bulk_create(
        Input(
            network=moen,
            source=Source.ROUND_PAGE,
            text=f"Noget {number}",
            person=lise,
            round=asked,
            theme=themes[number % 3] if number % 2 else None,
            position=number,
        )
        for number in range(count)
    )
    steering.get(BOARD)
    with django_assert_num_queries(BOARD_QUERIES):
        steering.get(BOARD)


BOARD_QUERIES = 16
