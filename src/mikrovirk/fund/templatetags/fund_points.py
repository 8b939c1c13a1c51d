"""Points as they are read."""

from fractions import Fraction

from django import template
from django.utils.formats import number_format

register = template.Library()


@register.filter
def points(value: Fraction | None) -> str:
    """ "3,7": one decimal, the Danish way in Danish."""
    return "" if value is None else number_format(round(float(value), 1), decimal_pos=1, use_l10n=True)
