"""The talk of one meeting, as the coordinator plans it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.programme.forms.talks import TalkForm
from mikrovirk.programme.models import Meeting, Talk
from mikrovirk.programme.queries import meetings as meeting_queries
from mikrovirk.programme.services import talks as talk_services
from mikrovirk.programme.views.manage import back_to, page_of
from mikrovirk.programme.views.rows import meeting_to_plan


@require_POST
def save_talk(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Save what is known of the talk; with the second button also ask the speaker."""
    meeting = meeting_to_plan(request, network_slug, pk)
    form = TalkForm(request.POST, network=meeting.network)
    wants_to_ask = "ask" in request.POST
    if form.is_valid() and wants_to_ask and not form.cleaned_data["speaker_email"]:
        form.add_error("speaker_email", _("Write the speaker's e-mail address, so that we can ask."))
    if not form.is_valid():
        return page_of(request, meeting, talk_form=form)
    cleaned = form.cleaned_data
    talk = talk_services.plan_talk(
        meeting,
        topic=cleaned["topic"],
        title=cleaned["title"],
        lines=cleaned["lines"],
        speaker=form.speaker(),
        at=timezone.now(),
    )
    if wants_to_ask:
        mailing = talk_services.ask_speaker(talk, at=timezone.now())
        messages.success(request, _("Here is the mail to the speaker. Read it and send it."))
        return redirect("mailing:mailing", network_slug, mailing.pk)
    messages.success(request, _("The talk is saved."))
    return back_to(meeting, "#talk")


@require_POST
def talk_answered(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """The speaker said yes or no on the phone."""
    meeting = meeting_to_plan(request, network_slug, pk)
    talk = talk_or_404(meeting)
    answer = request.POST.get("answer")
    if answer not in {"yes", "no"}:
        raise Http404
    talk_services.answer(talk, yes=answer == "yes", at=timezone.now())
    words = _("Noted: the speaker comes.") if answer == "yes" else _("Noted: the speaker cannot come.")
    messages.success(request, words)
    return back_to(meeting, "#talk")


@require_POST
def remove_talk(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    meeting = meeting_to_plan(request, network_slug, pk)
    talk_services.remove_talk(talk_or_404(meeting), at=timezone.now())
    messages.success(request, _("The talk is taken off the meeting."))
    return back_to(meeting, "#talk")


def talk_or_404(meeting: Meeting) -> Talk:
    talk = meeting_queries.talk_of(meeting)
    if talk is None:
        raise Http404
    return talk
