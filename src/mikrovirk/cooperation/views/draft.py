"""The draft, written together: begin it, set who has which part, tasks up and down, comments."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest, back
from mikrovirk.cooperation.change_words import in_words
from mikrovirk.cooperation.domain.roles import changes
from mikrovirk.cooperation.forms.roles import BeginForm, CommentForm, TaskForm
from mikrovirk.cooperation.models import Part, Version
from mikrovirk.cooperation.queries import agreements as queries
from mikrovirk.cooperation.queries.roles import comment_counts, draft_of, matrix_of
from mikrovirk.cooperation.services import agreements as services
from mikrovirk.cooperation.services import drafting
from mikrovirk.cooperation.standard_tasks import SUGGESTED
from mikrovirk.cooperation.views.where import Where, inside, known, task_in
from mikrovirk.networks.models import Network
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import keeping_of, networks_for
from mikrovirk.register.domain.municipalities import named


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: MemberRequest, code: str) -> HttpResponse:
    """Begin the draft with the usual tasks and with the parties that are there."""
    if not queries.may_begin(request.user, known(code)):
        raise Http404
    if queries.agreement_of(code):
        return redirect("cooperation:roles_draft", code)
    codes = sorted({code, *keeping_of(request.user).codes})
    form = BeginForm(request.POST or None, codes=codes, initial={"codes": [code]})
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["codes"]
        try:
            services.begin(
                chosen,
                tasks=[(str(task.group), str(task.title), str(task.about)) for task in SUGGESTED],
                parties=services.usual_parties(chosen),
                network=mails_network(request, chosen),
                by=request.user,
                at=timezone.now(),
            )
        except services.HasOne:
            form.add_error("codes", _("One of these municipalities has a division of roles already."))
        else:
            messages.success(request, _("The draft is begun. Change, take out and add what you like."))
            return redirect("cooperation:roles_draft", chosen[0])
    context = {"code": code, "municipality": named(code), "form": form, "several": len(codes) > 1}
    return render(request, "cooperation/draft/begin.html", context)


def mails_network(request: MemberRequest, codes: list[str]) -> Network | None:
    """The reader's own network there, else the first that is open: its coordinator approves the mails to the parties."""
    own = networks_for(request.user, needs=Permission.SEND_MAIL).filter(municipality_code__in=codes).first()
    return own or Network.objects.filter(municipality_code__in=codes, is_open=True).first()


@require_safe
def draft(request: MemberRequest, code: str) -> HttpResponse:
    """The matrix as it is being written, with what is wrong and what is said about it."""
    return render(request, "cooperation/draft/draft.html", page_of(inside(request, code)))


def page_of(where: Where) -> dict[str, Any]:
    """What the page of the draft shows."""
    content = draft_of(where.agreement)
    in_force = queries.version_in(where.agreement, Version.State.FORCE)
    out = queries.version_in(where.agreement, Version.State.OUT)
    compared = out or in_force
    found = changes(queries.content_of(compared), content) if compared else ()
    return {
        "code": where.code,
        "place": where.place,
        "agreement": where.agreement,
        "standing": where.standing,
        "matrix": matrix_of(content, comment_counts(where.agreement)),
        "kinds": Part.Kind.choices,
        "in_force": in_force,
        "out": out,
        "compared": compared,
        "changes": [in_words(each) for each in found],
        "comments": where.agreement.comments.filter(task=None).select_related("party__organisation", "party__network"),
        "removed_tasks": where.agreement.tasks.filter(removed_at__isnull=False),
        "form": CommentForm(),
    }


@require_POST
def parts(request: MemberRequest, code: str, pk: int) -> HttpResponse:
    """Who has which part in one task: one choice at a time as one makes it, or the whole row with its button."""
    where = inside(request, code, edits=True)
    task = task_in(where, pk)
    for party in queries.parties_of(where.agreement):
        kind = request.POST.get(f"part-{party.pk}")
        if kind is not None and kind in ("", *Part.Kind.values):
            drafting.set_part(task, party, kind)
    if not request.headers.get("HX-Request"):
        messages.success(request, _("Saved: %(task)s") % {"task": task.title})
        return redirect(reverse("cooperation:roles_draft", args=[code]) + f"#task-{pk}")
    context = page_of(where)
    row = next(row for row in context["matrix"].rows if row.task.key == pk)
    return render(request, "cooperation/draft/_row_changed.html", context | {"row": row})


@require_http_methods(["GET", "HEAD", "POST"])
def task_new(request: MemberRequest, code: str) -> HttpResponse:
    where = inside(request, code, edits=True)
    form = TaskForm(request.POST or None, initial={"group": request.GET.get("group", "")[:80]})
    if request.method == "POST" and form.is_valid():
        task = drafting.add_task(where.agreement, **form.cleaned_data)
        messages.success(request, _("The task is added."))
        return redirect(reverse("cooperation:roles_draft", args=[code]) + f"#task-{task.pk}")
    return render(request, "cooperation/draft/task_edit.html", edit_page(where, form))


@require_http_methods(["GET", "HEAD", "POST"])
def task_edit(request: MemberRequest, code: str, pk: int) -> HttpResponse:
    where = inside(request, code, edits=True)
    task = task_in(where, pk)
    first = {"title": task.title, "group": task.group, "about": task.about}
    form = TaskForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        drafting.change_task(task, **form.cleaned_data)
        messages.success(request, _("The task is changed in the draft. What was agreed stays until the next version."))
        return redirect("cooperation:task", code, pk)
    return render(request, "cooperation/draft/task_edit.html", edit_page(where, form) | {"task": task})


def edit_page(where: Where, form: TaskForm) -> dict[str, Any]:
    groups = dict.fromkeys(where.agreement.tasks.filter(removed_at=None).values_list("group", flat=True))
    return {"code": where.code, "place": where.place, "form": form, "groups": [group for group in groups if group]}


@require_POST
def task_step(request: MemberRequest, code: str, pk: int) -> HttpResponse:
    """Up, down, out of the draft, or back into it."""
    where = inside(request, code, edits=True)
    match request.POST.get("do"):
        case "up" | "down" as way:
            drafting.move_task(task_in(where, pk), up=way == "up")
            return redirect(reverse("cooperation:roles_draft", args=[code]) + f"#task-{pk}")
        case "remove":
            drafting.remove_task(task_in(where, pk), at=timezone.now())
            messages.success(request, _("The task is out of the draft. At the bottom of the page you can put it back."))
        case "put-back":
            drafting.put_back_task(task_in(where, pk, removed=True))
            messages.success(request, _("The task is back with its parts."))
        case _:
            raise Http404
    return redirect("cooperation:roles_draft", code)


@require_POST
def comment(request: MemberRequest, code: str) -> HttpResponse:
    """Say something about a task, or about the whole draft."""
    where = inside(request, code)
    form = CommentForm(request.POST)
    task = task_in(where, int(key)) if (key := request.POST.get("task", "")).isdecimal() else None
    if form.is_valid():
        party = where.standing.parties[0] if where.standing.parties else None
        drafting.comment(
            where.agreement,
            task=task,
            text=form.cleaned_data["text"],
            name=request.user.full_name,
            party=party,
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("The comment stands there for the other parties."))
    else:
        messages.error(request, _("Write the comment first."))
    if task:
        return redirect(reverse("cooperation:task", args=[code, task.pk]) + "#comments")
    return redirect(reverse("cooperation:roles_draft", args=[code]) + "#comments")


@require_POST
def comment_settle(request: MemberRequest, code: str, pk: int) -> HttpResponse:
    """A comment is dealt with, or open again."""
    where = inside(request, code, edits=True)
    found = get_object_or_404(where.agreement.comments, pk=pk)
    drafting.settle_comment(found, at=None if found.settled_at else timezone.now())
    return back(request, "cooperation:roles_draft", code)
