"""No form of the product takes a CPR number."""

import pytest
from django import forms

from mikrovirk.common.refusals import CPR_REFUSED


class AnyForm(forms.Form):
    about = forms.CharField(required=False)
    note = forms.CharField(widget=forms.Textarea, required=False)


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
