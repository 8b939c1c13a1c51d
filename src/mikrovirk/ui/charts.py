"""Charts as plain rows for `_bar_chart.html`: the arithmetic is done here, so the template only draws."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import number_format


@dataclass(frozen=True)
class Bar:
    label: str
    text: str  # the value, as the reader's language writes numbers
    width: str  # of the full length, as SVG takes it: "62.5%"
    marked: bool = False


def bars(
    values: Iterable[tuple[str, float]], *, most: float | None = None, marked: str | None = None, decimals: int = 0
) -> list[Bar]:
    """One bar per pair of label and value. The longest is `most`, or the greatest value; the label `marked` stands out."""
    pairs = list(values)
    greatest = most if most is not None else max((value for _, value in pairs), default=0)
    return [
        Bar(
            label=label,
            text=number_format(value, decimal_pos=decimals, use_l10n=True, force_grouping=True),
            width=f"{min(100.0, 100 * value / greatest) if greatest > 0 else 0:.1f}%",
            marked=label == marked,
        )
        for label, value in pairs
    ]
