"""The local mailbox, where an installation without a mail server keeps what would have left.

In the example region anybody may read it; elsewhere only whoever looks after the installation. With a mail server set up
there is none.
"""

from collections.abc import Callable
from functools import wraps

from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST

from mikrovirk.mailing import mailbox as copies
from mikrovirk.mailing.forms import AnswerForm
from mikrovirk.mailing.models import MailboxCopy
from mikrovirk.mailing.services import trying_out
from mikrovirk.networks.queries import is_example

PAGE = 30
CALENDAR_ANSWERS = (
    ("ACCEPTED", gettext_lazy("Yes")),
    ("TENTATIVE", gettext_lazy("Perhaps")),
    ("DECLINED", gettext_lazy("No")),
)
View = Callable[..., HttpResponseBase]
# A mail is a stranger's page: it may style itself and nothing else.
MAIL_POLICY = {
    "default-src": [NONE],
    "style-src": ["'unsafe-inline'"],
    "frame-ancestors": [SELF],
    "base-uri": [NONE],
    "form-action": [NONE],
    "sandbox": ["allow-popups", "allow-popups-to-escape-sandbox"],
}


def for_readers(view: View) -> View:
    """Only where there is a mailbox, and only for those who may read it."""

    @wraps(view)
    def checked(request: HttpRequest, *arguments: object, **words: object) -> HttpResponseBase:
        administers = request.user.is_authenticated and request.user.is_administrator
        if settings.SMTP or not (administers or is_example()):
            raise Http404
        return view(request, *arguments, **words)

    readable: View = login_not_required(never_cache(checked))
    return readable


@for_readers
def mailbox(request: HttpRequest) -> HttpResponse:
    """Whom mails went to, and the mails of one of them or of all."""
    to = request.GET.get("to", "").strip()
    sought = request.GET.get("q", "").strip()
    found = copies.copies(to=to, sought=sought)
    page = {
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "readers": copies.readers(sought=sought) if not to else [],
        "to": to,
        "sought": sought,
    }
    return render(request, "mailing/mailbox.html", page)


@for_readers
def mailbox_mail(request: HttpRequest, pk: int) -> HttpResponse:
    """One mail as its reader would see it, with what the mail program is told besides."""
    return one_mail(request, get_object_or_404(MailboxCopy, pk=pk), AnswerForm())


def one_mail(request: HttpRequest, copy: MailboxCopy, form: AnswerForm) -> HttpResponse:
    page = {
        "copy": copy,
        "mail": copies.read(copy),
        "can_answer": copy.message_id is not None and is_example(),
        "answers": CALENDAR_ANSWERS,
        "form": form,
    }
    return render(request, "mailing/mailbox_mail.html", page, status=422 if form.is_bound else 200)


@require_POST
@for_readers
def mailbox_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a mail of the example region as its reader would: by a reply, or by a button of the calendar."""
    if not is_example():
        raise Http404
    copy = get_object_or_404(MailboxCopy, pk=pk, message__isnull=False)
    pressed, form = request.POST.get("calendar", ""), AnswerForm(request.POST)
    if pressed in trying_out.PARTSTATS:
        trying_out.answer_in_calendar(copy, pressed, at=timezone.now())
    elif form.is_valid():
        trying_out.reply(copy, form.cleaned_data["text"], at=timezone.now())
    else:
        return one_mail(request, copy, form)
    messages.success(request, _("The answer is sent. Within a minute it is where it belongs."))
    return redirect("mailing:mailbox_mail", pk)


@for_readers
@xframe_options_sameorigin
@csp_replace(MAIL_POLICY)  # type: ignore[arg-type]  # its types know no further arguments
def mailbox_html(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The HTML of a mail, for the frame on its page."""
    mail = copies.read(get_object_or_404(MailboxCopy, pk=pk))
    if not mail.html:
        raise Http404
    # Links open beside the mailbox, not inside the little frame.
    return HttpResponse(mail.html.replace("<head>", '<head><base target="_blank">', 1))
