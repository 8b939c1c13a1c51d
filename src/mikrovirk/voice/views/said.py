"""What somebody said and what came of it: for members on their own pages, for anonymous authors by the receipt."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.voice.forms.stream import ReceiptWordForm
from mikrovirk.voice.models import Input
from mikrovirk.voice.queries import own_data as queries
from mikrovirk.voice.services import erasing, receipts

PAGE = 30


@require_safe
def said(request: MemberRequest) -> HttpResponse:
    """All that the reader said under their name, newest first."""
    page = Paginator(queries.said_by(request.user), PAGE).get_page(request.GET.get("page"))
    return render(request, "voice/said.html", {"page": page})


@require_POST
def said_erase(request: MemberRequest, pk: int) -> HttpResponse:
    """One thing is gone."""
    row = get_object_or_404(queries.said_by(request.user), pk=pk)
    erasing.erase_input(row, at=timezone.now())
    messages.success(request, _("What you wrote is erased."))
    return redirect("voice:said")


# --- by the receipt ---------------------------------------------------------------------------------------------------


def row_of(receipt: str) -> Input:
    row = queries.by_receipt(receipt)
    if row is None:
        raise Http404
    return row


def hidden(response: HttpResponse) -> HttpResponse:
    """No search engine keeps it, and (as everywhere) no other site learns the address."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def receipt_page(request: HttpRequest, row: Input, form: ReceiptWordForm | None = None) -> HttpResponse:
    context = {"row": row, "network": row.network, "form": form or ReceiptWordForm()}
    return hidden(render(request, "voice/receipt.html", context, status=422 if form else 200))


@never_cache
@login_not_required
@require_safe
def receipt(request: HttpRequest, receipt: str) -> HttpResponse:
    """What came of something that was said anonymously: whoever has the receipt may read it, and nobody is asked who."""
    return receipt_page(request, row_of(receipt))


@never_cache
@login_not_required
@require_POST
def receipt_word(request: HttpRequest, receipt: str) -> HttpResponse:
    """A word more, still without a name."""
    row = row_of(receipt)
    if row.erased_at:
        raise Http404
    form = ReceiptWordForm(request.POST)
    if not form.is_valid():
        return receipt_page(request, row, form)
    try:
        receipts.add_word(row, form.cleaned_data["text"], at=timezone.now())
    except receipts.TooManyWords:
        form.add_error("text", _("You have added as many words as we can keep here. Write the coordinator instead."))
        return receipt_page(request, row, form)
    messages.success(request, _("Thank you. The steering group will read it."))
    return hidden(redirect("voice:receipt", receipt))


@never_cache
@login_not_required
@require_POST
def receipt_erase(request: HttpRequest, receipt: str) -> HttpResponse:
    """What was said is gone."""
    row = row_of(receipt)
    if not row.erased_at:
        erasing.erase_input(row, at=timezone.now())
    return hidden(redirect("voice:receipt", receipt))
