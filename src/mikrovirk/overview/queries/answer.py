"""The indicators as the command gives them: exact, for whoever runs the installation."""

from datetime import date
from typing import Any

from mikrovirk.overview.domain.figures import Area, Choices, Figure, Figures, Part
from mikrovirk.overview.queries.figures import figures


def answer(area: Area, *, on: date, choices: Choices) -> dict[str, Any]:
    """What `mikrovirk register overview --json` prints. Names are in English, as everything a program reads.

    Raises NoCopy where no register of the country has been read in.
    """
    found = figures(area, on=on, choices=choices)
    return {
        "municipality": area.municipality,
        "country": area.country,
        "as_of": found.on.isoformat(),
        "copy_as_of": found.as_of.isoformat() if found.as_of else None,
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
    """One indicator: its name, its value, the key of its definition, and what else belongs to it."""
    return {
        "name": figure.definition.name,
        "value": figure.value,
        "definition": figure.key,
        "unit": figure.unit.value,
        "of": figure.of,
        "preliminary": figure.preliminary,
        "parts": [told_part(part) for part in figure.parts],
    }


def told_part(part: Part) -> dict[str, Any]:
    return {"key": list(part.key), "value": part.value, "of": part.of}
