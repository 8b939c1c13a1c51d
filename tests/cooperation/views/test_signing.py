"""A version is put to the parties and answered, here and by a party's own link."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from mikrovirk.accounts.models import User
from mikrovirk.accounts.services import known_or_new
from mikrovirk.cooperation.models import Comment, SignOff, Version
from mikrovirk.cooperation.services import asking, drafting
from tests import factories
from tests.factories import NOW
from tests.factories.roles import VORDINGBORG, Story, story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def draft() -> Story:
    return story()


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def at(name: str, *more: object) -> str:
    return reverse(f"cooperation:{name}", args=[VORDINGBORG, *more])


def library_link(draft: Story) -> str:
    url = asking.link_of(draft.parties["library"], known_or_new("leder@bibliotek.example"))
    return "/cooperation/" + url.partition("/cooperation/")[2]


def yes(version: Version, **more: object) -> dict[str, object]:
    return {"said": "signed", "name": "Preben Lindskov", "digest": version.digest, **more}


def test_gaps_are_named_before_the_parties_are_asked(draft: Story) -> None:
    client = as_user(draft.mona)
    assert "Ingen har ansvaret for 2 opgaver" in client.get(at("roles_put_out")).content.decode()
    answer = client.post(at("roles_put_out"), {"review_date": "2027-11-01", "note": "Den første"}, follow=True)
    version = Version.objects.get()
    assert (version.note, version.state, version.put_out_by) == ("Den første", "out", draft.mona)
    assert "Version 1 venter på underskrifter" in answer.content.decode()
    again = client.post(at("roles_put_out"), {"review_date": "2027-11-01"})
    assert "Udkastet siger det, der står i forvejen" in again.content.decode()


@pytest.mark.parametrize("day", ["2027-01-11", "2032-02-01", "i morgen"])
def test_the_review_is_on_a_day_to_come(draft: Story, day: str) -> None:
    answer = as_user(draft.mona).post(at("roles_put_out"), {"review_date": day})
    assert set(answer.context["form"].errors) == {"review_date"}


def test_three_parties_sign_and_it_holds(draft: Story) -> None:
    version = draft.put_out()
    town = as_user(draft.preben)
    assert "venter på underskrift fra Kommune 0390" in town.get(at("area")).content.decode()
    town.post(at("roles_sign"), yes(version))
    as_user(draft.mona).post(at("roles_sign"), yes(version, name="Mona Kjeldsen"))
    page = Client().post(library_link(draft), yes(version, name="Bo Blad"), follow=True).content.decode()
    version.refresh_from_db()
    assert version.state == "force"
    assert [(row.party, row.name, row.by_link) for row in SignOff.objects.all()] == [
        (draft.parties["town"], "Preben Lindskov", False),
        (draft.parties["network"], "Mona Kjeldsen", False),
        (draft.parties["library"], "Bo Blad", True),
    ]
    assert "Alle har skrevet under" in page


def test_a_no_says_why_and_is_seen(draft: Story) -> None:
    version = draft.put_out()
    town = as_user(draft.preben)
    wrong = town.post(at("roles_sign"), yes(version, said="declined"))
    assert set(wrong.context["form"].errors) == {"why"}
    town.post(at("roles_sign"), yes(version, said="declined", why="Der mangler penge."))
    text = as_user(draft.mona).get(at("roles_sign")).content.decode()
    assert "Der mangler penge." in text
    assert "skrev ikke under på version 1" in as_user(draft.mona).get(at("area")).content.decode()


def test_who_speaks_for_one_party_does_not_sign_for_another(draft: Story) -> None:
    version = draft.put_out()
    answer = as_user(draft.preben).post(at("roles_sign"), yes(version, party=draft.parties["network"].pk))
    assert answer.status_code == 404
    assert SignOff.objects.count() == 0


def test_words_that_were_changed_meanwhile_are_not_signed(draft: Story) -> None:
    first = draft.put_out()
    draft.part(0, "town", "responsible")
    draft.put_out()
    answer = as_user(draft.preben).post(at("roles_sign"), yes(first), follow=True)
    assert "ændret i mellemtiden" in answer.content.decode()
    assert SignOff.objects.count() == 0


def test_an_answer_is_taken_back(draft: Story) -> None:
    version = draft.put_out()
    draft.answer(version, "town")
    as_user(draft.preben).post(at("roles_sign_step"), {"do": "un-answer", "party": draft.parties["town"].pk})
    assert SignOff.objects.count() == 0


def test_the_version_is_taken_back_or_holds_without_who_said_no(draft: Story) -> None:
    keeper = as_user(draft.mona)
    version = draft.put_out()
    for party in ("town", "network"):
        draft.answer(version, party)
    assert "Nogen har ikke svaret endnu" in keeper.post(at("roles_sign_step"), {"do": "let-hold"}, follow=True).content.decode()  # fmt: skip
    draft.answer(version, "library", "declined", "Ingen folk")
    keeper.post(at("roles_sign_step"), {"do": "let-hold"})
    assert Version.objects.get().state == "force"
    assert "Skrev ikke under" in Client().get(at("roles")).content.decode()
    draft.part(1, "town", "responsible")
    draft.put_out()
    keeper.post(at("roles_sign_step"), {"do": "take-back"})
    assert [each.state for each in Version.objects.all()] == ["withdrawn", "force"]
    council = factories.organisation("erhverv", municipality_code="0376")
    drafting.add_party(draft.agreement, organisation=council)
    assert keeper.post(at("roles_sign_step"), {"do": "sell"}).status_code == 404


def test_nothing_waits(draft: Story) -> None:
    assert "Intet venter på underskrift" in as_user(draft.mona).get(at("roles_sign")).content.decode()


# --- by the party's own link -----------------------------------------------------------------------------------------


def test_opening_the_link_changes_nothing_and_is_not_found_by_search(draft: Story) -> None:
    draft.put_out()
    answer = Client().get(library_link(draft))
    assert "på vegne af" in answer.content.decode()
    assert (answer.headers["X-Robots-Tag"], answer.headers["Referrer-Policy"]) == ("noindex, nofollow", "same-origin")
    assert SignOff.objects.count() == 0


def test_the_library_comments_on_the_draft_before_there_is_a_version(draft: Story) -> None:
    link = library_link(draft)
    assert "Det er udkastet" in Client().get(link).content.decode()
    page = Client().post(link, {"text": "Vi kan låne læsesalen ud."}, follow=True).content.decode()
    assert "Vi kan låne læsesalen ud." in page
    said = Comment.objects.get()
    assert (str(said.party), said.name) == ("Biblioteket", "Biblioteket")
    assert "Der er ikke taget hånd om 1 kommentar." in as_user(draft.mona).get(at("area")).content.decode()


def test_what_was_typed_wrong_is_kept(draft: Story) -> None:
    version = draft.put_out()
    text = Client().post(library_link(draft), yes(version, said="declined", name="Bo Blad")).content.decode()
    assert "Bo Blad" in text
    assert "Sig hvorfor" in text


def test_a_link_that_is_over_says_so_and_a_false_one_is_not_there(draft: Story) -> None:
    link = library_link(draft)
    drafting.remove_party(draft.parties["library"], at=NOW + timedelta(days=1))
    assert Client().get(link).status_code == 410
    assert Client().get(reverse("cooperation:party_link", args=["sludder"])).status_code == 404
