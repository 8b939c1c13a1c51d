"""The accessibility statement: the public page, and the administrator's help with writing it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.home.accessibility import words
from mikrovirk.home.accessibility.facts import of_plain
from mikrovirk.home.accessibility.forms import GapForms, StatementForm, initial_of, statement_of
from mikrovirk.networks import queries as network_queries
from mikrovirk.networks import services as network_services


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The statement as it stands; what the product knows of itself where nobody has written one."""
    shown = of_plain(network_queries.installation().accessibility)
    context = {
        "statement": shown,
        "site": request.build_absolute_uri("/"),
        "status": words.STATUSES[shown.status],
        "sections": list(words.sections(shown)),
        "how_tested": words.how_tested(shown),
        "tested_line": words.tested_line(shown),
        "act": words.ACT,
        "supervisor": words.SUPERVISOR,
    }
    return render(request, "home/accessibility.html", context)


@login_not_required
@require_safe
def registered(request: HttpRequest) -> HttpResponse:
    """The short address the act asks for: to the statement in WAS-Tool, or to ours where there is none."""
    kept = of_plain(network_queries.installation().accessibility)
    return redirect(kept.tool_url or "home:accessibility")


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: MemberRequest) -> HttpResponse:
    """What the statement is made of. An empty line takes a gap out; two more lines stand there each time."""
    if not request.user.is_administrator:
        raise Http404
    before = of_plain(network_queries.installation().accessibility)
    facts, gaps = initial_of(before)
    form = StatementForm(request.POST or None, initial=facts)
    rows = GapForms(request.POST or None, initial=gaps, prefix="gap")
    today = timezone.localdate()
    if request.method == "POST" and form.is_valid() and rows.is_valid():
        after = statement_of(form, rows, before=before, today=today)
        network_services.change_accessibility(after.as_plain())
        messages.success(request, _("The statement is saved and stands on the public page."))
        return redirect("home:accessibility_here")
    context = {"form": form, "rows": rows, "statement": before, "lacks": words.lacks(before, today)}
    return render(
        request, "home/accessibility_write.html", context, status=422 if form.errors or any(rows.errors) else 200
    )
