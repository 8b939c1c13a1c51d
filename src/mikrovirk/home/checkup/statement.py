"""Whether the accessibility statement says what it has to."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from mikrovirk.home.accessibility import words
from mikrovirk.home.accessibility.facts import of_plain
from mikrovirk.home.checkup.findings import Finding, fine, watch
from mikrovirk.networks import queries as network_queries

PAGE = "/installation/accessibility/"


def accessibility(now: datetime) -> Iterator[Finding]:
    """What the statement lacks."""
    statement = of_plain(network_queries.installation().accessibility)
    if lacks := words.lacks(statement, timezone.localdate(now)):
        says = _("The accessibility statement is not whole. %(lacks)s") % {"lacks": " ".join(lacks)}
        yield watch("accessibility", says, _("Write it at %(page)s.") % {"page": PAGE})
    else:
        yield fine("accessibility", _("The accessibility statement is whole."))
