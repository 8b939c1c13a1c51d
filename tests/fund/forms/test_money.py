from django import forms
from django.utils import translation

from mikrovirk.fund.forms.money import MoneyField


class Asked(forms.Form):
    amount = MoneyField(label="Beløb")
    own = MoneyField(label="Eget", required=False, allow_nil=True)


def test_kroner_become_oere() -> None:
    form = Asked({"amount": "12.500 kr.", "own": "0"})
    assert form.is_valid()
    assert form.cleaned_data == {"amount": 12_500_00, "own": 0}


def test_an_amount_left_out_is_none() -> None:
    form = Asked({"amount": "1", "own": ""})
    assert form.is_valid()
    assert form.cleaned_data["own"] is None


def test_what_is_wrong_is_said_and_what_was_typed_stays() -> None:
    form = Asked({"amount": "0", "own": "12.50"})
    with translation.override("en"):
        assert form.errors == {
            "amount": ["The amount must be above nil."],
            "own": ["Write the amount in kroner, for example 12.500 or 1.250,50."],
        }
    assert 'value="12.50"' in str(form["own"])


def test_more_than_a_fund_can_hold_is_refused() -> None:
    assert "amount" in Asked({"amount": "99999999999"}).errors


def test_a_stored_amount_is_shown_in_kroner() -> None:
    assert 'value="1250,50"' in str(Asked(initial={"amount": 1_250_50})["amount"])


def test_whether_it_was_changed() -> None:
    assert (
        not Asked({"amount": "1.250,5"}, initial={"amount": 1_250_50}).fields["amount"].has_changed(1_250_50, "1.250,5")
    )
    assert MoneyField().has_changed(1_250_50, "1.250,51")
    assert MoneyField().has_changed(1_250_50, "nonsens")


def test_a_cpr_number_is_refused() -> None:
    assert "amount" in Asked({"amount": "010190-1234"}).errors
