"""What whom to meet attaches to a meeting's steering report: how many talked, never who did not."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from mikrovirk.live.models import Evening
from mikrovirk.live.queries import cards as queries
from mikrovirk.programme.attached import Section, section_of_the_report
from mikrovirk.programme.models import Meeting


@section_of_the_report
def who_met(meeting: Meeting) -> Iterator[Section]:
    """One line, where cards were handed out."""
    evening = Evening.objects.filter(meeting=meeting).first()
    if evening is None:
        return
    found = queries.figures_of(evening)
    if found.pairs:
        line = _("%(talked)s of %(pairs)s pairs have talked, %(useful)s found it useful.")
        figures = {"talked": found.talked, "pairs": found.pairs, "useful": found.useful}
        yield Section(_("Who met whom"), (line % figures,))
