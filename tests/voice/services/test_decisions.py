"""Decisions: what they answer, who sees to them, what becomes of them, and what everybody reads."""

from datetime import timedelta
from typing import Any

import pytest

from mikrovirk.accounts.models import User
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.mailing.services import approve
from mikrovirk.networks.models import Network, Role
from mikrovirk.voice import jobs_you_said
from mikrovirk.voice.domain.steering import Standing
from mikrovirk.voice.models import Decision, Input, InputRound, SteeringGuest
from mikrovirk.voice.queries import decisions as queries
from mikrovirk.voice.queries import own_data
from mikrovirk.voice.queries import you_said as told
from mikrovirk.voice.services import decision_mails, erasing, you_said
from mikrovirk.voice.services import decisions as services
from mikrovirk.voice.services.decisions import Words
from tests import factories
from tests.factories import NOW, TODAY
from tests.voice import steering_rows as rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def moen() -> Network:
    return rows.room()


@pytest.fixture
def karen(moen: Network) -> User:
    return rows.coordinator(moen)


def history(decision: Decision) -> list[tuple[str, str]]:
    return list(decision.changes.values_list("what", "words"))


# --- what it answers -------------------------------------------------------------------------------------------------


def test_a_decision_answers_what_waits_in_its_themes(moen: Network, karen: User) -> None:
    morning, coffee = rows.theme(moen, said=("Kl. 8", "Kl. 9")), rows.theme(moen, "Kaffe", said=("Bedre kaffe",))
    made = rows.decision(moen, themes=(morning,), by=karen)
    assert set(made.inputs.values_list("text", flat=True)) == {"Kl. 8", "Kl. 9"}
    assert services.answer_themes(made, [coffee]) == 1
    assert list(made.inputs.values_list("text", flat=True)) == ["Bedre kaffe"]


def test_the_answer_becomes_the_outcome_in_the_words_of_the_decision(moen: Network, karen: User) -> None:
    theme = rows.theme(moen, said=("Betalte P-pladser",))
    words = Words("Ingen betalte P-pladser", "no", "Kommunen ejer pladsen …")
    services.decide(moen, words, themes=[theme], gives_outcome=True, by=karen, at=NOW)
    given = Input.objects.values_list("outcome", "outcome_words").get()
    assert given == ("no", "Ingen betalte P-pladser. Kommunen ejer pladsen")  # an open end would ask for a reason
    theme.refresh_from_db()
    assert theme.closed_at == NOW


def test_how_many_said_it_counts_supporters_and_what_was_merged(moen: Network, karen: User) -> None:
    theme = rows.theme(moen, said=("Kl. 8",), support_count=3)
    made = rows.decision(moen, themes=(theme,), by=karen)
    first = made.inputs.get()
    Input.objects.create(
        network=moen, source="office", text="Også kl. 8", author_name="Bo", at=NOW, merged_into=first, outcome="merged", outcome_at=NOW
    )  # fmt: skip
    assert sum(each.count for each in queries.answered_by([made])[made.pk]) == 5


# --- who sees to it --------------------------------------------------------------------------------------------------


def test_who_has_left_is_seen_and_hands_over_everything_at_once(moen: Network, karen: User) -> None:
    (bo,) = rows.group(moen, "Bo Lind")
    first, second = rows.decision(moen, owner=bo, by=karen), rows.decision(moen, "Kaffe", owner=bo, by=karen)
    done = rows.decision(moen, "Gjort", owner=bo, by=karen)
    services.mark_done(done, words="Ja", by=bo, at=NOW)
    assert queries.counts_in(moen, TODAY).adrift == 0
    Role.objects.filter(user=bo).delete()
    assert queries.counts_in(moen, TODAY).adrift == 2
    assert services.give_all_of(bo, moen, to=karen, by=karen, at=NOW) == [first, second]
    assert {d.pk for d in queries.owned_by(karen, [moen])} == {first.pk, second.pk}
    assert history(first)[-1] == ("owner", "Fra Bo Lind til Karen Holm")


def test_a_member_who_sees_to_it_is_told_after_approval_and_the_group_is_not(moen: Network, karen: User) -> None:
    lise = factories.member(moen, "Lise Holm").user
    (bo,) = rows.group(moen, "Bo Lind")
    mailed = decision_mails.tell_owner(rows.decision(moen, owner=lise, by=karen), by=karen, at=NOW)
    assert mailed is not None
    assert [(m.user, m.state) for m in mailed.messages.all()] == [(lise, Message.State.DRAFT)]
    assert decision_mails.tell_owner(rows.decision(moen, owner=bo, by=karen), by=karen, at=NOW) is None
    assert decision_mails.tell_owner(rows.decision(moen, owner=karen, by=karen), by=karen, at=NOW) is None


def test_who_is_erased_sees_to_nothing_and_is_named_nowhere_in_the_history(moen: Network, karen: User) -> None:
    lise = factories.member(moen, "Lise Holm").user
    made = rows.decision(moen, owner=lise, by=karen)
    services.give_to(made, karen, by=karen, at=NOW)
    services.give_to(made, lise, by=karen, at=NOW)
    assert own_data.export_of(lise)["sees_to"] == [
        {
            "title": "Møde kl. 8 i marts",
            "reason": "Mange kan ikke om aftenen.",
            "due_date": None,
            "done_words": "",
            "network_name": "Netværket på Møn",
        }
    ]
    rows.meeting(moen).guests.create(name="Lise", email=lise.email, expires_at=NOW)
    erasing.erase(lise, at=NOW)
    lise.delete()
    made.refresh_from_db()
    assert made.owner is None
    assert not SteeringGuest.objects.exists()
    assert [words for _what, words in history(made)] == ["", "Fra … til Karen Holm", "Fra Karen Holm til …"]


# --- what becomes of it ----------------------------------------------------------------------------------------------


def test_its_history_tells_all_that_happened(moen: Network, karen: User) -> None:
    made = rows.decision(moen, by=karen)
    services.change_decision(made, Words("Møde kl. 9", "yes", made.reason, owner=karen), themes=[], by=karen, at=NOW)
    services.mark_done(made, words="Det første er lagt.", by=karen, at=NOW)
    services.mark_not_done(made, by=karen, at=NOW)
    services.withdraw(made, why="Ingen kom.", by=karen, at=NOW)
    services.put_back(made, by=karen, at=NOW)
    assert history(made) == [
        ("made", ""),
        ("owner", "Fra ingen til Karen Holm"),
        ("changed", "Den hed “Møde kl. 8 i marts”."),
        ("done", "Det første er lagt."),
        ("not_done", ""),
        ("withdrawn", "Ingen kom."),
        ("put_back", ""),
    ]


def test_what_was_declined_is_not_done(moen: Network, karen: User) -> None:
    made = rows.decision(moen, answer="no", by=karen)
    with pytest.raises(services.NotForDoing):
        services.mark_done(made, words="Jo", by=karen, at=NOW)


def test_the_counts_are_those_of_the_lists(moen: Network, karen: User) -> None:
    late = rows.decision(moen, "Sen", owner=karen, due_date=TODAY - timedelta(days=1), by=karen)
    rows.decision(moen, "Nej", answer="no", by=karen)
    rows.decision(moen, "Senere", answer="later", by=karen)
    services.withdraw(rows.decision(moen, "Ikke", by=karen), why="Nej", by=karen, at=NOW)
    counts = queries.counts_in(moen, TODAY)
    assert (counts.open, counts.overdue, counts.later, counts.no, counts.withdrawn, counts.all) == (1, 1, 1, 1, 1, 4)
    for name in ("open", "overdue", "adrift", "done", "later", "no", "withdrawn", "all"):
        rows_shown = queries.decisions_in(moen).filter(queries.of_standing(name, TODAY))
        assert rows_shown.count() == getattr(counts, name), name
    assert queries.standing_of(late, TODAY) == Standing.OVERDUE


# --- for everybody ---------------------------------------------------------------------------------------------------


def test_nothing_is_shown_before_it_is_chosen_and_never_without_something_said(moen: Network, karen: User) -> None:
    made = rows.decision(moen, themes=(rows.theme(moen),), by=karen)
    alone = rows.decision(moen, "Nye stole", by=karen)
    assert (list(told.shown_in(moen)), list(told.not_shown_in(moen))) == ([], [made])
    with pytest.raises(services.NothingToShow):
        services.show(alone, by=karen, at=NOW)
    services.show(made, by=karen, at=NOW)
    (row,) = told.read_by_all(told.shown_in(moen))
    assert (row.themes, row.said_count, row.quotes, row.standing) == (("Mødetider",), 1, (), Standing.OPEN)


def test_only_what_was_said_anonymously_can_be_quoted(moen: Network, karen: User) -> None:
    theme = rows.theme(moen, said=("Anonymt",))
    lise = factories.member(moen, "Lise Holm")
    Input.objects.create(network=moen, theme=theme, source="office", text="Med navn", person=lise, at=NOW)
    made = rows.decision(moen, themes=(theme,), by=karen)
    assert [said.text for said in told.quotable(made)] == ["Anonymt"]
    services.show(made, quotes=told.quotable(made), by=karen, at=NOW)
    (row,) = told.read_by_all(told.shown_in(moen))
    assert (row.quotes, row.said_count) == (("Anonymt",), 2)
    Input.objects.filter(text="Anonymt").update(text="", erased_at=NOW)
    (row,) = told.read_by_all(told.shown_in(moen))
    assert row.quotes == ()


def test_the_mail_tells_what_is_new_once_and_follows_the_page(moen: Network, karen: User) -> None:
    lise = factories.member(moen, "Lise Holm").user
    first = rows.decision(moen, themes=(rows.theme(moen, said=("Kl. 8", "Kl. 9")),), by=karen)
    services.show(first, by=karen, at=NOW)
    mail = you_said.draft_mail(moen, at=NOW)
    assert [(m.user, m.state) for m in mail.messages.all()] == [(lise, Message.State.DRAFT)]
    assert mail.context["rows"]["da"] == (
        "I sagde: Mødetider (2 har sagt det).\n"
        "Vi gør det: Møde kl. 8 i marts. Fordi: Mange kan ikke om aftenen.\n"
        f"http://localhost:8000/networks/moen/you-said/#beslutning-{first.pk}"
    )
    services.mark_done(first, words="Det første er lagt.", by=karen, at=NOW)
    second = rows.decision(moen, "Kaffe", answer="no", themes=(rows.theme(moen, "Kaffe"),), by=karen)
    services.show(second, by=karen, at=NOW)
    mail.refresh_from_db()
    assert "Det har vi gjort: Møde kl. 8 i marts. Det første er lagt." in mail.context["rows"]["da"]
    assert "Det gør vi ikke: Kaffe" in mail.context["rows"]["da"]
    services.hide(second, by=karen, at=NOW)
    mail.refresh_from_db()
    assert "Kaffe" not in mail.context["rows"]["da"]
    approve(mail, by=karen, at=NOW)
    with pytest.raises(you_said.NothingNew):
        you_said.draft_mail(moen, at=NOW)
    services.show(second, by=karen, at=NOW)
    assert you_said.draft_mail(moen, at=NOW).pk != mail.pk
    assert Mailing.objects.filter(kind=told.KIND).count() == 2


def test_a_mail_that_loses_its_last_row_is_stopped(moen: Network, karen: User) -> None:
    factories.member(moen)
    made = rows.decision(moen, themes=(rows.theme(moen),), by=karen)
    services.show(made, by=karen, at=NOW)
    mail = you_said.draft_mail(moen, at=NOW)
    services.hide(made, by=karen, at=NOW)
    mail.refresh_from_db()
    assert mail.state == Mailing.State.STOPPED
    services.show(made, by=karen, at=NOW)
    assert you_said.draft_mail(moen, at=NOW).pk != mail.pk


def test_a_concluded_round_drafts_the_mail_once(moen: Network, karen: User) -> None:
    factories.member(moen)
    asked = InputRound.objects.create(
        network=moen, title="Efterår", subject="x", body="x", deadline_at=NOW, opened_at=NOW, state="closed"
    )
    made = rows.decision(moen, themes=(rows.theme(moen, round=asked),), by=karen)
    services.show(made, by=karen, at=NOW)
    jobs_you_said.run(now=NOW)
    assert not Mailing.objects.filter(kind=told.KIND).exists()
    InputRound.objects.update(state="concluded", concluded_at=NOW)
    jobs_you_said.run(now=NOW)
    jobs_you_said.run(now=NOW)
    assert [row.occasion for row in Mailing.objects.filter(kind=told.KIND)] == [f"round:{asked.pk}"]


def test_networks_that_have_told_all_are_not_asked_one_by_one(karen: User, django_assert_num_queries: Any) -> None:
    for number in range(3):
        place = factories.network(f"sted-{number}")
        InputRound.objects.create(
            network=place, title="Efterår", subject="x", body="x", deadline_at=NOW, opened_at=NOW,
            state="concluded", concluded_at=NOW,
        )  # fmt: skip
        factories.member(place)
        services.show(rows.decision(place, themes=(rows.theme(place),), by=karen), by=karen, at=NOW)
        you_said.draft_mail(place, at=NOW)
    with django_assert_num_queries(1):
        jobs_you_said.run(now=NOW)


def test_what_came_to_nothing_is_told_with_its_reason(moen: Network, karen: User) -> None:
    made = rows.decision(moen, themes=(rows.theme(moen),), by=karen)
    services.show(made, by=karen, at=NOW)
    services.withdraw(made, why="Biblioteket åbner først kl. 10.", by=karen, at=NOW)
    (row,) = told.read_by_all(told.shown_in(moen))
    assert you_said.done_in_words(row) == (
        "Vi ville: Møde kl. 8 i marts. Det blev ikke til noget, fordi: Biblioteket åbner først kl. 10."
    )
