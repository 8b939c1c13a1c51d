"""The administrator's check-up: what is wrong with the installation, and how to mend it."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.home import checkup
from mikrovirk.home.checkup.findings import State


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: MemberRequest) -> HttpResponse:
    """What can be seen from here; a post also asks the mail server and the name servers."""
    if not request.user.is_administrator:
        raise Http404
    outside = request.method == "POST"
    found = checkup.look(timezone.now(), outside=outside)
    context = {
        "to_mend": [finding for finding in found if finding.state != State.FINE],
        "fine": [finding for finding in found if finding.state == State.FINE],
        "outside": outside,
    }
    return render(request, "home/checkup.html", context)
