"""The draft, for those who write on it and those who read along."""

import pytest
from django.test import Client
from django.urls import reverse

from mikrovirk.accounts.models import User
from mikrovirk.cooperation.models import Agreement, Comment, Part, Task
from mikrovirk.cooperation.queries.agreements import agreement_of
from mikrovirk.cooperation.services import drafting
from mikrovirk.networks.models import Role
from tests import factories
from tests.factories import NOW, TODAY
from tests.factories.roles import VORDINGBORG, Story, story

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Story:
    return story()


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def at(name: str, *more: object) -> str:
    return reverse(f"cooperation:{name}", args=[VORDINGBORG, *more])


def stranger() -> User:
    """A coordinator of another municipality."""
    return factories.coordinator(factories.network("falster", municipality_code="0376"))


def test_begun_with_the_usual_tasks_and_the_parties_that_are_there() -> None:
    network = factories.network("moen", name="Møn", municipality_code=VORDINGBORG)
    factories.organisation("kommunen", name="Vordingborg Kommune", kind="municipality", municipality_code=VORDINGBORG)
    client = as_user(factories.coordinator(network))
    assert "Begynd et udkast" in client.get(at("area")).content.decode()
    answer = client.post(at("roles_begin"), {"codes": [VORDINGBORG]}, follow=True)
    agreement = agreement_of(VORDINGBORG)
    assert agreement
    assert agreement.network == network
    assert [str(party) for party in agreement.parties.all()] == ["Vordingborg Kommune", "Møn"]
    assert agreement.tasks.filter(title="Find oplægsholdere til de faglige oplæg").exists()
    assert "14 opgaver, ingen har ansvaret for" in answer.content.decode()


def test_only_who_keeps_the_municipality_begins_one(client: Client) -> None:
    assert as_user(stranger()).post(at("roles_begin"), {"codes": [VORDINGBORG]}).status_code == 404
    assert Agreement.objects.count() == 0


def test_a_choice_is_saved_and_the_gap_is_gone(draft: Story) -> None:
    client = as_user(draft.mona)
    assert "2 opgaver, ingen har ansvaret for" in client.get(at("roles_draft")).content.decode()
    field = f"part-{draft.parties['network'].pk}"
    answer = client.post(at("task_parts", draft.tasks[0].pk), {field: "responsible"}, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert text.lstrip().startswith(f'<tr id="task-{draft.tasks[0].pk}"')
    assert "1 opgave, ingen har ansvaret for" in text
    assert [(part.task, part.party, part.kind) for part in Part.objects.all()] == [
        (draft.tasks[0], draft.parties["network"], "responsible")
    ]


def test_without_scripts_a_row_is_saved_with_its_button(draft: Story) -> None:
    fields = {
        f"part-{party.pk}": kind for party, kind in zip(draft.parties.values(), ("informed", "", "what?"), strict=True)
    }
    answer = as_user(draft.preben).post(at("task_parts", draft.tasks[0].pk), fields)
    assert answer.headers["Location"] == at("roles_draft") + f"#task-{draft.tasks[0].pk}"
    assert [part.kind for part in Part.objects.all()] == ["informed"]


def test_whoever_speaks_for_a_party_from_elsewhere_reads_and_comments_only(draft: Story) -> None:
    council = factories.organisation("erhverv", name="Erhverv", municipality_code="0376")
    drafting.add_party(draft.agreement, organisation=council)
    officer = factories.user("Henny Dahlgaard")
    Role.objects.create(user=officer, name=Role.Name.HOST, organisation=council, since_date=TODAY)
    client = as_user(officer)
    assert "<select" not in client.get(at("roles_draft")).content.decode()
    assert client.post(at("task_parts", draft.tasks[0].pk), {}).status_code == 404
    client.post(at("roles_comment"), {"text": "Hvem betaler kaffen?", "task": draft.tasks[0].pk})
    said = Comment.objects.get()
    assert (said.text, said.name, str(said.party), said.task) == ("Hvem betaler kaffen?", "Henny Dahlgaard", "Erhverv", draft.tasks[0])  # fmt: skip
    text = as_user(draft.mona).get(at("roles_draft")).content.decode()
    assert "1 kommentar" in text


@pytest.mark.parametrize(
    "name", ["roles_draft", "roles_put_out", "roles_parties", "roles_sign", "task_new", "party_new"]
)
def test_others_find_nothing(draft: Story, name: str) -> None:
    assert as_user(stranger()).get(at(name)).status_code == 404
    assert as_user(factories.member(draft.network).user).get(at(name)).status_code == 404
    assert Client().get(at(name)).status_code == 302


def test_a_task_is_added_changed_moved_taken_out_and_put_back(draft: Story) -> None:
    client = as_user(draft.mona)
    client.post(at("task_new"), {"title": "Hold konferencer", "group": "Møderne", "about": "Én om året"})
    task = Task.objects.get(title="Hold konferencer")
    client.post(at("task_edit", task.pk), {"title": "Hold en konference", "group": "Møderne", "about": ""})
    client.post(at("task_step", task.pk), {"do": "up"})
    assert [each.title for each in draft.agreement.tasks.all()] == ["Find oplægsholdere", "Hold en konference", "Lån lokaler ud"]  # fmt: skip
    client.post(at("task_step", task.pk), {"do": "remove"})
    text = client.get(at("roles_draft")).content.decode()
    assert "Taget ud" in text
    client.post(at("task_step", task.pk), {"do": "put-back"})
    task.refresh_from_db()
    assert (task.title, task.about, task.removed_at) == ("Hold en konference", "", None)
    assert client.post(at("task_step", task.pk), {"do": "sell"}).status_code == 404


def test_what_was_typed_wrong_is_kept(draft: Story) -> None:
    text = as_user(draft.mona).post(at("task_new"), {"title": "", "about": "Én om året"}).content.decode()
    assert "Én om året" in text
    assert "error" in text


def test_a_comment_is_dealt_with_and_opened_again(draft: Story) -> None:
    said = drafting.comment(draft.agreement, task=None, text="Hm", name="Bo", party=None, by=None, at=NOW)
    client = as_user(draft.mona)
    for settled in (True, False):
        client.post(at("roles_comment_settle", said.pk))
        said.refresh_from_db()
        assert (said.settled_at is not None) is settled
    assert as_user(stranger()).post(at("roles_comment_settle", said.pk)).status_code == 404


def test_parties_come_and_go(draft: Story) -> None:
    client = as_user(draft.mona)
    client.post(at("party_new"), {"who": "other", "other_name": "Håndværkerforeningen", "email": "hf@forening.example"})
    party = draft.agreement.parties.get(other_name="Håndværkerforeningen")
    client.post(at("party_edit", party.pk), {"other_name": "Håndværkerne", "email": "ny@forening.example"})
    client.post(at("party_step", party.pk), {"do": "remove"})
    party.refresh_from_db()
    assert (party.name, party.email, party.removed_at is not None) == ("Håndværkerne", "ny@forening.example", True)
    client.post(at("party_step", party.pk), {"do": "put-back"})
    assert "Håndværkerne" in client.get(at("roles_parties")).content.decode()
    wrong = client.post(at("party_new"), {"who": "other", "other_name": "", "email": ""})
    assert set(wrong.context["form"].errors) == {"other_name", "email"}


def test_a_known_organisation_is_chosen_from_the_list(draft: Story) -> None:
    council = factories.organisation("erhverv", name="Erhverv")
    as_user(draft.mona).post(at("party_new"), {"who": f"organisation-{council.pk}"})
    assert draft.agreement.parties.get(organisation=council).name == "Erhverv"
