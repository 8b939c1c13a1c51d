"""Inputs under themes: what a step changes, and that it can be undone without harming what others did since."""

import pytest

from mikrovirk.networks.models import Network
from mikrovirk.voice.models import Conclusion, Input, Theme
from mikrovirk.voice.services import sorting
from mikrovirk.voice.services.sorting import Step
from tests import factories
from tests.factories import NOW
from tests.voice import stream_rows as rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def moen() -> Network:
    return factories.network("moen")


def lying(theme: Theme | None) -> list[str]:
    return list(Input.objects.filter(theme=theme).order_by("position", "pk").values_list("text", flat=True))


def three(place: Network, theme: Theme | None) -> list[Input]:
    return [rows.said(place, text, theme=theme) for text in ("A", "B", "C")]


def test_several_are_put_before_one_in_the_order_given(moen: Network) -> None:
    theme = rows.theme(moen)
    _a, b, _c = three(moen, theme)
    new = [rows.said(moen, text).pk for text in ("X", "Y")]
    sorting.move(moen, new, to=theme, before=b.pk)
    assert lying(theme) == ["A", "X", "Y", "B", "C"]


def test_an_input_goes_before_itself_nowhere(moen: Network) -> None:
    theme = rows.theme(moen)
    a, _b, c = three(moen, theme)
    sorting.move(moen, [a.pk], to=theme, before=a.pk)
    assert lying(theme) == ["B", "C", "A"]
    sorting.move(moen, [c.pk], to=theme, before=Input.objects.get(text="B").pk)
    assert lying(theme) == ["C", "B", "A"]


def test_the_first_goes_no_higher_and_the_last_no_lower(moen: Network) -> None:
    theme = rows.theme(moen)
    a, _b, c = three(moen, theme)
    sorting.shift(a, up=True)
    sorting.shift(c, up=False)
    assert lying(theme) == ["A", "B", "C"]


def test_undo_leaves_what_somebody_else_has_moved_since(moen: Network) -> None:
    one, other = rows.theme(moen, "En"), rows.theme(moen, "Anden")
    a, b, c = three(moen, one)
    step = sorting.move(moen, [a.pk, b.pk, c.pk], to=None)
    sorting.move(moen, [b.pk], to=other)
    assert sorting.undo(moen, Step.of(step.plain())) == 2
    assert (lying(one), lying(other)) == (["A", "C"], ["B"])


def test_a_merged_theme_comes_back_with_its_inputs_and_conclusions(moen: Network) -> None:
    asked = rows.round_of(moen)
    one, other = rows.theme(moen, "Kaffe", round=asked, about="Den var kold"), rows.theme(moen, "Mad")
    three(moen, one)
    conclusion = Conclusion.objects.create(round=asked, position=1, text="Mere kaffe")
    conclusion.themes.add(one)
    step = sorting.merge_themes(one, into=other)
    assert (lying(other), list(conclusion.themes.all())) == (["A", "B", "C"], [other])
    sorting.undo(moen, Step.of(step.plain()))
    back = Theme.objects.get(name="Kaffe")
    assert (lying(back), back.round, back.about) == (["A", "B", "C"], asked, "Den var kold")
    assert list(conclusion.themes.all()) == [back]


def test_a_theme_comes_back_without_a_conclusion_and_a_maker_that_are_gone(moen: Network) -> None:
    by = rows.steering(moen)
    theme, _step = sorting.make_theme(moen, name="Kaffe", by=by, at=NOW)
    conclusion = Conclusion.objects.create(round=rows.round_of(moen), position=1, text="Mere kaffe")
    conclusion.themes.add(theme)
    step = sorting.merge_themes(theme, into=rows.theme(moen, "Mad"))
    conclusion.delete()
    by.delete()
    sorting.undo(moen, Step.of(step.plain()))
    back = Theme.objects.get(name="Kaffe")
    assert (back.created_by, list(back.conclusions.all())) == (None, [])


def test_a_theme_is_not_merged_with_itself(moen: Network) -> None:
    theme = rows.theme(moen)
    with pytest.raises(ValueError, match="itself"):
        sorting.merge_themes(theme, into=theme)


def test_a_removed_theme_leaves_its_inputs_and_comes_back(moen: Network) -> None:
    theme = rows.theme(moen, "Kaffe")
    three(moen, theme)
    step = sorting.remove_theme(theme)
    assert (Theme.objects.count(), lying(None)) == (0, ["A", "B", "C"])
    sorting.undo(moen, Step.of(step.plain()))
    assert lying(Theme.objects.get(name="Kaffe")) == ["A", "B", "C"]


def test_a_theme_that_was_made_goes_with_its_step_unless_others_use_it(moen: Network) -> None:
    by = rows.steering(moen)
    a, b, _c = three(moen, None)
    _theme, step = sorting.make_theme(moen, name="Kaffe", by=by, at=NOW, keys=[a.pk])
    sorting.move(moen, [b.pk], to=Theme.objects.get())
    sorting.undo(moen, step)
    assert lying(Theme.objects.get()) == ["B"]


def test_a_step_of_another_network_is_not_undone(moen: Network) -> None:
    a, *_ = three(moen, rows.theme(moen))
    step = sorting.move(moen, [a.pk], to=None)
    assert sorting.undo(factories.network("stege"), step) == 0
    assert lying(None) == ["A"]


def test_what_was_dismissed_is_kept_with_its_inputs(moen: Network) -> None:
    strange = rows.said(factories.network("stege"))
    keys = [row.pk for row in three(moen, None)]
    kept = sorting.dismiss(moen, [*keys, strange.pk], by=rows.steering(moen), at=NOW)
    assert sorted(kept.inputs.values_list("pk", flat=True)) == keys
