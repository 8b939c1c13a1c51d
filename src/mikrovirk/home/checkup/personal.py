"""Personal data: is it said who is responsible, and is what is due deleted?"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from mikrovirk.home.checkup.findings import Finding, fine, watch
from mikrovirk.home.privacy import retention

LATE = timedelta(days=3)


def responsible(now: datetime) -> Iterator[Finding]:
    """Whoever reads the page about privacy must learn whose site it is."""
    row = retention.facts()
    if not (row.controller and row.contact):
        yield watch(
            "responsible",
            _("It is not said who is responsible for the personal data, or how to reach them."),
            _("Write it on the page “Privacy here”: it stands on the public page and in the papers."),
        )
    else:
        yield fine("responsible", _("%(name)s is responsible for the personal data.") % {"name": row.controller})


def deleted(now: datetime) -> Iterator[Finding]:
    """What was due three nights ago should be gone."""
    late = [rule.key for rule in retention.late(now - LATE)]
    if late:
        yield watch(
            "retention",
            _("Old personal data that should be deleted are still here: %(rules)s.") % {"rules": ", ".join(late)},
            _("See that the worker runs at night, or run mikrovirk retention --do."),
        )
    else:
        yield fine("retention", _("What is no longer needed is deleted."))
