"""Which meetings a member or guest has been at, on their page and as a page of its own."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.directory.queries import people_known_to
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import networks_for
from mikrovirk.programme.queries.one_person import Outcome, meetings_of

ON_THEIR_PAGE = 6
WORDS = {  # with the look of the badge
    Outcome.CAME: (gettext_lazy("Came"), "good"),
    Outcome.ABSENT: (gettext_lazy("Signed up and did not come"), ""),
    Outcome.NOT_KNOWN: (gettext_lazy("Signed up; nobody was checked in"), ""),
    Outcome.COMING: (gettext_lazy("Is coming"), "good"),
    Outcome.WAITING: (gettext_lazy("On the waiting list"), "wait"),
    Outcome.WAITED: (gettext_lazy("Was on the waiting list"), ""),
    Outcome.CANCELLED: (gettext_lazy("Sent regrets"), ""),
    Outcome.CALLED_OFF: (gettext_lazy("The meeting was cancelled"), ""),
}


@require_safe
def member_meetings(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """All of them; as a piece of the person's page the last few."""
    network = get_object_or_404(networks_for(request.user, needs=Permission.EDIT_MEMBERS), slug=network_slug)
    person = get_object_or_404(people_known_to(network), pk=pk)
    found = meetings_of(person, network, now=timezone.now())
    came = [row.meeting for row in found if row.outcome == Outcome.CAME]
    is_piece = bool(request.htmx)  # type: ignore[attr-defined]
    rows = [(row.meeting, *WORDS[row.outcome]) for row in found]
    context = {
        "network": network,
        "person": person,
        "rows": rows[:ON_THEIR_PAGE] if is_piece else rows,
        "total": len(rows),
        "came": len(came),
        "last": came[0] if came else None,
        "is_piece": is_piece,
    }
    return render(request, f"programme/{'_' if is_piece else ''}member_meetings.html", context)
