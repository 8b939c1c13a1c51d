"""Puts the style sheets together into the one file pages ask for, each in its cascade layer.

`css/*.css` is what people edit; `css/app.css` is made from it by `python -m mikrovirk.ui.stylesheet` (`make fix` does it too)
and committed, so that whoever hosts MikroVirk needs no build step. A test fails when it is out of date.
"""

import re
from pathlib import Path

CSS = Path(__file__).parent / "static" / "ui" / "css"
TARGET = CSS / "app.css"

# A later layer wins over an earlier one, whatever the selectors.
LAYERS = {
    "tokens": ["fonts", "tokens"],
    "base": ["base"],
    "layout": ["layout", "site"],
    "components": ["button", "form", "card", "notice", "table", "navigation", "dialog", "figure"],
    "print": ["print"],
}
COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
INDENT = re.compile(r"\n\s+")
DARK = re.compile(
    r"@media \(prefers-color-scheme: dark\) {\s*:root:where\(:not\(\[data-look=\"light\"\]\)\) {(.*?)}\s*}\n", re.DOTALL
)


def with_choice(sheet: str) -> str:
    """The sheet, with the values of dark mode once more for whoever chose it on a light device."""
    return DARK.sub(
        lambda found: f'{found[0]}:root:where([data-look="dark"]) {{\n    color-scheme: dark;{found[1]}}}\n', sheet
    )


def combined() -> str:
    """The whole style sheet as one text, without comments and indentation."""
    parts = [f"@layer {', '.join(LAYERS)};"]
    for layer, names in LAYERS.items():
        rules = "".join(
            INDENT.sub("\n", COMMENT.sub("", with_choice((CSS / f"{name}.css").read_text()))) for name in names
        )
        parts.append(f"@layer {layer} {{\n{rules}}}")
    return (
        "/* Made from the files beside it by `python -m mikrovirk.ui.stylesheet`; edit those. */\n"
        + "\n".join(parts)
        + "\n"
    )


if __name__ == "__main__":
    TARGET.write_text(combined())
