"""Writing a draft for the members by hand: its points, until it is adopted."""

import pytest

from mikrovirk.voice.models import Consultation, Point
from mikrovirk.voice.services import consultations as services
from mikrovirk.voice.services.consultations import Details
from tests import factories as f

pytestmark = pytest.mark.django_db


def test_points_are_added_changed_moved_and_removed() -> None:
    made = services.new_draft(f.network(), title="Næste sæson", by=None, at=f.NOW)
    one = services.add_point(made, Details("Fast ugedag", "Altid mandag."))
    two = services.add_point(made, Details("Færre møder"))
    services.add_point(made, Details("Et møde om dagen"))
    services.move_point(two, up=True)
    services.move_point(two, up=True)  # is first already
    services.change_point(one, Details("Fast ugedag", "Altid tirsdag."))
    services.remove_point(Point.objects.get(title="Et møde om dagen"), at=f.NOW)
    Point.objects.filter(pk=two.pk).update(taken_out_at=f.NOW)
    services.move_point(two, up=False)  # from a page on which it still stood
    assert list(made.points.values_list("title", "text")) == [("Færre møder", ""), ("Fast ugedag", "Altid tirsdag.")]


def test_an_adopted_draft_stands_as_it_is() -> None:
    made = services.new_draft(f.network(), title="Næste sæson", by=None, at=f.NOW)
    point = services.add_point(made, Details("Fast ugedag"))
    Consultation.objects.filter(pk=made.pk).update(state="adopted", opened_at=f.NOW, adopted_at=f.NOW)
    for change in (
        lambda: services.add_point(made, Details("Nyt")),
        lambda: services.change_point(point, Details("Nyt")),
        lambda: services.remove_point(point, at=f.NOW),
        lambda: services.move_point(point, up=True),
        lambda: services.describe(made, title="Nyt", intro=""),
        lambda: services.remove_draft(made),
    ):
        with pytest.raises(services.IsAdopted):
            change()
