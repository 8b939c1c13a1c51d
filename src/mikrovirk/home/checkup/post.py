"""Mails: do they leave, do they arrive, and does the world believe who sends them."""

import smtplib
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mikrovirk.accounts.models import User
from mikrovirk.home.checkup.findings import Finding, fine, watch, wrong
from mikrovirk.home.checkup.names import NoAnswer, texts_of
from mikrovirk.mailing.queries import working

SLOW = timedelta(minutes=15)
LATELY = timedelta(days=30)
MANY = 0.05  # of the mails sent
SECONDS = 10
SELECTORS = ("default", "mail", "dkim", "s1", "s2", "k1", "selector1", "selector2", "google")


def worker(now: datetime) -> Iterator[Finding]:
    found = working.alive(now=now)
    if not found:
        yield wrong(
            "worker",
            _("The worker is not running: no mail leaves, and nothing happens by the clock."),
            _("Start it: systemctl start mikrovirk-worker, or mikrovirk worker."),
        )
    elif found[0].trouble:
        yield wrong(
            "worker",
            _("The worker runs and cannot send: %(why)s") % {"why": found[0].trouble},
            _("Look at MIKROVIRK_SMTP_URL, and ask whoever runs the mail server."),
        )
    else:
        yield fine("worker", _("The worker is running."))


def queue(now: datetime) -> Iterator[Finding]:
    status = working.outbox_status(now=now)
    waited = now - status.oldest_due_at if status.oldest_due_at else timedelta(0)
    if waited > SLOW:
        yield wrong(
            "queue",
            ngettext(
                "One mail should have left and waits.",
                "%(count)d mails should have left and wait.",
                status.waiting_count,
            )
            % {"count": status.waiting_count}
            + " "
            + _("The oldest has waited for %(minutes)d minutes.") % {"minutes": waited.total_seconds() // 60},
            _("See whether the worker runs, and what it says."),
        )
    else:
        yield fine("queue", _("No mail waits longer than it should."))


def bounces(now: datetime) -> Iterator[Finding]:
    status = working.outbox_status(now=now)
    bounced = User.objects.filter(bounced_at__gte=now - LATELY).count()
    failed = bounced + status.failed_count
    says = _("In the last 30 days %(sent)d mails were sent, and %(failed)d could not be delivered.") % {
        "sent": status.sent_count,
        "failed": failed,
    }
    if failed > MANY * max(status.sent_count, 20):
        yield watch(
            "bounces",
            says,
            _("Each coordinator sees the addresses that do not work among the mails, and mends them there."),
        )
    else:
        yield fine("bounces", says)


def way_out(now: datetime) -> Iterator[Finding]:
    if settings.SMTP:
        yield fine("smtp", _("Mails leave by %(host)s.") % {"host": settings.SMTP["host"]})
    elif not settings.DEMO:
        yield wrong(
            "smtp",
            _("No mail server is set: mails stay on the mailbox page."),
            _("Set MIKROVIRK_SMTP_URL to your mail server's address."),
        )


def server_answers(now: datetime) -> Iterator[Finding]:
    """The mail server takes a connection and the password; nothing is sent."""
    if not settings.SMTP:
        return
    told = settings.SMTP
    make = smtplib.SMTP_SSL if told["use_ssl"] else smtplib.SMTP
    try:
        with make(told["host"], told["port"], timeout=SECONDS) as server:
            if told["use_tls"]:
                server.starttls()
            if told["username"]:
                server.login(told["username"], told["password"])
    except (OSError, smtplib.SMTPException) as error:
        yield wrong(
            "smtp_answers",
            _("The mail server %(host)s does not let us in: %(why)s") % {"host": told["host"], "why": error},
            _("Look at the address, the port and the password in MIKROVIRK_SMTP_URL."),
        )
    else:
        yield fine("smtp_answers", _("The mail server lets us in."))


def sender_is_believed(now: datetime) -> Iterator[Finding]:
    """SPF (RFC 7208), DKIM (RFC 6376) and DMARC (RFC 7489) of the domain in MIKROVIRK_FROM."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    if not settings.SMTP or domain.endswith((".example", "localhost")):
        return
    try:
        yield spf(domain)
        yield dkim(domain)
        yield dmarc(domain)
    except NoAnswer as error:
        yield watch(
            "dns",
            _("The name servers of %(domain)s could not be asked: %(why)s") % {"domain": domain, "why": error},
            _("Try again in a while."),
        )


def spf(domain: str) -> Finding:
    records = [text for text in texts_of(domain) if text.lower().startswith("v=spf1")]
    if len(records) == 1 and not records[0].rstrip().lower().endswith("+all"):
        return fine("spf", _("%(domain)s says which servers may send its mails (SPF).") % {"domain": domain})
    if len(records) > 1:
        says = _("%(domain)s has several SPF records, so none of them counts.") % {"domain": domain}
    else:
        says = _("%(domain)s does not say which servers may send its mails (SPF).") % {"domain": domain}
    return wrong("spf", says, _("Add one TXT record to the domain, such as: v=spf1 include:YOUR-MAIL-SERVER -all"))


def dkim(domain: str) -> Finding:
    """By the names that mail servers usually give their keys; another name cannot be known from outside."""
    for selector in SELECTORS:
        if any("p=" in text for text in texts_of(f"{selector}._domainkey.{domain}")):
            return fine("dkim", _("%(domain)s has a key that signs its mails (DKIM).") % {"domain": domain})
    return watch(
        "dkim",
        _("No key that signs mails (DKIM) was found for %(domain)s under the usual names.") % {"domain": domain},
        _("Ask whoever runs the mail server whether it signs, and which record belongs in the domain."),
    )


def dmarc(domain: str) -> Finding:
    records = [text for text in texts_of(f"_dmarc.{domain}") if text.lower().startswith("v=dmarc1")]
    if len(records) == 1:
        return fine("dmarc", _("%(domain)s says what to do with false mails (DMARC).") % {"domain": domain})
    return watch(
        "dmarc",
        _("%(domain)s does not say what to do with false mails (DMARC); large providers want it.") % {"domain": domain},
        _("Add a TXT record _dmarc.%(domain)s: v=DMARC1; p=none; rua=mailto:YOUR-ADDRESS") % {"domain": domain},
    )
