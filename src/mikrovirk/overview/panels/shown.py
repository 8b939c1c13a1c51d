"""What a page shows: the figures of its area, those of the country, and those of the years before, all with small ones taken out."""

from dataclasses import dataclass

from mikrovirk.overview import words
from mikrovirk.overview.domain.figures import Figure, Figures, Part
from mikrovirk.overview.page.asking import Asked
from mikrovirk.overview.panels.parts import TooFew, cell
from mikrovirk.overview.queries.shapes import Ring

Value = float | int | None


@dataclass(frozen=True)
class Shown:
    """`past`: the first day of each year and the day asked for, oldest first. `beside`: the area it stands beside, so that both
    are drawn on one scale. `outline`: the municipality's real shape, where outlines were imported."""

    asked: Asked
    own: Figures
    country: Figures
    past: tuple[Figures, ...] = ()
    beside: "Shown | None" = None
    outline: tuple[Ring, ...] = ()

    @property
    def name(self) -> str:
        return words.area_name(self.asked.area)

    def value(self, key: str) -> Value:
        return self.own[key].value

    def said(self, key: str, *, as_share: bool = False, places: int = 0) -> str:
        figure = self.own[key]
        return words.told(figure.value, as_share=as_share, suppressed=figure.suppressed, places=places)

    def both(self, key: str) -> list[Figure]:
        """The figure here and, where there is one, of the area beside."""
        return [self.own[key], *([self.beside.own[key]] if self.beside else [])]

    def greatest(self, *keys: str) -> float:
        """The greatest value through the years, here and of the area beside: both are drawn up to it."""
        rows = [*self.past, *(self.beside.past if self.beside else ())]
        return float(max((figures[key].value or 0 for figures in rows for key in keys), default=0))


def parts_by_key(figure: Figure) -> dict[tuple[str, ...], Part]:
    return {part.key: part for part in figure.parts}


def most_of(figures: list[Figure]) -> float:
    """The greatest part of several figures: what a whole bar stands for."""
    return float(max((part.value or 0 for figure in figures for part in figure.parts), default=0))


def cell_of(part: Part | Figure | None) -> "str | int | float | TooFew | None":
    return cell(part.value, part.suppressed) if part else None
