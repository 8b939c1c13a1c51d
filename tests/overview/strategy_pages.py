"""Pages about goals, newcomers and reports with made-up figures beside a small register."""

from datetime import date

import pytest

from mikrovirk.overview.domain.figures import Area, Choices, Figures
from mikrovirk.overview.queries import told
from tests.overview import made_figures


def with_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every municipality's figures are made up, whatever the copy says."""

    def told_of(_copy: str, area: Area, on: date, choices: Choices) -> Figures:
        return made_figures.made(area, on, choices)

    monkeypatch.setattr(told, "told_of", told_of)
