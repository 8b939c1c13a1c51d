"""Reads: how much help in kind was asked for, promised, given and reported, beside the money."""

from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from mikrovirk.fund.models import Application, Call, Fund, HelpInKind


@dataclass(frozen=True)
class HelpCount:
    """Numbers of things helped with; `hours`, and `worth` in øre, of what was given."""

    asked: int
    promised: int
    declined: int
    given: int
    reported: int
    hours: int
    worth: int


SENT = Q(application__sent_at__isnull=False) & ~Q(application__state=Application.State.WITHDRAWN)


def help_of(where: Fund | Call | Application) -> HelpCount:
    """What help in kind comes to in a fund, a call or one application. One query."""
    rows = HelpInKind.objects.filter(SENT)
    if isinstance(where, Fund):
        rows = rows.filter(application__call__fund=where)
    elif isinstance(where, Call):
        rows = rows.filter(application__call=where)
    else:
        rows = rows.filter(application=where)
    found = rows.aggregate(
        asked=Count("pk"),
        promised=Count("pk", filter=Q(promised_at__isnull=False)),
        declined=Count("pk", filter=Q(declined_at__isnull=False)),
        given=Count("pk", filter=Q(given_at__isnull=False)),
        reported=Count("pk", filter=Q(reported_at__isnull=False)),
        hours=Sum("hours", filter=Q(given_at__isnull=False)),
        worth=Sum("worth", filter=Q(given_at__isnull=False)),
    )
    return HelpCount(**{name: number or 0 for name, number in found.items()})
