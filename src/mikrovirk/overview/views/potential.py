"""What small businesses mean here: as measured, and as a calculation on one's own assumptions."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.overview import words
from mikrovirk.overview.domain.figures import SPANS, Figures
from mikrovirk.overview.domain.potential import Year, calculated
from mikrovirk.overview.forms.potential import CalculatorForm
from mikrovirk.overview.page.asking import Asked
from mikrovirk.overview.queries.definitions import in_words
from mikrovirk.overview.queries.told import told_figures
from mikrovirk.overview.views.inside import inside
from mikrovirk.overview.views.reading import asked_of, with_register
from mikrovirk.register.queries.copies import Copy

MEASURED = ("jobs_of_former_micro", "micro_share_of_net_new_jobs", "micro_jobs", "micro_share_of_jobs")
USUAL = {"jobs_each": 1.5, "more_births": 20, "survival": 85, "growing": 2, "years": 10}


@require_safe
@with_register
def potential(request: MemberRequest, code: str, *, copy: Copy) -> HttpResponse:
    """The two sides beside each other, the calculation marked as one."""
    place = inside(request, code)
    asked = asked_of(request, code, copy)
    found = told_figures(asked.area, on=asked.on, choices=asked.choices)
    is_asked = "micro" in request.GET
    form = CalculatorForm(request.GET if is_asked else usual(found))
    years = calculated(form.assumptions()) if form.is_valid() else []
    context = {
        "place": place,
        "asked": asked,
        "spans": [(span, asked.as_query(span=str(span)), span == asked.choices.span) for span in SPANS],
        "measured": measured(found),
        "form": form,
        "kept": kept(asked),
        "years": [shown(year) for year in years],
        "has_tax": bool(years and form.cleaned_data["tax_each"]),
        "last": shown(years[-1]) if years else None,
    }
    return render(request, "overview/potential.html", context)


def kept(asked: Asked) -> list[tuple[str, str]]:
    """The choices of the page that travel with the calculator's form."""
    on = [("on", asked.on.isoformat())] if asked.chose_day else []
    return [*on, *asked.choices.as_query().items()]


def measured(found: Figures | None) -> list[dict[str, Any]]:
    """Each measured figure with its definition; `of`: what it is a part of, or what it was."""
    rows = []
    for key in MEASURED if found else ():
        figure, definition = found[key], in_words(key)  # type: ignore[index]  # found is there
        value = words.told(figure.value, as_share=figure.unit == "share", suppressed=figure.suppressed)
        of = words.whole(figure.of) if figure.of is not None and figure.unit != "share" else ""
        rows.append({"key": key, "value": value, "of": of, "definition": definition})
    return rows


def usual(found: Figures | None) -> dict[str, Any]:
    """What the calculator begins with: today's number and today's survival where they are known."""
    start: dict[str, Any] = dict(USUAL)
    micro = found["micro_businesses"].value if found else None
    start["micro"] = int(micro) if micro else 0
    first = next((part.value for part in found["survival"].parts if part.key == ("1",)), None) if found else None
    if first:
        start["survival"] = round(100 * first)
    return {name: words.decimal(value) if isinstance(value, float) else value for name, value in start.items()}


def shown(year: Year) -> tuple[int, str, str, str]:
    return year.number, words.whole(year.businesses), words.whole(year.jobs), words.whole(year.tax)
