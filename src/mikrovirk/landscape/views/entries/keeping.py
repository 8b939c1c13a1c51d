"""The register for those who keep it: what stands in it, how sure it is, and what is done with an entry."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.accounts.models import User
from mikrovirk.landscape.forms.entries import KeptEntryForm
from mikrovirk.landscape.models import Entry
from mikrovirk.landscape.queries.entries import keeping as queries
from mikrovirk.landscape.queries.entries import listing
from mikrovirk.landscape.services.entries import asking, writing
from mikrovirk.landscape.views.entries.asking import title_of
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import keeping_of, networks_for
from mikrovirk.register.domain.municipalities import MUNICIPALITIES

LOG_SHOWN = 20


def kept_code(request: MemberRequest, code: str) -> str:
    """The municipality, if the reader keeps its register; raise Http404."""
    if code not in MUNICIPALITIES or code not in keeping_of(request.user):
        raise Http404
    return code


def codes_to_choose(request: MemberRequest, code: str, entry: Entry | None = None) -> list[str]:
    """The municipalities one can tick: those with a network or an entry, as a neighbour's offer may count here too."""
    theirs = writing.codes_of(entry) if entry else []
    return sorted({code, *keeping_of(request.user).codes, *listing.municipalities(), *theirs})


@require_safe
def entries(request: MemberRequest, code: str) -> HttpResponse:
    """What stands in the register, closed and removed ones too; 30 a page."""
    kept_code(request, code)
    state = request.GET.get("state", "all")
    if state not in queries.STATES:
        raise Http404
    now = timezone.now()
    rows = listing.with_activity(queries.kept_in(code, state, now), now)
    page = Paginator(rows, listing.PER_PAGE).get_page(request.GET.get("page"))
    counts, here = queries.counts_in(code, now), reverse("landscape:entries_keep", args=[code])
    labels = (_("All"), _("To be asked after"), _("Closed"), _("Taken out"))
    tabs = [
        {"label": label, "url": f"{here}?state={each}", "count": counts[each], "current": each == state}
        for each, label in zip(queries.STATES, labels, strict=True)
    ]
    context = {
        "code": code,
        "title": title_of(code),
        "page": page,
        "entries": listing.shown_of(page, now),
        "tabs": tabs,
        "state": state,
        "brought": request.GET.get("brought", "")[:40],  # a list just came in: it can be taken out again
    }
    return render(request, "landscape/entries/keep.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest, code: str) -> HttpResponse:
    """Write something in; whoever looks after it is asked by mail whether it is right."""
    kept_code(request, code)
    codes = codes_to_choose(request, code)
    form = KeptEntryForm(
        request.POST or None, codes=codes, feeds=queries.feeds_to_choose(codes), initial={"codes": [code]}
    )
    if request.method == "POST" and form.is_valid() and not is_there(form):
        entry = writing.add_entry(
            by=request.user, at=timezone.now(), asking_network=network_there(request, code), **form.said()
        )
        messages.success(request, said_of_new(entry))
        return redirect("landscape:entry_keep", code, entry.pk)
    return render(request, "landscape/entries/edit.html", {"form": form, "code": code, "title": title_of(code)})


def is_there(form: KeptEntryForm, entry: Entry | None = None) -> bool:
    """Whether another entry of that name stands there already; said beside the field."""
    name = form.cleaned_data.get("name")
    same = Entry.objects.filter(
        name__iexact=name, areas__municipality_code__in=form.cleaned_data["codes"], removed_at=None
    )
    if entry is not None:
        same = same.exclude(pk=entry.pk)
    if not name or not same.exists():
        return False
    form.add_error("name", _("Something of that name stands in the register already."))
    return True


def network_there(request: MemberRequest, code: str) -> Any:
    return queries.network_that_asks(code, networks_for(request.user, needs=Permission.SEND_MAIL))


def said_of_new(entry: Entry) -> str:
    """What happens next."""
    if entry.owner_email and entry.asking_network:
        said = _(
            "“%(name)s” stands in the register. A mail to whoever looks after it waits for approval in %(network)s."
        )
        return said % {"name": entry.name, "network": entry.asking_network.name}
    return _("“%(name)s” stands in the register.") % {"name": entry.name}


def kept_entry(request: MemberRequest, code: str, pk: int) -> Entry:
    kept_code(request, code)
    rows = queries.entries_for(request.user).select_related("network", "feed", "asking_network")
    return get_object_or_404(rows, areas__municipality_code=code, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: MemberRequest, code: str, pk: int) -> HttpResponse:
    """One entry: change it, and see what was done with it and by whom."""
    row = kept_entry(request, code, pk)
    codes = codes_to_choose(request, code, row)
    form = KeptEntryForm(request.POST or None, codes=codes, feeds=queries.feeds_to_choose(codes), entry=row)
    if request.method == "POST" and form.is_valid() and not is_there(form, row):
        changed = writing.change_entry(row, at=timezone.now(), by=request.user, **form.said())
        messages.success(request, _("Saved.") if changed else _("Nothing was changed."))
        if code not in form.cleaned_data["codes"]:
            return redirect("landscape:entries_keep", code)
        return redirect("landscape:entry_keep", code, pk)
    return render(request, "landscape/entries/edit.html", about(request, code, row) | {"form": form})


def about(request: MemberRequest, code: str, row: Entry) -> dict[str, Any]:
    now = timezone.now()
    (found,) = listing.shown_of(
        listing.with_activity(Entry.objects.filter(pk=row.pk), now).select_related("asking_network"), now
    )
    is_asked = bool(row.owner_email and row.asking_network and not row.network_id and not row.removed_at)
    return {
        "code": code,
        "title": title_of(code),
        "row": row,
        "entry": found,
        "log": list(queries.log_of(row)[:LOG_SHOWN]),
        "undo": queries.can_be_undone(row),
        "link": asking.link_of(row) if row.owner_email and not row.network_id and not row.removed_at else "",
        "may_ask": is_asked and not row.closed_at and asking.may_be_asked(row, now),
    }


@require_POST
def do(request: MemberRequest, code: str, pk: int) -> HttpResponse:
    """Take it out, put it back, close it, open it again, ask its owner, or undo the latest change."""
    row = kept_entry(request, code, pk)
    wanted = request.POST.get("what", "")
    act = ACTS.get(wanted)
    if act is None or (row.network_id and wanted not in OF_OUR_OWN):
        raise Http404
    messages.success(request, act(row, request.user, timezone.now()))
    return redirect("landscape:entry_keep", code, pk)


Act = Callable[[Entry, User, datetime], str]


def take_out(row: Entry, by: User, at: datetime) -> str:
    writing.remove_entry(row, at=at, by=by)
    return _("It is taken out of the register. You can put it back here.")


def put_back(row: Entry, by: User, at: datetime) -> str:
    writing.put_entry_back(row, at=at, by=by)
    return _("It stands in the register again.")


def close(row: Entry, by: User, at: datetime) -> str:
    writing.close_entry(row, at=at, by=by)
    return _("It is closed and no longer in the list. You can open it again here.")


def reopen(row: Entry, by: User, at: datetime) -> str:
    writing.reopen_entry(row, at=at, by=by)
    return _("It stands in the register again.")


def ask(row: Entry, by: User, at: datetime) -> str:
    mailing = asking.ask_one(row, at=at)
    if mailing is None or mailing.network is None:
        return _("Nobody is asked: they were asked a few days ago, or we do not know whom to ask.")
    return _("The mail waits for approval in %(network)s.") % {"network": mailing.network.name}


def undo(row: Entry, by: User, at: datetime) -> str:
    if change := queries.can_be_undone(row):
        writing.undo_change(change, at=at)
    return _("Undone: it reads as it did before.")


ACTS: dict[str, Act] = {
    "remove": take_out,
    "put_back": put_back,
    "close": close,
    "reopen": reopen,
    "ask": ask,
    "undo": undo,
}
OF_OUR_OWN = {"put_back", "undo"}  # a network of ours stands there while it is open, whoever keeps the register
