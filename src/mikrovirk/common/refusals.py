"""What no form of the product takes, whoever made the form."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mikrovirk.common.cpr import holds_cpr

CPR_REFUSED = _(
    "There is a CPR number here. We never keep CPR numbers, so nothing was saved. Take the number out and try again."
)


def refuse_cpr(text: object) -> None:
    """Raise ValidationError, with an explanation for the reader, where a CPR number stands in `text`."""
    if isinstance(text, str) and holds_cpr(text):
        raise ValidationError(CPR_REFUSED, code="cpr")


def refuse_cpr_in_every_form() -> None:
    """Give every text field of every form, also those of libraries, the check above.

    It is put on the field class itself, once, when the product starts: a rule that each form has to remember is
    forgotten by one of them. Who reads `request.POST` without a form calls `refuse_cpr`.
    """
    # An e-mail field has a list of its own. A link may hold ten digits that only look like a CPR number.
    for field in (forms.CharField, forms.EmailField):
        if refuse_cpr not in field.default_validators:
            field.default_validators = [*field.default_validators, refuse_cpr]
