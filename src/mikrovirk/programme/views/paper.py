"""What is printed before an evening: the list to tick at the door, and name tags."""

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.common import dates
from mikrovirk.programme.queries import attending
from mikrovirk.programme.views.check_in import meeting_at_the_door
from mikrovirk.ui.paper_page import as_pdf

LINES_FOR_WALK_INS = 8
LONG_NAME = 22


@never_cache
@require_safe
def attendance_list(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """The list at the door, with empty lines for those who just come."""
    meeting = meeting_at_the_door(request, network_slug, pk)
    people = [person for person in attending.list_at_the_door(meeting) if not person.waits]
    context = {
        "meeting": meeting,
        "network": meeting.network,
        "people": people,
        "when": dates.span(meeting.starts_at, meeting.ends_at),
        "empty_lines": range(LINES_FOR_WALK_INS),
    }
    return as_pdf(request, "programme/paper_list.html", context, name=f"liste-{meeting.pk}.pdf")


@never_cache
@require_safe
def name_tags(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """A name tag for everybody who comes, eight on a sheet, and one sheet's rest of empty ones to write on."""
    meeting = meeting_at_the_door(request, network_slug, pk)
    people = [person for person in attending.list_at_the_door(meeting) if not person.waits]
    context = {
        "meeting": meeting,
        "network": meeting.network,
        "people": people,
        "long_name": LONG_NAME,
        "empty_tags": range(-len(people) % 8 or 8),
    }
    return as_pdf(request, "programme/paper_name_tags.html", context, name=f"navneskilte-{meeting.pk}.pdf")
