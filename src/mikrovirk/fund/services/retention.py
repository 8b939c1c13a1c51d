"""How long a fund's cases say who it was: accounts are kept five years after the year they are of (bogføringsloven § 12).

The amounts, what they were for and the businesses that got de minimis support stay; those are registered for ten years.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Max, Q, QuerySet

from mikrovirk.fund.models import Application, Attachment, CaseMessage, Claim, CoApplicant, Idea, Receipt, SentVersion

State = Application.State
OVER = (State.WITHDRAWN, State.NOT_ELIGIBLE, State.REFUSED, State.LAPSED, State.CLOSED)


def old_cases(before: datetime) -> "QuerySet[Application]":
    """Applications that came to their end, and still name whoever applied or hold their papers."""
    ended = Application.objects.filter(state__in=OVER).annotate(paid_last_at=Max("agreement__claims__paid_at"))
    moments = ("changed_at", "decision__at", "agreement__ended_at", "paid_last_at")
    for name in moments:
        ended = ended.filter(Q(**{f"{name}__lt": before}) | Q(**{f"{name}__isnull": True}))
    papers = Attachment.objects.values("application"), Receipt.objects.values("claim__agreement__application")
    return ended.filter(
        Q(applicant__isnull=False) | ~Q(typed={}) | Q(pk__in=papers[0]) | Q(pk__in=papers[1])
    ).distinct()


@transaction.atomic
def forget_cases(before: datetime) -> int:
    """Take who applied and with whom, what was written both ways, papers and bank accounts out of cases that are long over."""
    keys = list(old_cases(before).values_list("pk", flat=True))
    CaseMessage.objects.filter(application__in=keys).delete()
    CoApplicant.objects.filter(application__in=keys).delete()
    for version in SentVersion.objects.filter(application__in=keys):
        SentVersion.objects.filter(pk=version.pk).update(content={**version.content, "together": []})
    Claim.objects.filter(agreement__application__in=keys).update(account="")
    files = [*Attachment.objects.filter(application__in=keys)]
    files += [*Receipt.objects.filter(claim__agreement__application__in=keys)]  # type: ignore[list-item]  # both have a file
    for each in files:
        throw_away(each)
    Application.objects.filter(pk__in=keys).update(applicant=None, typed={}, typed_at=None)
    return len(keys)


def throw_away(paper: Attachment | Receipt) -> None:
    name, storage = paper.file.name, paper.file.storage
    paper.delete()
    if name:
        transaction.on_commit(lambda: storage.delete(name))


def hidden_ideas(before: datetime) -> "QuerySet[Idea]":
    """Ideas that were taken off the list, and still say whose they were."""
    return Idea.objects.filter(hidden_at__lt=before, author__isnull=False)


def forget_authors(before: datetime) -> int:
    return hidden_ideas(before).update(author=None)
