"""The speaker's own page, behind a link in a mail; and the coordinator's page of a talk's material."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts import links
from mikrovirk.accounts.http import MemberRequest
from mikrovirk.networks.queries import has_part
from mikrovirk.programme import attached
from mikrovirk.programme.forms.talks import AnswerForm, MaterialForm, SpeakerForm
from mikrovirk.programme.models import Material, Meeting, Talk
from mikrovirk.programme.queries import meetings as meeting_queries
from mikrovirk.programme.queries import talks as talk_queries
from mikrovirk.programme.services import talks as talk_services
from mikrovirk.programme.views.rows import network_to_plan

State = Talk.State


# --- the speaker's page ----------------------------------------------------------------------------------------------


def talk_behind(token: str) -> Talk:
    """The talk a speaker's link is for; 404 for a link that is none, or whose speaker has been replaced."""
    try:
        talk_pk, *speaker = links.read("speaker", token)
    except (links.LinkInvalid, ValueError):
        raise Http404 from None
    talk = get_object_or_404(talk_queries.talks_to_speak(int(talk_pk)))
    if speaker and speaker[0] != talk.speaker_id:
        raise Http404
    return talk


@login_not_required
def speaker(request: HttpRequest, token: str) -> HttpResponse:
    """What the speaker is asked, or the talk as the speaker fills it in. Opening it changes nothing."""
    talk = talk_behind(token)
    form = None
    if request.method == "POST":
        if "answer" in request.POST:
            return answered(request, token, talk)
        form = SpeakerForm(request.POST, request.FILES)
        if talk.state == State.ACCEPTED and form.is_valid():
            return filled_in(request, token, talk, form)
    return speaker_page(request, token, talk, form=form)


def speaker_page(request: HttpRequest, token: str, talk: Talk, **forms: Any) -> HttpResponse:
    meeting = talk.meeting
    agenda = meeting_queries.agenda_of(meeting) if meeting else None
    context = {
        "talk": talk,
        "token": token,
        "network": talk.network,
        "meeting": meeting,
        "is_cancelled": bool(meeting and meeting.state == Meeting.State.CANCELLED),
        "is_over": bool(meeting and meeting.ends_at <= timezone.now()),
        "agenda": agenda,
        "place": talk_services.place_in_words(meeting),
        "form": forms.get("form") or SpeakerForm.of(talk),
        "answer_form": forms.get("answer_form") or AnswerForm(),
        "material_form": forms.get("material_form") or MaterialForm(prefix="material"),
        "materials": list(talk.materials.all()),
        "with_toolbox": has_part(talk.network, "toolbox"),
    }
    return render(request, "programme/speaker.html", context)


def answered(request: HttpRequest, token: str, talk: Talk) -> HttpResponse:
    form = AnswerForm(request.POST)
    yes = request.POST["answer"] == "yes"
    if not form.is_valid():
        return speaker_page(request, token, talk, answer_form=form)
    talk_services.answer(talk, yes=yes, at=timezone.now(), note=form.cleaned_data["note"])
    if yes:
        messages.success(request, _("Thank you, we look forward to it. Fill in the rest when it suits you."))
    else:
        messages.success(request, _("Thank you for answering. The coordinator is told."))
    return redirect("programme:speaker", token)


def filled_in(request: HttpRequest, token: str, talk: Talk, form: SpeakerForm) -> HttpResponse:
    cleaned = form.cleaned_data
    talk_services.fill_in(
        talk,
        title=cleaned["title"],
        lines=cleaned["lines"],
        whence=cleaned["whence"],
        equipment=cleaned["equipment"],
        at=timezone.now(),
    )
    if cleaned["picture"] or cleaned["remove_picture"]:
        talk_services.set_picture(talk, cleaned["picture"])
    messages.success(request, _("Saved. You can come back and change it until the meeting."))
    return redirect("programme:speaker", token)


@login_not_required
@require_POST
def speaker_material(request: HttpRequest, token: str) -> HttpResponse:
    """The speaker puts a file, a link or a checklist with the talk."""
    talk = talk_behind(token)
    if talk.state != State.ACCEPTED:
        raise Http404
    form = MaterialForm(request.POST, request.FILES, prefix="material")
    if not form.is_valid():
        return speaker_page(request, token, talk, material_form=form)
    keep_material(talk, form)
    messages.success(request, _("“%(title)s” stays with your talk.") % {"title": form.cleaned_data["title"]})
    return redirect("programme:speaker", token)


@login_not_required
@require_POST
def speaker_material_remove(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    talk = talk_behind(token)
    talk_services.remove_material(get_object_or_404(Material, talk=talk, pk=pk))
    messages.success(request, _("Removed."))
    return redirect("programme:speaker", token)


@login_not_required
@require_safe
def speaker_material_file(request: HttpRequest, token: str, pk: int) -> HttpResponse | FileResponse:
    """The speaker's own file, to see that it is the right one."""
    material = get_object_or_404(Material, talk=talk_behind(token), pk=pk, kind=Material.Kind.FILE)
    return as_download(material)


def keep_material(talk: Talk, form: MaterialForm) -> None:
    cleaned = form.cleaned_data
    talk_services.add_material(
        talk,
        kind=form.kind(),
        title=cleaned["title"],
        file=cleaned["file"],
        url=cleaned["url"],
        text=cleaned["text"],
        at=timezone.now(),
    )


def as_download(material: Material) -> FileResponse:
    """The file as a download: never shown in the page's own origin, whatever it holds."""
    name = material.file_name or material.title
    response = FileResponse(material.file.open("rb"), as_attachment=True, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


# --- the speaker's picture -------------------------------------------------------------------------------------------


@login_not_required
@require_safe
def speaker_picture(request: HttpRequest, network_slug: str, pk: int) -> HttpResponse | FileResponse:
    """The speaker's picture: for everybody once the meeting is published, before that for the coordinator."""
    talk = get_object_or_404(Talk.objects.select_related("meeting"), network__slug=network_slug, pk=pk)
    is_public = talk.state == State.ACCEPTED and talk.meeting is not None and talk.meeting.state != Meeting.State.DRAFT
    if not talk.picture:
        raise Http404
    if not is_public:
        network_to_plan(request, network_slug)  # type: ignore[arg-type]
    response = FileResponse(talk.picture.open("rb"), content_type="image/jpeg")
    patch_cache_control(response, max_age=3600, public=is_public, private=not is_public)
    return response


# --- the coordinator's page of a talk --------------------------------------------------------------------------------


def talk_material(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """What stays with a talk, for the coordinator to add to."""
    network = network_to_plan(request, network_slug)
    talk = get_object_or_404(Talk.objects.select_related("meeting", "topic"), network=network, pk=pk)
    form = MaterialForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        keep_material(talk, form)
        messages.success(request, _("“%(title)s” stays with the talk.") % {"title": form.cleaned_data["title"]})
        return redirect("programme:talk_material", network_slug, pk)
    materials, notes = list(talk.materials.all()), attached.notes_about(talk)
    context = {"network": network, "talk": talk, "materials": materials, "form": form, "notes": notes}
    return render(request, "programme/talk_material.html", context)


@require_POST
def material_remove(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    network = network_to_plan(request, network_slug)
    material = get_object_or_404(Material, talk__network=network, pk=pk)
    talk_pk = material.talk_id
    talk_services.remove_material(material)
    messages.success(request, _("Removed."))
    return redirect("programme:talk_material", network_slug, talk_pk)
