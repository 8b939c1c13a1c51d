from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from mikrovirk.accounts.models import MailChoice, User
from mikrovirk.mailing import queries, services
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.mailing.services import Recipient
from mikrovirk.networks.models import Network
from tests import factories
from tests.factories import NOW
from tests.mailing.kinds import FEEDBACK, INVITATION, RECEIPT, TASK

pytestmark = pytest.mark.django_db
CONTEXT = {"day": "mandag 25. januar", "title": "Salg uden at sælge", "link": "https://net.example/s/1/"}


def draft(network: Network | None, *users: User, kind: str = INVITATION, **words: Any) -> Mailing:
    words = {"occasion": "meeting:1", "at": NOW, "due_at": NOW, "context": CONTEXT, **words}
    return services.draft(kind=kind, network=network, recipients=[Recipient(user) for user in users], **words)


def states(mailing: Mailing) -> dict[str, str]:
    return {message.user.email: message.state for message in mailing.messages.select_related("user")}


def test_a_mail_waits_for_approval_and_is_made_once_per_person() -> None:
    network, anna, bo = (
        factories.network(),
        factories.user(email="anna@a.example"),
        factories.user(email="bo@b.example"),
    )
    first = draft(network, anna)
    second = draft(network, anna, bo)
    assert first == second
    assert states(first) == {"anna@a.example": "draft", "bo@b.example": "draft"}
    assert [(mailing.pk, mailing.waiting_count) for mailing in queries.drafts(network)] == [(first.pk, 2)]  # type: ignore[attr-defined]


def test_the_database_takes_no_second_mail_of_one_occasion() -> None:
    anna = factories.user()
    mailing = draft(factories.network(), anna)
    fields = {"mailing": mailing, "user": anna, "kind": INVITATION, "occasion": "meeting:1"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.create(**fields, due_at=NOW, message_id="<2@net.example>")
    assert mailing.messages.count() == 1


def test_approved_mail_is_queued_after_a_moment_in_which_it_can_be_undone() -> None:
    network, coordinator = factories.network(), factories.user()
    mailing = draft(network, factories.user(email="anna@a.example"))
    assert services.approve(mailing, by=coordinator, at=NOW) == 1
    assert (mailing.state, mailing.approved_by) == ("approved", coordinator)
    assert mailing.messages.get().due_at == NOW + timedelta(seconds=20)
    assert services.resume(mailing) == 1
    assert (mailing.state, states(mailing)) == ("draft", {"anna@a.example": "draft"})


def test_who_is_added_after_an_approval_waits_for_one_of_their_own() -> None:
    network, coordinator = factories.network(), factories.user()
    mailing = draft(network, factories.user(email="anna@a.example"))
    services.approve(mailing, by=coordinator, at=NOW)
    draft(network, factories.user(email="bo@b.example"))
    assert states(mailing) == {"anna@a.example": "queued", "bo@b.example": "draft"}
    assert list(queries.drafts(network)) == [mailing]
    assert services.approve(mailing, by=coordinator, at=NOW) == 1
    assert not queries.drafts(network)


def test_a_standing_rule_sends_by_itself_and_keeps_the_text_that_was_seen() -> None:
    network, coordinator = factories.network(), factories.user()
    rule = services.switch_rule_on(network, TASK, by=coordinator, at=NOW)
    assert "Vi mangler en i døren." in rule.text_seen
    mailing = draft(network, factories.user(email="anna@a.example"), kind=TASK, due_at=NOW + timedelta(hours=5))
    assert (mailing.state, mailing.approved_by, states(mailing)) == ("approved", None, {"anna@a.example": "queued"})
    assert list(queries.coming_automatic(network, NOW + timedelta(days=1))) == [mailing]
    services.switch_rule_off(network, TASK)
    later = draft(network, factories.user(), kind=TASK, occasion="meeting:2")
    assert later.state == "draft"


def test_leaves_out_those_whom_the_mail_must_not_reach() -> None:
    network = factories.network()
    wants = factories.user(email="wants@a.example")
    monthly = factories.user(email="monthly@a.example", mail_choice=MailChoice.MONTHLY)
    nothing = factories.user(mail_choice=MailChoice.NONE)
    bounced = factories.user(bounced_at=NOW)
    gone = factories.user(is_active=False)
    refused = factories.user()
    services.unsubscribe(refused, kind=INVITATION, network=network, at=NOW)
    services.unsubscribe(refused, kind=TASK, network=None, at=NOW)
    everybody = [wants, monthly, nothing, bounced, gone, refused]
    assert set(states(draft(network, *everybody))) == {"wants@a.example", "monthly@a.example"}
    assert set(states(draft(network, *everybody, kind=TASK))) == {"wants@a.example"}


def test_a_part_that_is_off_makes_no_mail() -> None:
    network = factories.network(parts=())
    mailing = draft(network, factories.user(), kind=FEEDBACK)
    assert list(mailing.messages.all()) == []
    assert list(queries.drafts(network)) == []


def test_a_service_mail_goes_at_once_and_once_per_occasion() -> None:
    anna = factories.user(mail_choice=MailChoice.NONE)
    first = services.send_service(kind=RECEIPT, occasion="signup:1:1", user=anna, at=NOW, context=CONTEXT)
    assert first is not None
    assert (first.state, first.counted, first.due_at) == ("queued", False, NOW)
    assert services.send_service(kind=RECEIPT, occasion="signup:1:1", user=anna, at=NOW) is None
    with pytest.raises(ValueError, match="must be drafted"):
        services.send_service(kind=TASK, occasion="x", user=anna, at=NOW)


def test_two_people_may_have_a_service_mail_of_the_same_occasion() -> None:
    network = factories.network()
    for email in ("a@a.example", "b@b.example"):
        user = factories.user(email=email)
        made = services.send_service(
            kind=RECEIPT, occasion="cancelled:1", user=user, at=NOW, network=network, context={"title": email}
        )
        assert made is not None
        assert {**made.mailing.context, **made.context}["title"] == email


def test_stopping_and_withdrawing_take_only_what_has_not_left() -> None:
    network, coordinator = factories.network(), factories.user()
    anna, bo, carl = (factories.user(email=f"{name}@x.example") for name in ("anna", "bo", "carl"))
    mailing = draft(network, anna, bo, carl)
    services.approve(mailing, by=coordinator, at=NOW)
    Message.objects.filter(user=anna).update(state="sent", sent_at=NOW)
    assert services.withdraw(kind=INVITATION, occasion="meeting:1", users=[bo], at=NOW, why="declined") == 1
    assert services.stop(mailing, by=coordinator, at=NOW) == 1
    assert states(mailing) == {"anna@x.example": "sent", "bo@x.example": "stopped", "carl@x.example": "stopped"}
    assert services.resume(mailing) == 1
    assert states(mailing) == {"anna@x.example": "sent", "bo@x.example": "stopped", "carl@x.example": "draft"}
    services.stop(mailing, by=coordinator, at=NOW)
    draft(network, factories.user())
    assert mailing.messages.count() == 3


def test_the_coordinators_own_words_are_checked_while_editing() -> None:
    network, coordinator = factories.network(), factories.user()
    mailing = draft(network, factories.user())
    with pytest.raises(services.UnknownPlaceholder) as raised:
        services.edit(mailing, subject="Kom {fornavn}", body="Hej {first_name}\n\n{sted}")
    assert raised.value.names == ["fornavn", "sted"]
    services.edit(mailing, subject="Kom, {first_name}", body="Vi ses {day}.")
    assert (mailing.subject, mailing.body) == ("Kom, {first_name}", "Vi ses {day}.")
    services.approve(mailing, by=coordinator, at=NOW)
    with pytest.raises(services.NotADraft):
        services.edit(mailing, subject="For sent", body="")


def test_a_bounce_stops_what_waits_until_the_address_is_mended() -> None:
    network = factories.network()
    anna = factories.user(email="anna@a.example")
    mailing = draft(network, anna)
    services.mark_bounced(anna, at=NOW, reason="550 5.1.1 unknown user")
    assert states(mailing) == {"anna@a.example": "stopped"}
    assert list(queries.bounced_in(network)) == [anna]
    assert services.send_service(kind=RECEIPT, occasion="x", user=anna, at=NOW) is None
    services.clear_bounce(anna)
    assert list(queries.bounced_in(network)) == []


def test_drafting_for_many_costs_as_many_questions_as_for_one(django_assert_num_queries: Any) -> None:
    network = factories.network()
    users = [factories.user() for _ in range(60)]
    for number, group in enumerate((users[:1], users[:3], users)):
        with django_assert_num_queries(11):
            draft(network, *group, occasion=f"meeting:{number}", kind=FEEDBACK)
