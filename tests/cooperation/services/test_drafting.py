"""The draft: tasks in their order, parts, parties that go and come back, comments."""

import pytest

from mikrovirk.cooperation.models import Party
from mikrovirk.cooperation.queries.roles import comment_counts, draft_of, matrix_of
from mikrovirk.cooperation.services import drafting
from tests.factories import NOW
from tests.factories.roles import Story, story

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Story:
    return story(tasks=("Et", "To", "Tre"))


def titles(draft: Story) -> list[str]:
    return [task.title for task in draft_of(draft.agreement).tasks]


def test_tasks_go_up_and_down_within_their_group(draft: Story) -> None:
    last = drafting.add_task(draft.agreement, title="Fire", group="Andet")
    drafting.move_task(draft.tasks[2], up=True)
    assert titles(draft) == ["Et", "Tre", "To", "Fire"]
    drafting.move_task(last, up=True)
    drafting.move_task(draft.tasks[0], up=True)
    assert titles(draft) == ["Et", "Tre", "To", "Fire"]


def test_a_task_added_to_a_group_stands_with_it(draft: Story) -> None:
    drafting.add_task(draft.agreement, title="Andet", group="Andet")
    drafting.add_task(draft.agreement, title="Fire", group="Møderne")
    assert titles(draft) == ["Et", "To", "Tre", "Fire", "Andet"]


def test_what_is_taken_out_comes_back_with_its_parts(draft: Story) -> None:
    draft.part(0, "library", "responsible")
    drafting.remove_task(draft.tasks[1], at=NOW)
    drafting.remove_party(draft.parties["library"], at=NOW)
    assert titles(draft) == ["Et", "Tre"]
    assert draft_of(draft.agreement).tasks[0].parts == {}
    drafting.put_back_task(draft.tasks[1])
    drafting.put_back_party(draft.parties["library"])
    assert titles(draft) == ["Et", "To", "Tre"]
    assert draft_of(draft.agreement).tasks[0].responsible == [draft.parties["library"].pk]


def test_a_part_is_one_and_can_be_none(draft: Story) -> None:
    draft.part(0, "town", "responsible")
    draft.part(0, "town", "informed")
    assert draft_of(draft.agreement).tasks[0].parts == {draft.parties["town"].pk: "informed"}
    draft.part(0, "town", "")
    assert draft_of(draft.agreement).tasks[0].parts == {}


def test_a_network_that_was_taken_out_is_the_party_it_was(draft: Story) -> None:
    drafting.remove_party(draft.parties["network"], at=NOW)
    again = drafting.add_party(draft.agreement, network=draft.network)
    assert (again.pk, again.removed_at, Party.objects.count()) == (draft.parties["network"].pk, None, 3)


def test_comments_are_counted_until_they_are_dealt_with(draft: Story) -> None:
    said = drafting.comment(draft.agreement, task=draft.tasks[0], text="Hvem?", name="Preben", party=draft.parties["town"], by=draft.preben, at=NOW)  # fmt: skip
    drafting.comment(draft.agreement, task=None, text="Godt", name="Mona", party=None, by=draft.mona, at=NOW)
    assert comment_counts(draft.agreement) == {draft.tasks[0].pk: 1}
    rows = list(matrix_of(draft_of(draft.agreement), comment_counts(draft.agreement)).rows)
    assert [row.comment_count for row in rows] == [1, 0, 0]
    drafting.settle_comment(said, at=NOW)
    assert comment_counts(draft.agreement) == {}
