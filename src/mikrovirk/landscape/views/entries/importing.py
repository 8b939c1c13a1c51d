"""A list of networks and offers from a spreadsheet: seen before anything is written, and undone in one go."""

import dataclasses
from datetime import datetime

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.directory.domain.member_lists import problem_text
from mikrovirk.directory.domain.member_lists.results import UnreadableFile
from mikrovirk.landscape.domain.entry_lists import Found, Trouble, read_list
from mikrovirk.landscape.forms.entry_list import ListForm
from mikrovirk.landscape.services.entries import importing
from mikrovirk.landscape.views.entries.asking import title_of
from mikrovirk.landscape.views.entries.keeping import kept_code, network_there

SALT = "mikrovirk.landscape.entry_list"
HOUR = 3600  # seconds: so long a preview can be carried out


@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: MemberRequest, code: str) -> HttpResponse:
    """Choose the file, see what would come of it, and say yes."""
    kept_code(request, code)
    if "rows" in request.POST:
        return carry_out(request, code)
    form = ListForm(request.POST, request.FILES) if request.method == "POST" else ListForm()
    context = {"code": code, "title": title_of(code), "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            rows = read_list(form.cleaned_data["file"].read())
        except UnreadableFile as error:
            form.add_error("file", problem_text(error.problem.code, get_language() or "da"))
        else:
            return render(request, "landscape/entries/import_preview.html", context | preview(rows, code))
    return render(request, "landscape/entries/import.html", context)


def preview(rows: list[Found], code: str) -> dict[str, object]:
    """What would come of the file: new ones, those that are filled in, those that stay, and what is set aside and why."""
    planned = importing.plan(rows, code)
    words = {
        Trouble.NO_NAME: _("no name"),
        Trouble.TWICE: _("stands there twice"),
        Trouble.CPR: _("holds a CPR number"),
    }
    return {
        "new": [each for each in planned if each.entry is None],
        "filled": [each for each in planned if each.entry is not None and not each.is_same],
        "same": [each for each in planned if each.is_same],
        "aside": [(row.number, row.name, words[Trouble(row.trouble)]) for row in rows if row.trouble],
        "rows": signing.dumps([dataclasses.astuple(each.found) for each in planned], salt=SALT, compress=True),
    }


def carry_out(request: MemberRequest, code: str) -> HttpResponse:
    """Write what the preview showed; it is worked out anew, as something may have changed meanwhile."""
    try:
        rows = signing.loads(request.POST["rows"], salt=SALT, max_age=HOUR)
    except signing.BadSignature:
        messages.warning(request, _("That preview is too old. Choose the file again."))
        return redirect("landscape:entries_import", code)
    found = [Found(number, values, trouble) for number, values, trouble in rows]
    at = timezone.now()
    count = importing.bring_in(found, code=code, by=request.user, at=at, asking_network=network_there(request, code))
    said = ngettext("%(count)s entry is written in.", "%(count)s entries are written in.", count)
    messages.success(request, said % {"count": count})
    return redirect(f"{reverse('landscape:entries_keep', args=[code])}?{urlencode({'brought': at.isoformat()})}")


@require_POST
def undo(request: MemberRequest, code: str) -> HttpResponse:
    """Take out again what the reader brought in at that moment."""
    kept_code(request, code)
    try:
        brought_at = datetime.fromisoformat(request.POST.get("brought", ""))
    except ValueError:
        raise Http404 from None
    if brought_at.tzinfo is None:
        raise Http404
    count = importing.undo_import(code=code, by=request.user, brought_at=brought_at, at=timezone.now())
    said = ngettext("%(count)s entry is as it was before.", "%(count)s entries are as they were before.", count)
    messages.success(request, said % {"count": count})
    return redirect("landscape:entries_keep", code)
