"""Writes: what a list of businesses says more of those that are here."""

from collections.abc import Mapping

from mikrovirk.directory.models import Business
from mikrovirk.directory.services.journal import Journal
from mikrovirk.directory.services.search_texts import text_of_business


def fill_businesses(filled: Mapping[int, Mapping[str, str]]) -> Journal:
    """Write what was empty; must run in a transaction. A CVR number that another business has elsewhere is left out."""
    journal = Journal()
    taken = set(
        Business.objects.filter(cvr__in=[each["cvr"] for each in filled.values() if "cvr" in each]).values_list(
            "cvr", flat=True
        )
    )
    for pk, row in Business.objects.in_bulk(filled.keys()).items():
        said = {name: value for name, value in filled[pk].items() if name != "cvr" or value not in taken}
        before = {name: getattr(row, name) for name in said}
        for name, value in said.items():
            setattr(row, name, value)
        row.search_text = text_of_business(row)
        row.save(update_fields=[*said, "search_text"])
        journal.changed(row, before)
    return journal
