"""The page behind the link of whoever promised something: yes or no, and how it goes."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mikrovirk.accounts import links
from mikrovirk.cooperation.forms.commitments import WordForm
from mikrovirk.cooperation.models import Commitment, Conference
from mikrovirk.cooperation.queries import commitments as queries
from mikrovirk.cooperation.services import commitments as services
from mikrovirk.cooperation.views.conference_outcome import take
from mikrovirk.cooperation.views.conference_rows import row_of


def commitment_behind(token: str) -> Commitment:
    """The commitment a link is for; 404 for a link that is none."""
    try:
        (pk,) = links.read(services.PURPOSE, token)
    except (links.LinkInvalid, ValueError):
        raise Http404 from None
    found = Commitment.objects.exclude(conference__state=Conference.State.CANCELLED)
    return row_of(queries.with_words(found), int(pk))


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def promise_link(request: HttpRequest, token: str) -> HttpResponse:
    """Say yes or no, tell how it goes. Opening it changes nothing."""
    found = commitment_behind(token)
    act = request.POST.get("act", "")
    form = WordForm(request.POST if request.method == "POST" else None, must=act in ("no", "drop", "word"))
    if form.is_valid():
        try:
            take(found, act, form.cleaned_data["text"], at=timezone.now(), by_owner=True)
        except services.AlreadySettled:
            messages.info(request, _("That was answered already: see below."))
        else:
            messages.success(request, _("Thank you. Those who hold the conference can see it."))
        return redirect("cooperation:conference_promise_link", token)
    context = {
        "commitment": found,
        "conference": found.conference,
        "row": queries.rows_of([found], today=timezone.localdate())[0],
        "words": list(found.follow_ups.all()),
        "form": form,
        "token": token,
    }
    return render(request, "cooperation/conferences/promise_link.html", context)
