"""The local mailbox, where an installation without a mail server keeps what would have left.

In the example region anybody may read it; elsewhere only whoever looks after the installation. With a mail server set up
there is none.
"""

from collections.abc import Callable
from functools import wraps

from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin

from mikrovirk.mailing import mailbox as copies
from mikrovirk.mailing.models import MailboxCopy

PAGE = 30
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
        if settings.SMTP or not (settings.DEMO or administers):
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
    copy = get_object_or_404(MailboxCopy, pk=pk)
    return render(request, "mailing/mailbox_mail.html", {"copy": copy, "mail": copies.read(copy)})


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
