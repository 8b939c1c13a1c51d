"""What the circle puts on pages of the programme: the way to it, and where a copy came from."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from mikrovirk.common import dates
from mikrovirk.landscape.queries.borrowing import origin_of
from mikrovirk.networks.models import Network
from mikrovirk.programme.attached import Link, Note, note_on_a_thing, page_beside_the_plan
from mikrovirk.programme.models import Format, Talk, Venue


@page_beside_the_plan
def the_circle(network: Network) -> Link:
    return Link(_("Other networks"), reverse("landscape:circle", args=[network.slug]), "group")


@note_on_a_thing
def where_it_came_from(thing: Format | Talk | Venue) -> Iterator[Note]:
    """On the page of a copy: whose it was. One query."""
    borrowed = origin_of(thing)
    if borrowed:
        words = _("Borrowed from %(network)s %(day)s. It is yours to change.")
        url = reverse("landscape:circle_borrowed", args=[borrowed.network.slug])
        said = words % {"network": borrowed.source_name, "day": dates.day(borrowed.at)}
        yield Note(said, f"{url}#b{borrowed.pk}", _("See how it went"))
