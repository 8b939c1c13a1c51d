"""From a draft to an agreement in force: versions are frozen, one waits at a time, the last yes lets it hold."""

from datetime import timedelta

import pytest

from mikrovirk.cooperation.domain.roles import PartyLine
from mikrovirk.cooperation.models import Agreement, Party, Version
from mikrovirk.cooperation.queries.agreements import content_of, differs, in_force
from mikrovirk.cooperation.queries.roles import draft_of
from mikrovirk.cooperation.services import agreements, drafting
from mikrovirk.cooperation.services.agreements import HasOne, NothingNew, NothingToSign, NotWaiting, StillMissing
from mikrovirk.mailing.models import Mailing, Message
from tests import factories
from tests.factories import NOW
from tests.factories.roles import REVIEW, VORDINGBORG, Story, story

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Story:
    made = story()
    made.part(0, "network", "responsible")
    return made


def test_a_municipality_has_one_agreement(draft: Story) -> None:
    with pytest.raises(HasOne):
        agreements.begin(["0376", VORDINGBORG], tasks=[], parties=[], network=None, by=None, at=NOW)
    assert Agreement.objects.count() == 1


def test_the_usual_parties_are_those_that_are_there(draft: Story) -> None:
    council = factories.organisation("erhverv", name="Erhverv", municipality_code=VORDINGBORG)
    factories.network("lukket", municipality_code=VORDINGBORG, is_open=False)
    factories.network("andet", municipality_code="0376")
    assert agreements.usual_parties([VORDINGBORG]) == [draft.town, council, draft.network]


def test_what_is_put_out_is_frozen(draft: Story) -> None:
    version = draft.put_out()
    drafting.change_task(draft.tasks[0], title="Noget andet", group="", about="")
    draft.part(1, "town", "responsible")
    version.refresh_from_db()
    content = content_of(version)
    assert [(task.title, task.responsible) for task in content.tasks] == [
        ("Find oplægsholdere", [draft.parties["network"].pk]),
        ("Lån lokaler ud", []),
    ]
    assert content.parties[2] == PartyLine(draft.parties["library"].pk, "Biblioteket")
    assert differs(draft_of(draft.agreement), version)


def test_every_party_is_asked_by_a_mail_that_waits(draft: Story) -> None:
    draft.put_out(note="Biblioteket er med.")
    mailing = Mailing.objects.get(kind="cooperation.sign")
    assert (mailing.state, mailing.network, mailing.context["note"]) == (Mailing.State.DRAFT, draft.network, "Biblioteket er med.")  # fmt: skip
    assert set(Message.objects.values_list("user__email", flat=True)) == {
        draft.mona.email,
        draft.preben.email,
        "leder@bibliotek.example",
    }
    assert {message.context["party"] for message in Message.objects.all()} == {str(p) for p in Party.objects.all()}


def test_the_next_version_takes_the_one_that_waits_back(draft: Story) -> None:
    first = draft.put_out()
    with pytest.raises(NothingNew):
        draft.put_out()
    draft.part(1, "town", "responsible")
    second = draft.put_out(at=NOW + timedelta(days=1))
    first.refresh_from_db()
    assert (first.state, second.number, second.state) == ("withdrawn", 2, "out")
    assert [mailing.state for mailing in Mailing.objects.order_by("pk")] == ["stopped", "draft"]


def test_the_last_yes_lets_it_hold_in_place_of_the_one_before(draft: Story) -> None:
    first = draft.agree()
    assert (first.state, in_force(VORDINGBORG)) == ("force", first)
    draft.part(1, "library", "responsible")
    second = draft.agree(at=NOW + timedelta(days=30))
    first.refresh_from_db()
    assert (first.state, first.ended_at, in_force(VORDINGBORG)) == ("replaced", NOW + timedelta(days=30), second)
    assert not differs(draft_of(draft.agreement), second)


def test_without_tasks_or_with_one_party_there_is_nothing_to_sign(draft: Story) -> None:
    for party in ("town", "library"):
        drafting.remove_party(draft.parties[party], at=NOW)
    with pytest.raises(NothingToSign):
        draft.put_out()


def test_taken_back_it_no_longer_waits(draft: Story) -> None:
    version = draft.put_out()
    assert agreements.take_back(draft.agreement, at=NOW).pk == version.pk
    assert Version.objects.get().state == "withdrawn"
    with pytest.raises(NotWaiting):
        agreements.take_back(draft.agreement, at=NOW)


def test_it_may_hold_among_those_who_signed_once_all_have_answered(draft: Story) -> None:
    version = draft.put_out()
    draft.answer(version, "town")
    draft.answer(version, "library", "declined", "Vi har ikke folk til det.")
    with pytest.raises(StillMissing):
        agreements.let_hold(draft.agreement, at=NOW)
    draft.answer(version, "network")
    version.refresh_from_db()
    assert version.state == "out"
    agreements.let_hold(draft.agreement, at=NOW)
    assert in_force(VORDINGBORG) == version


def test_the_review_date_is_part_of_what_is_signed(draft: Story) -> None:
    first = draft.put_out()
    second = draft.put_out(review=REVIEW + timedelta(days=1))
    assert first.digest != second.digest
