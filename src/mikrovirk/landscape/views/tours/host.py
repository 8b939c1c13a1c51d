"""A host's own page, by the link of their mail: may the group come, and when does it suit?"""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mikrovirk.accounts import links
from mikrovirk.landscape.forms.tours import HostForm
from mikrovirk.landscape.models import Stop
from mikrovirk.landscape.services.tours import hosting


def stop_behind(token: str) -> Stop:
    """The stop of a link; raise Http404 for what is no link of ours, and where the stop or the tour was taken out."""
    try:
        (pk,) = links.read(hosting.PURPOSE, token)
    except (links.LinkInvalid, ValueError):
        raise Http404 from None
    rows = Stop.objects.select_related("tour__network", "business", "host")
    stop = rows.filter(pk=pk, removed_at=None, tour__removed_at=None).first()
    if stop is None:
        raise Http404
    return stop


@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def tour_host(request: HttpRequest, token: str) -> HttpResponse:
    """Say yes or no, and change it until the day."""
    stop = stop_behind(token)
    is_over = stop.tour.date < timezone.localdate()
    said = {"words": stop.words, "opens_at": stop.opens_at, "closes_at": stop.closes_at}
    form = HostForm(request.POST if request.method == "POST" else None, initial=said)
    if request.method == "POST" and not is_over:
        says = request.POST.get("says")
        if says == Stop.Host.NO:
            hosting.answer_as_before(stop, says=Stop.Host.NO, at=timezone.now())
            messages.success(request, _("Thank you for saying so. You can change your mind here."))
            return redirect(request.path)
        if says == Stop.Host.YES and form.is_valid():
            hosting.answer(stop, says=Stop.Host.YES, at=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Thank you! You get a mail with the hour once it is settled."))
            return redirect(request.path)
    context = {"stop": stop, "tour": stop.tour, "network": stop.tour.network, "form": form, "is_over": is_over}
    return render(request, "landscape/tours/host.html", context)
