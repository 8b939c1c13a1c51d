"""What the headers of a mail that came in tell: whether a person wrote, from which address, and to which."""

import re
from email.message import EmailMessage
from email.utils import getaddresses, parseaddr

# RFC 3834 and what is in use beside it. "list" is not among them: a person's answer may come through a mailing list.
MACHINE_PRECEDENCE = {"bulk", "junk", "auto_reply"}
MACHINE_HEADERS = ("X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Auto-Reply", "X-Mail-Autoreply")
ABSENCE = re.compile(
    r"^\s*(?:autosvar|automatisk svar|automatic reply|auto(?:matic|matisk)?[ -]?(?:reply|response)|out of (?:the )?office"
    r"|fravær(?:ende)?\b|ikke til stede|abwesenheit\w*|automatische antwort|frånvaro\w*|autosvar)",
    re.IGNORECASE,
)
DAEMONS = re.compile(r"^(?:mailer-daemon|postmaster|mail-daemon)@", re.IGNORECASE)
UNDELIVERED = re.compile(
    r"undeliver|delivery (?:status|failure|has failed)|mail delivery failed|returned mail|returned to sender|failure notice"
    r"|ikke leveret|kan ikke leveres|kunne ikke leveres|unzustellbar|oleverbar",
    re.IGNORECASE,
)
ADDRESS_HEADERS = ("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To", "Cc", "Resent-To")


def values(mail: EmailMessage, name: str) -> list[str]:
    """All values of a header as text; a header that cannot be read is passed over."""
    try:
        return [str(value) for value in mail.get_all(name, [])]
    except Exception:  # the standard library's header parser raises many things on malformed input
        return [str(value) for key, value in mail.raw_items() if key.lower() == name.lower()]


def value(mail: EmailMessage, name: str) -> str:
    return next(iter(values(mail, name)), "")


def is_bounce(mail: EmailMessage) -> bool:
    """Whether the mail could not be delivered, or waits: a delivery report (RFC 3464) or a server's own words."""
    report = str(mail.get_param("report-type", "") or "").lower()
    if mail.get_content_type() == "multipart/report" and report in ("delivery-status", ""):
        return True
    sender = parseaddr(value(mail, "From"))[1]
    from_nobody = value(mail, "Return-Path").strip() == "<>"
    return bool((DAEMONS.match(sender) or from_nobody) and UNDELIVERED.search(value(mail, "Subject")))


def is_by_machine(mail: EmailMessage) -> bool:
    """Whether a machine answered: absence, receipt, case number, newsletter (RFC 3834)."""
    submitted = value(mail, "Auto-Submitted").partition(";")[0].strip().lower()
    if submitted and submitted != "no":
        return True
    if value(mail, "Precedence").strip().lower() in MACHINE_PRECEDENCE or any(value(mail, n) for n in MACHINE_HEADERS):
        return True
    is_report = mail.get_content_type() == "multipart/report"  # a receipt that it was read
    return is_report or bool(ABSENCE.match(value(mail, "Subject")))


def address_of(mail: EmailMessage) -> str:
    """The writer's address."""
    return parseaddr(value(mail, "From"))[1].lower()


def name_of(mail: EmailMessage) -> str:
    return parseaddr(value(mail, "From"))[0]


def addresses_to(mail: EmailMessage) -> list[str]:
    """The addresses the mail came to, those that the mail servers noted first."""
    return [address for name in ADDRESS_HEADERS for _display, address in getaddresses(values(mail, name)) if address]


def answered(mail: EmailMessage) -> list[str]:
    """The Message-IDs of the mails it answers, the newest first."""
    names = ("In-Reply-To", "References")
    return [found for name in names for found in reversed(re.findall(r"<[^<>\s]+>", value(mail, name)))]
