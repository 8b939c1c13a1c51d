"""The coordinator's pages of mails."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.mailing import queries, services
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.networks.models import Network
from tests import factories
from tests.mailing.kinds import INVITATION, RECEIPT, TASK

pytestmark = pytest.mark.django_db
NEXT = {"next": "/networks/moen/week/"}


@pytest.fixture
def network() -> Network:
    return factories.network("moen", name="Møn", contact_name="Sanne Bæk", contact_email="sanne@kontor.example")


@pytest.fixture
def coordinator(network: Network, client: Client) -> User:
    somebody = factories.coordinator(network)
    client.force_login(somebody)
    return somebody


def draft(network: Network, *users: User, kind: str = INVITATION, occasion: str = "meeting:1", **words: Any) -> Mailing:
    now = timezone.now()
    context = {
        "day": "mandag 25. januar",
        "title": "Salg uden at sælge",
        "link": "https://net.example/s/1:abc:defghijkl/",
    }
    recipients = [services.Recipient(user) for user in users]
    words = {"at": now, "due_at": now, **words}
    return services.draft(
        kind=kind, occasion=occasion, network=network, recipients=recipients, context=context, **words
    )


def page(client: Client, name: str, *where: object) -> str:
    answer = client.get(reverse(f"mailing:{name}", args=where))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_draft_is_approved_with_one_press_from_another_page(
    client: Client, network: Network, coordinator: User
) -> None:
    mailing = draft(network, *(factories.user() for _ in range(3)))
    text = page(client, "mails", "moen")
    assert "mandag 25. januar: Salg uden at sælge" in text
    assert "Send til 3 personer" in text
    answer = client.post(reverse("mailing:approve", args=["moen", mailing.pk]), NEXT)
    assert answer.headers["Location"] == "/networks/moen/week/"
    mailing.refresh_from_db()
    assert (mailing.state, mailing.approved_by) == ("approved", coordinator)
    assert list(mailing.messages.values_list("state", flat=True)) == ["queued"] * 3
    client.post(reverse("mailing:approve", args=["moen", mailing.pk]), {"next": "https://evil.example/"})
    assert Message.objects.count() == 3


def test_a_stranger_s_address_is_no_way_back(client: Client, network: Network, coordinator: User) -> None:
    mailing = draft(network, factories.user())
    answer = client.post(reverse("mailing:approve", args=["moen", mailing.pk]), {"next": "https://evil.example/"})
    assert answer.headers["Location"] == "/networks/moen/mails/"


def test_members_and_coordinators_of_other_networks_find_no_mails(client: Client, network: Network) -> None:
    mailing = draft(network, factories.user())
    for other in (factories.role("member", network), factories.coordinator(factories.network())):
        client.force_login(other)
        for name, where in (
            ("mails", ["moen"]),
            ("mailing", ["moen", mailing.pk]),
            ("edit", ["moen", mailing.pk]),
            ("rules", ["moen"]),
        ):
            assert client.get(reverse(f"mailing:{name}", args=where)).status_code == 404
        for name in ("approve", "stop", "resume"):
            assert client.post(reverse(f"mailing:{name}", args=["moen", mailing.pk])).status_code == 404
    mailing.refresh_from_db()
    assert mailing.state == "draft"


def test_the_mail_is_shown_as_a_named_recipient_sees_it_without_their_signed_links(
    client: Client, network: Network, coordinator: User
) -> None:
    mailing = draft(network, factories.user("Anna Lise Bæk"), factories.user("Bo <b>Ågård</b>", language="en"))
    bo = Message.objects.get(user__full_name__startswith="Bo")
    text = page(client, "mailing", "moen", mailing.pk)
    assert "Sådan ser Anna Lise Bæk den" in text
    assert "<p>Hej Anna</p>" in text
    assert '<span class="button button--primary">Se mødet og meld dig til</span>' in text
    assert "Sanne Bæk, Møn" in text
    assert "s/1:abc:defghijkl" not in text
    assert "style=" not in text
    other = client.get(reverse("mailing:mailing", args=["moen", mailing.pk]), {"as": bo.pk}).content.decode()
    assert "Bo &lt;b&gt;Ågård&lt;/b&gt;" in other
    assert "<p>Hej Bo</p>" in other


def test_a_text_with_an_unknown_word_in_brackets_is_refused_beside_the_field_and_kept(
    client: Client, network: Network, coordinator: User
) -> None:
    mailing = draft(network, factories.user("Anna Bæk"))
    url = reverse("mailing:edit", args=["moen", mailing.pk])
    text = client.get(url).content.decode()
    assert "Vi mødes {day} om {title}" in text
    assert "<code>{title}</code>" in text
    answer = client.post(url, {"subject": "Kom {sted}", "body": "Hej {first_name}\n\nVi ses."})
    assert "Ingen udfylder {sted}" in answer.content.decode()
    assert 'value="Kom {sted}"' in answer.content.decode()
    client.post(url, {"subject": "Kom den {day}", "body": "Hej {first_name}\n\nVi ses."})
    assert "Kom den mandag 25. januar" in page(client, "mailing", "moen", mailing.pk)
    client.post(url, {"do": "reset"})
    assert "mandag 25. januar: Salg uden at sælge" in page(client, "mailing", "moen", mailing.pk)


def test_an_approval_and_a_stop_can_be_undone_while_nothing_has_left(
    client: Client, network: Network, coordinator: User
) -> None:
    mailing = draft(network, factories.user(), factories.user())
    for name, state in (("approve", "queued"), ("resume", "draft"), ("stop", "stopped"), ("resume", "draft")):
        client.post(reverse(f"mailing:{name}", args=["moen", mailing.pk]))
        assert set(mailing.messages.values_list("state", flat=True)) == {state}


def test_one_recipient_can_be_left_out(client: Client, network: Network, coordinator: User) -> None:
    mailing = draft(network, factories.user("Anna Bæk"), factories.user("Bo Dahl"))
    anna = Message.objects.get(user__full_name="Anna Bæk")
    client.post(reverse("mailing:leave_out", args=["moen", mailing.pk, anna.pk]))
    assert dict(mailing.messages.values_list("user__full_name", "state")) == {"Anna Bæk": "stopped", "Bo Dahl": "draft"}


def test_a_kind_goes_by_itself_after_its_text_was_shown_and_is_listed_a_day_ahead(
    client: Client, network: Network, coordinator: User
) -> None:
    assert "Vi mangler en i døren." in page(client, "rules", "moen")
    client.post(reverse("mailing:rules", args=["moen"]), {"kind": [TASK, INVITATION]})
    assert queries.rule_is_on(network, TASK)
    draft(network, factories.user("Anna Bæk"), kind=TASK, due_at=timezone.now() + timedelta(hours=5))
    draft(network, factories.user(), kind=TASK, occasion="meeting:2", due_at=timezone.now() + timedelta(days=5))
    text = page(client, "mails", "moen")
    within_a_day, _, later = text.partition('id="on-their-way"')
    assert "Sendes, fordi der mangler hænder. Til Anna Bæk" in within_a_day
    assert "Stop den" in later
    client.post(reverse("mailing:rule", args=["moen", TASK]), {"do": "off"})
    assert (queries.rule_is_on(network, TASK), queries.rule_is_on(network, INVITATION)) == (False, True)
    assert client.post(reverse("mailing:rule", args=["moen", "no.such"])).status_code == 404


def test_all_kinds_can_be_let_go_with_one_press_below_their_texts(
    client: Client, network: Network, coordinator: User
) -> None:
    text = page(client, "rules", "moen")
    assert text.index("Vi mangler en i døren.") < text.index("Lad dem alle gå af sig selv")
    client.post(reverse("mailing:rules", args=["moen"]), {"do": "all"})
    assert queries.rule_is_on(network, TASK)
    assert queries.rule_is_on(network, INVITATION)
    assert not queries.rule_is_on(network, RECEIPT)
    assert "Lad dem alle gå af sig selv" not in page(client, "rules", "moen")


def test_a_dead_address_is_put_right_or_left_alone(client: Client, network: Network, coordinator: User) -> None:
    anna = factories.member(network, "Anna Bæk", email="anna@dod.example").user
    bo = factories.member(network, "Bo Dahl", email="bo@dod.example").user
    for user in (anna, bo):
        services.mark_bounced(user, at=timezone.now(), reason="550 5.1.1 No such mailbox here")
    assert "No such mailbox here" in page(client, "mails", "moen")
    url = reverse("mailing:address", args=["moen", anna.pk])
    assert "Mails til anna@dod.example kommer tilbage" in client.get(url).content.decode()
    taken = client.post(url, {"email": "bo@dod.example"})
    assert "En anden har allerede denne adresse" in taken.content.decode()
    client.post(url, {"email": "Anna@firma.example"})
    anna.refresh_from_db()
    assert (anna.email, anna.bounced_at) == ("anna@firma.example", None)
    client.post(reverse("mailing:mend", args=["moen", bo.pk]), {"do": "leave"})
    assert list(queries.bounced_in(network)) == []
    stranger = factories.user(bounced_at=timezone.now())
    assert client.get(reverse("mailing:address", args=["moen", stranger.pk])).status_code == 404


def test_what_left_at_once_and_what_failed_is_listed(client: Client, network: Network, coordinator: User) -> None:
    now = timezone.now()
    anna = factories.user("Anna Bæk")
    receipt = services.send_service(
        kind=RECEIPT, occasion="s:1", user=anna, at=now, network=network, context={"title": "Moms"}
    )
    failed = draft(network, factories.user("Bo Dahl")).messages.get()
    assert receipt is not None
    Message.objects.filter(pk=receipt.pk).update(state="sent", sent_at=now)
    Message.objects.filter(pk=failed.pk).update(state="failed", why="554 Message refused")
    text = page(client, "mails", "moen")
    assert "Kvittering" in text
    assert "554 Message refused" in text
    assert "Anna Bæk" in page(client, "kind", "moen", RECEIPT)
    client.post(reverse("mailing:again", args=["moen", failed.pk]))
    failed.refresh_from_db()
    assert failed.state == "queued"


def test_says_when_no_worker_runs(client: Client, network: Network, coordinator: User) -> None:
    assert "arbejder" in page(client, "mails", "moen")


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_as_many_questions_for_three_mails_as_for_one(
    client: Client, network: Network, coordinator: User, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        draft(network, factories.user(), factories.user(), occasion=f"meeting:{number}")
        sent = draft(network, factories.user(), occasion=f"sent:{number}")
        sent.messages.update(state="sent", sent_at=timezone.now())
        queued = draft(network, factories.user(), occasion=f"queued:{number}")
        services.approve(queued, by=coordinator, at=timezone.now())
    with django_assert_num_queries(20):
        page(client, "mails", "moen")
