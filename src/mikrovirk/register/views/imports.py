"""The administrator's page of the register: its copies, bringing one in, how far that is, and what came of it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.register.forms.imports import ImportForm
from mikrovirk.register.models import ImportRun
from mikrovirk.register.queries import copies, runs
from mikrovirk.register.reasons import say, say_whole
from mikrovirk.register.services import asking, swapping

RUNS_SHOWN = 20


def only_administrators(request: MemberRequest) -> None:
    """Raise Http404 for everybody else."""
    if not request.user.is_administrator:
        raise Http404


def imports(request: MemberRequest) -> HttpResponse:
    """The copies there are, what is being read, and the form to bring in more."""
    only_administrators(request)
    brought = runs.brought_files()
    form = ImportForm(request.POST or None, request.FILES or None, brought=brought)
    if request.method == "POST" and form.is_valid():
        if (run := asked(request, form)) is not None:
            return redirect("register:import", run.pk)
        form.add_error(None, _("Another import is at work. Wait until it has ended, or stop it."))
    counting = copies.which_count()
    context = {
        "form": form,
        "brought": brought,
        "copies": [
            {"copy": copy, "counts": counting.get(copy.country) == copy.name, "units": copy.counts["unit"]}
            for copy in copies.copies()
        ],
        "runs": runs.runs()[:RUNS_SHOWN],
        "folder": "register/incoming",
    }
    return render(request, "register/imports.html", context, status=422 if form.errors else 200)


def asked(request: MemberRequest, form: ImportForm) -> ImportRun | None:
    """Keep what was sent and ask for it to be read; None while another import runs."""
    if runs.running().exists():
        return None
    sent = asking.bring(form.cleaned_data["sent"])
    names = dict.fromkeys([*form.cleaned_data.get("ready", ()), *sent])
    try:
        return asking.ask(
            files=[name for name in names if not name.endswith(".toml")],
            source=form.cleaned_data["source"],
            mapping=form.cleaned_data["mapping"],
            as_of=form.cleaned_data["as_of"],
            by=request.user,
            at=timezone.now(),
        )
    except asking.AlreadyAsked:
        return None


@require_safe
def one_import(request: MemberRequest, pk: int) -> HttpResponse:
    """How far an import is, and what came of it; the piece that is fetched again while it runs."""
    only_administrators(request)
    run = get_object_or_404(runs.runs(), pk=pk)
    context = {
        "run": run,
        "why": say_whole(run.reason, run.detail) if run.reason else "",
        "reasons": [(say(reason), count) for reason, count in sorted(run.reasons.items())],
        "warned": [(say(reason), count) for reason, count in sorted(run.warned.items())],
        "set_aside": [{**each, "words": say_whole(each["reason"], each["detail"])} for each in run.set_aside],
        "percent": 100 * run.bytes_done // run.bytes_total if run.bytes_total else 0,
        "megabytes": round(run.bytes_done / 1e6),
        "total": round(run.bytes_total / 1e6),
        "rate": round(run.bytes_done / run.seconds / 1e6) if run.seconds else 0,
        "seconds": round(run.seconds, 1),
        "minutes_left": None if run.seconds_left is None else 1 + int(run.seconds_left) // 60,
    }
    whole = not request.headers.get("HX-Request")
    return render(request, "register/import.html" if whole else "register/_import.html", context)


@require_POST
def stop_import(request: MemberRequest, pk: int) -> HttpResponse:
    """Stop it; what is finished is kept."""
    only_administrators(request)
    run = get_object_or_404(ImportRun, pk=pk)
    if asking.stop(run, at=timezone.now()):
        messages.success(request, _("The import is stopped. Nothing was changed."))
    return redirect("register:import", pk)


@require_POST
def import_again(request: MemberRequest, pk: int) -> HttpResponse:
    """Read the same files again: from where it stopped."""
    only_administrators(request)
    run = get_object_or_404(ImportRun, pk=pk)
    try:
        again = asking.ask_again(run, by=request.user, at=timezone.now())
    except asking.AlreadyAsked:
        messages.error(request, _("Another import is at work. Wait until it has ended, or stop it."))
        return redirect("register:import", pk)
    return redirect("register:import", again.pk)


def copy_of(name: str) -> copies.Copy:
    """The copy of that name; Http404 where there is none."""
    for copy in copies.copies():
        if copy.name == name:
            return copy
    raise Http404


@require_POST
def use_copy(request: MemberRequest, name: str) -> HttpResponse:
    """Let another copy count."""
    only_administrators(request)
    copy = copy_of(name)
    swapping.let_count(copy)
    messages.success(request, _("The figures are of this copy from now on."))
    return redirect("register:imports")


@require_POST
def throw_copy_away(request: MemberRequest, name: str) -> HttpResponse:
    """Remove a copy that does not count."""
    only_administrators(request)
    try:
        swapping.throw_away(copy_of(name))
        messages.success(request, _("The copy is removed."))
    except swapping.CopyInUse:
        messages.error(request, _("The figures are of this copy. Let another one count first."))
    return redirect("register:imports")


@require_POST
def throw_file_away(request: MemberRequest) -> HttpResponse:
    """Remove a file that was brought."""
    only_administrators(request)
    asking.throw_file_away(request.POST.get("name", ""))
    messages.success(request, _("The file is removed."))
    return redirect("register:imports")
