"""Behind the link in the mail: whoever looks after an entry says that it is right, changes it or closes it, without an account.

Opening it changes nothing, as programs that look mails through open every link.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mikrovirk.accounts.http import speak_to
from mikrovirk.accounts.models import User
from mikrovirk.landscape.forms.entries import EntryForm
from mikrovirk.landscape.models import Entry
from mikrovirk.landscape.queries.entries import keeping as queries
from mikrovirk.landscape.queries.entries import listing
from mikrovirk.landscape.services.entries import asking, writing

METHODS = ["GET", "HEAD", "POST"]


@login_not_required
@require_http_methods(METHODS)
def entry_link(request: HttpRequest, token: str) -> HttpResponse:
    """Is it still right? Yes with one press; or change it, or it is no more."""
    row = asking.entry_behind(token)
    if row is None:
        return over(request)
    greet(request, row)
    if request.method == "POST":
        answer(request, row)
        return redirect("landscape:entry_link", token)
    now = timezone.now()
    (found,) = listing.shown_of(listing.with_activity(Entry.objects.filter(pk=row.pk), now), now)
    context = {
        "entry": found,
        "row": row,
        "token": token,
        "is_confirmed": row.confirmed_at is not None
        and timezone.localdate(row.confirmed_at) == timezone.localdate(now),
        "undo": queries.can_be_undone(row, by_owner=True),
        "others": [(other, asking.link_of(other)) for other in queries.of_the_same_owner(row)],
    }
    return render(request, "landscape/entries/link.html", context)


def answer(request: HttpRequest, row: Entry) -> None:
    """What was pressed; raise Http404 for what is none of it."""
    what, now = request.POST.get("what"), timezone.now()
    if what == "confirm" and not row.closed_at:
        writing.confirm(row, at=now)
        messages.success(request, _("Thank you. We ask again in half a year."))
    elif what == "close":
        writing.close_entry(row, at=now)
        messages.success(request, _("Thank you for saying so. It is no longer in the list."))
    elif what == "reopen":
        writing.reopen_entry(row, at=now)
        messages.success(request, _("It stands in the list again."))
    elif what == "undo":
        if change := queries.can_be_undone(row, by_owner=True):
            writing.undo_change(change, at=now)
        messages.success(request, _("Undone: it reads as it did before."))
    else:
        raise Http404


@login_not_required
@require_http_methods(METHODS)
def change(request: HttpRequest, token: str) -> HttpResponse:
    """Change what stands there; what its owner writes is shown at once, and counts as confirmed."""
    row = asking.entry_behind(token)
    if row is None or row.closed_at:
        return over(request)
    greet(request, row)
    form = EntryForm(request.POST or None, entry=row)
    if request.method == "POST" and form.is_valid():
        writing.change_entry(row, at=timezone.now(), by_owner=True, **form.said())
        messages.success(request, _("Saved, thank you. This is how it reads now."))
        return redirect("landscape:entry_link", token)
    return render(request, "landscape/entries/link_change.html", {"form": form, "row": row, "token": token})


def greet(request: HttpRequest, row: Entry) -> None:
    owner = User.objects.filter(email=row.owner_email.lower()).first()
    if owner:
        speak_to(request, owner)


def over(request: HttpRequest) -> HttpResponse:
    return render(request, "landscape/entries/link_over.html", status=404)
