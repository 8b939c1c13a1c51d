"""The member's own page, and getting or erasing one's data."""

import json

from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts import links
from mikrovirk.accounts.http import MemberRequest
from mikrovirk.home.member.own_page import own_page
from mikrovirk.home.privacy import own_data, readable
from mikrovirk.ui.paper_page import as_pdf


class EraseForm(forms.Form):
    """A tick, so that nobody erases themselves by a slip of the finger."""

    sure = forms.BooleanField(
        label=gettext_lazy("Yes, erase me"),
        error_messages={"required": gettext_lazy("Tick here first, so that it does not happen by mistake.")},
    )


@require_safe
def me(request: MemberRequest) -> HttpResponse:
    """What is on for me, what I am asked, and what stands about me."""
    page = own_page(request.user, now=timezone.now())
    for offer in page.offers:
        offer.link = reverse("programme:slot_answer", args=[links.sign("slot", offer.pk)])  # type: ignore[attr-defined]
    for sign_up in page.sign_ups:
        token = links.sign("signup", sign_up.meeting_id, request.user.pk)
        sign_up.link = reverse("programme:answer", args=[token])  # type: ignore[attr-defined]
    for ask in page.asks:
        ask.link = reverse("voice:answer", args=[links.sign("ask", ask.pk)])  # type: ignore[attr-defined]
    context = {
        "page": page,
        "today": timezone.localdate(),
        "task_meetings": [s.meeting for s in page.sign_ups if s.meeting.network_id in page.task_networks][:3],
    }
    return render(request, "home/me.html", context)


@require_safe
def my_data(request: MemberRequest) -> HttpResponse:
    return render(request, "home/my_data.html", {"form": EraseForm()})


@require_safe
def export(request: MemberRequest) -> HttpResponse:
    """One JSON file with everything about me."""
    text = json.dumps(own_data.export_of(request.user), cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
    name = _("my-data.json")
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="application/json; charset=utf-8", headers=headers)


@require_safe
def export_pdf(request: MemberRequest) -> HttpResponse:
    """The same to read, on paper."""
    document = readable.document_of(request.user, timezone.localdate())
    return as_pdf(request, "overview/paper_report.html", {"document": document}, name=_("my-data.pdf"))


@require_POST
def erase(request: MemberRequest) -> HttpResponse:
    """Erase me, after a tick."""
    form = EraseForm(request.POST)
    if not form.is_valid():
        return render(request, "home/my_data.html", {"form": form}, status=422)
    user = request.user
    try:
        own_data.erase(user, at=timezone.now())
    except own_data.LastCoordinator as error:
        messages.error(
            request,
            _("%(network)s would be left without a coordinator. Hand the role over first.") % {"network": error},
        )
        return redirect("home:my_data")
    logout(request)
    messages.success(request, _("You are erased."))
    return redirect("home:front")
