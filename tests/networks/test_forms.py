import pytest

from mikrovirk.networks.forms import PlaceForm
from tests import factories

pytestmark = pytest.mark.django_db


def test_of_two_municipalities_with_one_code_the_first_by_name_is_chosen() -> None:
    for name in ("Vordingborg Kommune", "Kommunen i Vordingborg"):
        factories.organisation(name.lower().replace(" ", "-"), name=name, kind="municipality", municipality_code="0390")
    form = PlaceForm({"municipality": "0390"})
    assert form.is_valid()
    assert form.cleaned_data["municipality"].name == "Kommunen i Vordingborg"


@pytest.mark.parametrize(("typed", "is_valid"), [("", True), ("0999", False)])
def test_none_is_fine_and_one_that_is_not_there_is_refused(typed: str, is_valid: bool) -> None:
    form = PlaceForm({"municipality": typed})
    assert form.is_valid() is is_valid
    assert ("municipality" in form.errors) is not is_valid
