"""Pages about a meeting that two networks hold together: the host's, where others are asked, and the partner's."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.programme.forms.joint import AnswerForm, AskPartnerForm
from mikrovirk.programme.models import Meeting, MeetingPartner
from mikrovirk.programme.queries import joint as queries
from mikrovirk.programme.queries import meetings as meeting_queries
from mikrovirk.programme.services import joint as services
from mikrovirk.programme.services.meetings import MeetingIsCancelled
from mikrovirk.programme.views.rows import meeting_to_plan, network_to_plan

State = MeetingPartner.State


# --- the host's page -------------------------------------------------------------------------------------------------


def together(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Whom one has asked to hold the meeting together, what they answered, and whom one can ask."""
    meeting = meeting_to_plan(request, network_slug, pk)
    now = timezone.now()
    form = AskPartnerForm(request.POST or None, meeting=meeting)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data["network"]
        try:
            services.ask_partner(meeting, asked, by=request.user, words=form.cleaned_data["words"], at=now)
        except (services.CannotAsk, MeetingIsCancelled):
            messages.error(request, _("The meeting is over or cancelled, so nobody can be asked."))
        else:
            words = _("%(network)s is asked. Whoever runs it has got a mail, and you get one when they answer.")
            messages.success(request, words % {"network": asked.name})
        return redirect("programme:together", network_slug, pk)
    context = {
        "network": meeting.network,
        "meeting": meeting,
        "form": form,
        "partners": list(queries.partnerships(meeting)),
        "can_ask": meeting.state != Meeting.State.CANCELLED and meeting.ends_at > now,
        "others_left": form.fields["network"].queryset.exists(),  # type: ignore[attr-defined]
    }
    return render(request, "programme/joint/together.html", context)


@require_POST
def end(request: MemberRequest, network_slug: str, pk: int, partner_pk: int) -> HttpResponse:
    """The host takes the question back, or holds the meeting alone again."""
    meeting = meeting_to_plan(request, network_slug, pk)
    partner = get_object_or_404(queries.partnerships(meeting), pk=partner_pk)
    try:
        services.withdraw(partner, by=request.user, of=meeting.network, at=timezone.now())
    except services.NothingToAnswer:
        messages.error(request, _("The meeting is over: it was held together."))
    else:
        words = _("You no longer hold it with %(network)s. Who has signed up keeps their place.")
        if partner.state == State.ASKED:
            words = _("The question to %(network)s is taken back.")
        messages.success(request, words % {"network": partner.network.name})
    return redirect("programme:together", network_slug, pk)


# --- the partner's page ----------------------------------------------------------------------------------------------


def joint(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """What another network asks, the answer, and how many of one's own people come."""
    network = network_to_plan(request, network_slug)
    partner = get_object_or_404(queries.partnerships_of(network), pk=pk)
    partner.network = network
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return answered(request, partner, form)
    now = timezone.now()
    meeting = partner.meeting
    is_off = meeting.state == Meeting.State.CANCELLED or meeting.ends_at <= now
    context = {
        "network": network,
        "partner": partner,
        "meeting": meeting,
        "talk": meeting_queries.talk_of(meeting),
        "form": form,
        "can_answer": partner.state in (State.ASKED, State.DECLINED) and not is_off,
        "can_leave": partner.state == State.ACCEPTED and not is_off,
        "own_count": queries.own_count(partner),
        "mails": meeting_queries.mail_lines(meeting, network=network),
    }
    return render(request, "programme/joint/joint.html", context)


def answered(request: MemberRequest, partner: MeetingPartner, form: AnswerForm) -> HttpResponse:
    say = services.accept if form.cleaned_data["answer"] == "yes" else services.decline
    try:
        fresh = say(partner, by=request.user, words=form.cleaned_data["words"], at=timezone.now())
    except services.NothingToAnswer:
        messages.error(request, _("The question was taken back, or the meeting is over or cancelled."))
    else:
        host = {"network": partner.meeting.network.name}
        if fresh.state == State.ACCEPTED:
            words = _("You hold it together with %(network)s. Your own invitation lies among the mails as a draft.")
            if partner.meeting.state == Meeting.State.DRAFT:
                words = _("You hold it together with %(network)s. When they publish it, your invitation is drafted.")
            messages.success(request, words % host)
        else:
            messages.success(request, _("%(network)s is told that you say no this time.") % host)
    return redirect("programme:joint", partner.network.slug, partner.pk)


@require_POST
def leave(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """The partner no longer holds the meeting with the host."""
    network = network_to_plan(request, network_slug)
    partner = get_object_or_404(queries.partnerships_of(network), pk=pk)
    try:
        services.withdraw(partner, by=request.user, of=network, at=timezone.now())
    except services.NothingToAnswer:
        messages.error(request, _("The meeting is over: it was held together."))
    else:
        words = _("You no longer hold it with %(network)s. Your members who have signed up keep their places.")
        messages.success(request, words % {"network": partner.meeting.network.name})
    return redirect("programme:joint", network_slug, pk)
