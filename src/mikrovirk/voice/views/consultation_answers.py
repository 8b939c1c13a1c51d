"""The coordinator and the steering group read what was said, answer point by point, and adopt the draft."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.networks.permissions import Permission
from mikrovirk.voice.forms.consultations import AdoptForm, AnswerForm
from mikrovirk.voice.models import Comment, Consultation
from mikrovirk.voice.queries import consultation_reading
from mikrovirk.voice.queries import consultations as queries
from mikrovirk.voice.queries.consultation_reading import PointRead
from mikrovirk.voice.queries.consultation_versions import in_words, not_shown_yet
from mikrovirk.voice.services import adopting, consultations
from mikrovirk.voice.services import consultation_comments as services
from mikrovirk.voice.services.adopting import Words
from mikrovirk.voice.views.consultation_rows import Staff, consultation_of, point_of


@require_safe
def answers(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Every point with how many are for and against, what was said, and the answer."""
    return answers_page(request, consultation_of(request, network_slug, pk, Permission.SEE_STEERING), {})


def answers_page(request: MemberRequest, found: Consultation, refused: dict[int, AnswerForm]) -> HttpResponse:
    """The page; `refused` are forms that came back with errors, by key of their point."""
    read = consultation_reading.reading(found, for_staff=True)
    points = (*read.points, *read.out, read.whole) if read else ()
    rows = [(each, refused.get(each.key) or answer_form(each)) for each in points]
    context = {
        "network": found.network,
        "consultation": found,
        "staff": Staff.of(request, found.network),
        "read": read,
        "rows": rows,
        "refused": list(refused.values()),
        "lacking": queries.lacking_answers(found) if read else [],
        "may_undo": adopting.may_undo(found),
    }
    return render(request, "voice/consultation_answers.html", context)


def answer_form(point: PointRead) -> AnswerForm:
    """The form of a point; what becomes of its comments is asked where one has no outcome yet."""
    form = AnswerForm(initial={"text": point.answer}, auto_id=auto_id_of(point.key))
    if all(said.input.outcome for said in point.said):
        del form.fields["outcome"]
    return form


def auto_id_of(key: int) -> str:
    """The ids of a point's form, since every point has one."""
    return f"answer-{key}-%s"


@require_POST
def answer(request: MemberRequest, network_slug: str, pk: int, point_pk: int) -> HttpResponse:
    """Keep the answer to the comments on a point; 0 for the whole."""
    found = consultation_of(request, network_slug, pk, Permission.STEER)
    about: Any = point_of(found, point_pk) if point_pk else found
    form = AnswerForm(request.POST, auto_id=auto_id_of(point_pk))
    if not form.is_valid():
        return answers_page(request, found, {point_pk: form})
    try:
        count = services.answer(
            about,
            form.cleaned_data["text"],
            by=request.user,
            at=timezone.now(),
            outcome=form.cleaned_data["outcome"],
        )
        messages.success(request, said_of(count))
    except services.IsClosed:
        messages.error(request, _("Nobody has been asked about it yet."))
    return redirect(f"{reverse('voice:consultation_answers', args=[network_slug, pk])}#point-{point_pk}")


def said_of(count: int) -> str:
    """What an answer did."""
    if not count:
        return _("The answer stands at the point.")
    return ngettext(
        "The answer stands at the point, and one comment has its outcome.",
        "The answer stands at the point, and %(count)s comments have their outcome.",
        count,
    ) % {"count": count}


@require_POST
def hide(request: MemberRequest, network_slug: str, pk: int, comment_pk: int) -> HttpResponse:
    """Show a comment to the other members no more, or again."""
    found = consultation_of(request, network_slug, pk, Permission.STEER)
    remark = get_object_or_404(Comment.objects.select_related("input"), consultation=found, pk=comment_pk)
    services.hide(remark, at=None if remark.hidden_at else timezone.now())
    anchor = f"point-{remark.input.point_id or 0}"
    return redirect(f"{reverse('voice:consultation_answers', args=[network_slug, pk])}#{anchor}")


# --- adopting --------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def adopt(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """What adopting does, what lacks, and the decision."""
    found = consultation_of(request, network_slug, pk, Permission.STEER)
    lacking = queries.lacking_answers(found)
    words = {"decision": _("%(title)s is adopted") % {"title": found.title}}
    form = AdoptForm(request.POST if request.method == "POST" else None, initial=words, lacks=bool(lacking))
    if form.is_valid():
        return adopted(request, found, form)
    points = found.points.filter(taken_out_at=None, starts_at__isnull=False)
    context = {
        "network": found.network,
        "consultation": found,
        "form": form,
        "lacking": lacking,
        "changes": [(change, in_words(change)) for change in not_shown_yet(found)],
        "meetings": points.select_related("format", "venue", "meeting"),
    }
    return render(request, "voice/consultation_adopt.html", context)


def adopted(request: MemberRequest, found: Consultation, form: AdoptForm) -> HttpResponse:
    words = Words(
        form.cleaned_data["decision"],
        form.cleaned_data["reason"],
        why=_("Adopted"),
        unanswered_because=form.cleaned_data.get("unanswered_because", ""),
    )
    try:
        version = adopting.adopt(found, words, by=request.user, at=timezone.now())
    except consultations.IsAdopted:
        messages.info(request, _("It is adopted and stands as it is."))
        return redirect("voice:consultation_answers", found.network.slug, found.pk)
    except adopting.NotShown:
        messages.error(request, _("Nobody has been asked about it yet."))
        return redirect("voice:consultations", found.network.slug)
    except adopting.LacksAnswers:  # a comment came meanwhile
        messages.error(request, _("A comment has come that has no answer yet."))
        return redirect("voice:consultation_adopt", found.network.slug, found.pk)
    messages.success(request, _("Adopted. The meetings stand in the programme as drafts, until they are published."))
    return redirect("voice:consultation_version", found.network.slug, found.pk, version.number)


@require_POST
def undo(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Take the adoption back while nothing of it is published."""
    found = consultation_of(request, network_slug, pk, Permission.STEER)
    try:
        adopting.undo(found, by=request.user, at=timezone.now())
        messages.success(request, _("The adoption is taken back, and the drafted meetings with it."))
    except adopting.CannotUndo:
        messages.error(
            request, _("Something of it is published already. Cancel or change the meetings one by one instead.")
        )
    return redirect("voice:consultation_answers", network_slug, pk)
