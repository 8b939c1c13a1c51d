"""The indicators as the command gives them: exact, for whoever runs the installation."""

from datetime import date
from typing import Any

from mikrovirk.overview.domain.figures import Area, Choices, Figure, Figures, Part
from mikrovirk.overview.queries.definitions import in_words
from mikrovirk.overview.queries.figures import copy_for, figures


def answer(
    municipality: str | None, *, on: date | None = None, country: str = "DK", choices: Choices | None = None
) -> dict[str, Any]:
    """Everything `mikrovirk register overview --json` prints. on: None for the day of the copy that counts.

    Raises NoCopy where no register of the country has been read in.
    """
    copy = copy_for(country, on or date.max)
    area = Area(municipality=municipality, country=country)
    found = figures(area, on=on or copy.as_of, choices=choices or Choices())
    return {
        "country": country,
        "municipality": municipality,
        "on": found.on.isoformat(),
        "register": {"source": copy.source, "as_of": copy.as_of.isoformat(), "copy": copy.name},
        "choices": found.choices.as_query(),
        "period": told_period(found),
        "indicators": [told_figure(figure) for figure in found],
    }


def told_period(found: Figures) -> dict[str, str] | None:
    """The twelve whole months of births, deaths and moves: the first day, and the day after the last."""
    if found.period is None:
        return None
    first, after = found.period
    return {"from": first.isoformat(), "before": after.isoformat()}


def told_figure(figure: Figure) -> dict[str, Any]:
    """One indicator: name in the reader's language, value, key of its definition, and what else belongs to it."""
    return {
        "name": in_words(figure.key).name,
        "value": figure.value,
        "definition": figure.key,
        "unit": figure.unit.value,
        "of": figure.of,
        "preliminary": figure.preliminary,
        "parts": [told_part(part) for part in figure.parts],
    }


def told_part(part: Part) -> dict[str, Any]:
    return {"key": list(part.key), "value": part.value, "of": part.of}
