"""Amounts in euro as they are read."""

from fractions import Fraction

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from mikrovirk.fund.domain.de_minimis import cents

register = template.Library()


@register.filter
def euro(amount: Fraction | int | None) -> str:
    """ "EUR 1.675,54", from exact euro, rounded up to the cent; nothing for None."""
    if amount is None:
        return ""
    whole, rest = divmod(cents(Fraction(amount)), 100)
    number = number_format(f"{whole}.{rest:02}", decimal_pos=2, use_l10n=True, force_grouping=True)
    return _("EUR %(amount)s") % {"amount": number}


@register.filter
def euro_of_cents(amount: int | None) -> str:
    """The same from whole cents."""
    return "" if amount is None else euro(Fraction(amount, 100))
