"""A form field for kroner whose value is whole øre."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mikrovirk.common.refusals import refuse_cpr
from mikrovirk.fund.domain.money import in_kroner, in_oere

LARGEST = 10_000_000_000_00  # øre; more than any fund holds, and less than a column


class MoneyField(forms.Field):
    """Kroner as people write them ("12.500", "1.250,50 kr."); cleaned to whole øre, or None where left out."""

    widget = forms.TextInput
    default_error_messages = {
        "invalid": _("Write the amount in kroner, for example 12.500 or 1.250,50."),
        "smallest": _("The amount must be above nil."),
        "largest": _("That is more than a fund can hold."),
    }

    def __init__(self, *, allow_nil: bool = False, **options: Any) -> None:
        self.allow_nil = allow_nil
        super().__init__(**options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "inputmode": "decimal", "autocomplete": "off", "class": "input number"}

    def prepare_value(self, value: Any) -> Any:
        return in_kroner(value) if isinstance(value, int) else value

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values:
            return None
        if isinstance(value, int):
            return value
        refuse_cpr(value)
        amount = in_oere(str(value))
        if amount is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        if amount > LARGEST:
            raise ValidationError(self.error_messages["largest"], code="largest")
        if not amount and not self.allow_nil:
            raise ValidationError(self.error_messages["smallest"], code="smallest")
        return amount

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != initial)
        except ValidationError:
            return True
