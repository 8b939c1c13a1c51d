"""The house look of forms: what is wrong stands above the form and above the field, and what was typed stays."""

from django import forms
from django.utils import translation

from mikrovirk.ui.forms import ClockInput, DayInput


class SignUp(forms.Form):
    name = forms.CharField(label="Navn", help_text="For- og efternavn")
    phone = forms.CharField(label="Telefon", required=False)
    coming = forms.ChoiceField(label="Kommer du?", widget=forms.RadioSelect, choices=[("yes", "Ja"), ("no", "Nej")])
    listed = forms.BooleanField(label="Vis mig for de andre", required=False)


class Short(SignUp):
    hide_optional = True


def test_label_hint_error_and_field_come_in_that_order() -> None:
    form = SignUp({"name": "", "phone": "12 34", "coming": "yes"})
    html = str(form["name"].as_field_group())
    parts = [
        '<div class="field field--text field--error">',
        '<label for="id_name">Navn</label>',
        '<div class="hint" id="id_name_helptext">For- og efternavn</div>',
        '<ul class="errorlist" id="id_name_error"><li><span class="visually-hidden">Fejl:</span> Her mangler et svar.</li></ul>',
        '<input type="text" name="name" required aria-invalid="true" aria-describedby="id_name_helptext id_name_error"',
    ]
    places = [html.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


def test_a_form_begins_with_its_errors_and_keeps_what_was_typed() -> None:
    html = str(SignUp({"name": "", "phone": "12 34"}))
    assert html.startswith('<div class="error-summary"')
    assert '<a href="#id_name">Navn: Her mangler et svar.</a>' in html
    assert '<a href="#id_coming">Kommer du? Her mangler et svar.</a>' in html
    assert 'name="phone" value="12 34"' in html


def test_a_form_without_errors_has_no_summary() -> None:
    assert "error-summary" not in str(SignUp())


def test_what_may_be_left_out_says_so() -> None:
    assert 'Telefon <span class="optional">(kan springes over)</span></label>' in str(
        SignUp()["phone"].as_field_group()
    )
    assert "(kan springes over)" not in str(Short())
    assert "(kan springes over)" not in str(SignUp()["listed"].as_field_group())


def test_choices_are_a_group_with_a_legend() -> None:
    html = str(SignUp()["coming"].as_field_group())
    assert html.startswith('<fieldset class="field field--radioselect">')
    assert "<legend>Kommer du?</legend>" in html
    assert '<div id="id_coming" class="choices">' in html


def test_an_error_of_the_whole_form_stands_in_the_summary() -> None:
    form = SignUp({"name": "Anna", "coming": "yes"})
    form.add_error(None, "Der er ikke flere pladser.")
    assert "<li>Der er ikke flere pladser.</li>" in str(form)


def test_dates_and_hours_are_written_as_browsers_read_them() -> None:
    class When(forms.Form):
        day = forms.DateField(widget=DayInput, initial="2026-11-30")
        hour = forms.TimeField(widget=ClockInput, initial="17:30")

    html = str(When())
    assert 'type="date" name="day" value="2026-11-30"' in html
    assert 'type="time" name="hour" value="17:30"' in html


def test_errors_are_told_in_english_too() -> None:
    with translation.override("en"):
        html = str(SignUp({"coming": "yes"}))
    assert '<a href="#id_name">Navn: This field is required.</a>' in html
