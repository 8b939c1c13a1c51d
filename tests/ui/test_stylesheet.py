"""Colours live in one file and can be read; the sheet that pages ask for is up to date."""

import re
from pathlib import Path

import pytest

from mikrovirk.ui.stylesheet import CSS, LAYERS, TARGET, combined

PACKAGE = CSS.parents[3]
COLOUR = re.compile(
    r"#[0-9a-fA-F]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color-mix)\(|"
    r":[^;{]*\b(?:white|black|red|green|blue|yellow|orange|gray|grey|navy|teal|silver|maroon|purple)\b"
)

# Every pair of colours that text is written in.
TEXT_ON = [
    *[
        (text, ground)
        for text in ("ink", "muted", "fjord", "fjord-deep", "rose")
        for ground in ("page", "paper", "shade")
    ],
    *[(text, ground) for text in ("ink", "muted", "fjord") for ground in ("sky", "sun-soft")],
    *[("ink", ground) for ground in ("moss-soft", "amber-soft", "rose-soft", "lake-soft")],
    *[("fjord", ground) for ground in ("moss-soft", "amber-soft", "rose-soft")],
    ("rose-deep", "paper"),
    ("rose", "sun-soft"),
    ("rose", "rose-soft"),
    ("moss", "moss-soft"),
    ("amber", "amber-soft"),
    ("lake", "lake-soft"),
    ("on-fjord", "fjord"),
    ("on-fjord", "fjord-deep"),
    ("on-rose", "rose"),
    ("on-header", "header"),
    ("on-header", "header-deep"),
    ("on-sun", "sun"),
]
# What is not text but must be seen: edges of fields, the focus ring, bars.
SEEN_ON = [
    ("edge", "paper"),
    ("edge", "page"),
    ("edge", "shade"),
    ("ink", "page"),
    ("sun", "header"),
    ("fjord", "shade"),
]


def tokens(scheme: str) -> dict[str, str]:
    text = (CSS / "tokens.css").read_text()
    light, _, rest = text.partition("@media (prefers-color-scheme: dark)")
    dark = rest.partition("@media")[0]
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light))
    if scheme == "dark":
        found |= dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", dark))
    return found


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.1."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read(scheme: str) -> None:
    colours = tokens(scheme)
    found = {(text, ground): round(contrast(colours[text], colours[ground]), 2) for text, ground in TEXT_ON}
    assert {pair: ratio for pair, ratio in found.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_edges_and_bars_can_be_seen(scheme: str) -> None:
    colours = tokens(scheme)
    found = {(shape, ground): round(contrast(colours[shape], colours[ground]), 2) for shape, ground in SEEN_ON}
    assert {pair: ratio for pair, ratio in found.items() if ratio < 3} == {}


def test_contrast_is_reckoned_as_wcag_does() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54


def test_dark_mode_gives_every_colour_its_own_value() -> None:
    light, dark = tokens("light"), tokens("dark")
    assert sorted(light) == sorted(dark)
    assert sorted(name for name in light if light[name] == dark[name]) == ["on-header", "on-sun"]


def sheets() -> list[Path]:
    return sorted(path for path in PACKAGE.glob("*/static/**/*.css") if path not in (TARGET, CSS / "tokens.css"))


def test_no_colour_is_named_outside_the_tokens() -> None:
    found = {
        f"{path.relative_to(PACKAGE)}: {match.group().strip()}"
        for path in sheets()
        for match in COLOUR.finditer(re.sub(r"/\*.*?\*/|U\+[^;]*;", "", path.read_text(), flags=re.DOTALL))
    }
    assert found == set()


def test_every_variable_is_a_token() -> None:
    defined = set(re.findall(r"--([\w-]+):", (CSS / "tokens.css").read_text()))
    used = {name for path in sheets() for name in re.findall(r"var\(--([\w-]+)", path.read_text())}
    assert used - defined == set()


def test_every_sheet_of_the_screen_is_in_a_layer() -> None:
    layered = {name for names in LAYERS.values() for name in names}
    assert layered == {path.stem for path in CSS.glob("*.css")} - {"app", "paper"}


def test_the_combined_sheet_is_up_to_date() -> None:
    assert TARGET.read_text() == combined(), "run: python -m mikrovirk.ui.stylesheet"
