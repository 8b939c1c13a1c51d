"""No form of the product takes a CPR number."""

from collections.abc import Iterator

import pytest
from django import forms
from django.urls import get_resolver

from mikrovirk.common.refusals import CPR_REFUSED, refuse_cpr


class AnyForm(forms.Form):
    about = forms.CharField(required=False)
    note = forms.CharField(widget=forms.Textarea, required=False)
    address = forms.EmailField(required=False)
    link = forms.URLField(required=False, assume_scheme="https")


@pytest.mark.parametrize("text", ["Mit CPR er 010170-1234", "0101701234", "CPR: 010170 1234."])
def test_a_text_field_refuses_a_cpr_number(text: str) -> None:
    form = AnyForm({"about": "Vi syr", "note": text})
    assert form.errors == {"note": [CPR_REFUSED]}
    assert "note" not in form.cleaned_data


def test_phone_and_cvr_numbers_are_taken() -> None:
    assert AnyForm({"about": "CVR 91234567", "note": "Ring på +45 27 52 65 44 efter kl. 15.30"}).is_valid()


def test_the_explanation_is_danish() -> None:
    form = AnyForm({"about": "010170-1234"})
    assert form.errors["about"] == [
        "Her står et CPR-nummer. Vi gemmer aldrig CPR-numre, så der er ikke gemt noget. Fjern nummeret, og prøv igen."
    ]


def test_an_address_refuses_it_too_and_a_link_may_hold_ten_digits() -> None:
    assert AnyForm({"address": "010170-1234@firma.example"}).errors == {"address": [CPR_REFUSED]}
    assert AnyForm({"link": "https://moede.example/j/0101701234"}).is_valid()


def test_every_form_of_the_product_and_its_libraries_has_the_check() -> None:
    """Also those that allauth brings along: the check sits on the field, not on our forms."""
    assert get_resolver().url_patterns  # every view is there now, with its forms
    texts = [field for field in all_fields() if isinstance(field, forms.CharField) and type(field) in PLAIN]
    assert len(texts) > 40
    assert [field for field in texts if refuse_cpr not in field.validators] == []


PLAIN = {forms.CharField, forms.EmailField}


def all_fields() -> Iterator[forms.Field]:
    """The fields of every form class that was made anywhere."""
    waiting: list[type[forms.BaseForm]] = [forms.BaseForm]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        yield from getattr(kind, "base_fields", {}).values()
