"""Template tags for the looks. `{% load ui %}{% icon "calendar" %}` is the quick way to an icon inside a long list."""

from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str, size: str = "") -> SafeString:
    """A decorative icon (hidden from screen readers: the words beside it carry the meaning). `size`: "" or "large"."""
    classes = f"icon icon--{size}" if size else "icon"
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        classes,
        static("ui/vendor/icons.svg"),
        name,
    )


@register.simple_tag
def fixed(name: str) -> SafeString:
    """A template that depends on the language only: rendered once for each, and anew every time while developing."""
    if settings.DEBUG:
        return render_to_string(name)
    return _fixed(name, get_language() or settings.LANGUAGE_CODE)


@lru_cache(maxsize=64)
def _fixed(name: str, language: str) -> SafeString:
    return render_to_string(name)


@register.simple_tag
def look_choice(look: str) -> SafeString:
    """The buttons light, dark, as the device; pressed is the one that holds."""
    return _look_choice(look, get_language() or settings.LANGUAGE_CODE)


@lru_cache(maxsize=8)
def _look_choice(look: str, language: str) -> SafeString:
    return render_to_string("ui/_frame_look.html", {"look": look})


@register.filter
def initials(name: str) -> str:
    """The first letters of a name, for the round where a picture would be: "Anna Lise Bæk" gives "AB"."""
    words = [word for word in name.replace("-", " ").split() if word[0].isalnum()]
    if not words:
        return "?"
    letters = words[0][0] + (words[-1][0] if len(words) > 1 else "")
    return letters.upper()


@register.inclusion_tag("ui/_table.html")
def table(headings: list[str], rows: list[list[str]], caption: str = "", hide_caption: bool = False) -> dict[str, Any]:
    """A table of plain values that becomes cards on a phone: `{% table headings rows caption="…" %}`."""
    labelled = [list(zip(headings, row, strict=False)) for row in rows]
    return {"headings": headings, "labelled_rows": labelled, "caption": caption, "hide_caption": hide_caption}
