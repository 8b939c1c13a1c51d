"""The conditions of a grant in words, as they are at the moment it is agreed upon."""

from collections.abc import Iterator

from django.utils import translation
from django.utils.translation import gettext as _

from mikrovirk.common import dates
from mikrovirk.fund.models import Agreement
from mikrovirk.fund.templatetags.money import kroner

LANGUAGES = ("da", "en")


def texts_of(agreement: Agreement) -> dict[str, list[str]]:
    """The conditions by language, one sentence or two each."""
    texts = {}
    for language in LANGUAGES:
        with translation.override(language):
            texts[language] = list(conditions(agreement))
    return texts


def conditions(agreement: Agreement) -> Iterator[str]:
    """What whoever gets the money undertakes, in the language that is on."""
    application, fund = agreement.application, agreement.application.call.fund
    if agreement.amount:
        yield _(
            "The grant is up to %(amount)s for “%(title)s” as it is described in the application and its budget."
        ) % {"amount": kroner(agreement.amount), "title": application.title}
    else:
        yield _("We help with “%(title)s” as it is described in the application.") % {"title": application.title}
    yield _("Say yes by %(day)s at the latest, or the grant lapses and others get the chance.") % {
        "day": dates.day(agreement.accept_by_date)
    }
    yield _(
        "The activity is for others too. Nobody may gain by it alone, and everybody it is for may take part on the same terms."
    )
    if agreement.amount:
        yield from money_conditions(agreement)
    yield _("Ask us first if the budget, the time or what you do changes much.")
    yield _(
        "Say in the invitation and where it is told of that %(fund)s supports it. Ask those in the pictures before you send them."
    ) % {"fund": fund.name}
    yield _("Tell us what came of it by %(day)s at the latest: two questions and a picture.") % {
        "day": dates.day(agreement.report_by_date)
    }


def money_conditions(agreement: Agreement) -> Iterator[str]:
    yield _("Money is paid on receipts for what the budget names. Keep them for five years.")
    if agreement.advance:
        yield _("Up to %(amount)s can be paid in advance; receipts for it come later.") % {
            "amount": kroner(agreement.advance)
        }
    yield _("What is not spent stays in the pot. What was paid and not spent is paid back.")
