"""Amounts in whole øre as they are read."""

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def kroner(amount: int | None) -> str:
    """ "12.500 kr.", with øre only where there are any; nothing for None."""
    if amount is None:
        return ""
    whole, oere = divmod(abs(amount), 100)
    number = number_format(whole, use_l10n=True, force_grouping=True)
    if oere:
        number = number_format(f"{whole}.{oere:02}", decimal_pos=2, use_l10n=True, force_grouping=True)
    if amount < 0:
        number = f"−{number}"
    words = _("DKK %(amount)s") % {"amount": number}
    return words.replace(" ", "\u00a0")  # the number and its unit stay on one line
