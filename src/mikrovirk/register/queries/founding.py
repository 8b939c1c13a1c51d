"""Since when a business has been in the register."""

from datetime import date

from mikrovirk.register.queries.copies import current
from mikrovirk.register.queries.invitable import asked

FOUNDED = """
WITH asked AS (SELECT unnest($asked::VARCHAR[]) AS unit_id)
SELECT min(valid_from) FROM unit_life JOIN asked USING (unit_id) WHERE country = $country AND kind = $company
"""


def founded_on(cvr: str) -> date | None:
    """The first day of the company with that number, by the copy that counts; None where there is none, or it is not in it."""
    copy = current() if cvr else None
    if copy is None:
        return None
    [(day,)] = asked(copy, FOUNDED, [cvr])
    return day if day is None else date(day.year, day.month, day.day)
