"""Answers of the named expressions, and the same of a page's figures, as {part: value} without what is nothing."""

from typing import Any

from mikrovirk.overview.domain.figures import Figures

# A figure whose own value the expression gives; of the others it gives the parts.
WHOLE = {
    *("businesses", "micro_businesses", "micro_share_of_businesses", "jobs", "micro_jobs", "micro_share_of_jobs"),
    *("sole_proprietors", "births", "deaths", "birth_rate", "death_rate", "churn", "jobs_of_former_micro"),
    "micro_share_of_net_new_jobs",
}
SORTS = {"holdings": "holding", "letting": "letting", "associations": "association", "others": "other"}


def answers(backend: Any, expression: Any) -> dict[tuple[str, str, str], float]:
    """{(kind, municipality, part): value} by one engine."""
    chosen = expression.select("kind", "municipality", "part", "value")
    rows = backend.con.execute(str(backend.compile(chosen))).fetchall()
    return {tuple(row[:3]): row[3] for row in rows}  # type: ignore[misc]


def of_page(page: Figures) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for row in page:
        if row.key in WHOLE:
            parts = {"": row.value}
        elif row.key == "uncertain":
            parts = {SORTS[part.key[0]]: part.value for part in row.parts if part.key[0] in SORTS}
            parts["business"] = page["businesses"].value
        else:
            parts = {" ".join(part.key): part.value for part in row.parts}
        found[row.key] = {part: value for part, value in parts.items() if value}
    return found
