"""How far a municipality is with who does what: the agreement in force, what waits for the reader, the conferences."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from mikrovirk.accounts.models import User
from mikrovirk.common import dates
from mikrovirk.cooperation.domain.roles import faults_of
from mikrovirk.cooperation.models import Agreement, AgreementArea, Version
from mikrovirk.cooperation.queries import agreements as queries
from mikrovirk.cooperation.queries.conferences import area_section
from mikrovirk.cooperation.queries.roles import draft_of, open_comments
from mikrovirk.cooperation.views.where import known
from mikrovirk.networks.models import Network
from mikrovirk.networks.queries import keeping_of
from mikrovirk.register.domain.municipalities import danish_order, named


@dataclass(frozen=True)
class Waiting:
    """Something that waits for the reader."""

    text: str
    url: str
    action: str


@login_not_required
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """The municipalities; straight to the reader's own, or to the only one."""
    keeping = keeping_of(request.user)
    codes = municipalities()
    if keeping.codes and not keeping.everything:
        return redirect("cooperation:area", keeping.codes[0])
    if len(codes) == 1:
        return redirect("cooperation:area", codes[0])
    places = [(code, named(code)) for code in sorted(codes, key=lambda code: danish_order(named(code)))]
    return render(request, "cooperation/area/choose.html", {"places": places})


def municipalities() -> list[str]:
    """Those with a network, and those that agreed on something."""
    agreed = AgreementArea.objects.values_list("municipality_code", flat=True)
    there = Network.objects.exclude(municipality_code="").values_list("municipality_code", flat=True)
    return sorted({*agreed, *there})


@login_not_required
@require_safe
def area(request: HttpRequest, code: str) -> HttpResponse:
    """Who does what in one municipality, at a glance."""
    agreement = queries.agreement_of(known(code))
    standing = queries.standing_of(request.user, agreement) if agreement else queries.Standing()
    version = queries.version_in(agreement, Version.State.FORCE) if agreement else None
    context = {
        "code": code,
        "municipality": named(code),
        "agreement": agreement,
        "place": queries.place_of(queries.codes_of(agreement)) if agreement else "",
        "standing": standing,
        "version": version,
        "task_count": len(queries.content_of(version).tasks) if version else 0,
        "parties": [party.name for party in queries.content_of(version).parties] if version else [],
        "faults": queries.faults_in(version) if version else None,
        "overdue": bool(version and queries.is_overdue(version, timezone.localdate())),
        "may_begin": agreement is None and queries.may_begin(request.user, code),
        "waiting": list(waiting_for(request.user, agreement, standing, code)) if agreement and standing else [],
        "section": area_section(code, request.user, today=timezone.localdate()),
    }
    return render(request, "cooperation/area/area.html", context)


def waiting_for(
    user: User | AnonymousUser, agreement: Agreement, standing: queries.Standing, code: str
) -> Iterator[Waiting]:
    """What the reader can do next, the most pressing first."""
    out = queries.version_in(agreement, Version.State.OUT)
    if out:
        yield from about_signing(queries.signing_of(out), standing, code)
    if standing.edits:
        yield from about_draft(agreement, code, waits=out is not None)
        yield from about_review(agreement, code, timezone.localdate())


def about_signing(signing: queries.Signing, standing: queries.Standing, code: str) -> Iterator[Waiting]:
    url = reverse("cooperation:roles_sign", args=[code])
    for party in signing.missing:
        if standing.speaks_for(party.pk):
            text = _("Version %(number)s waits for the signature of %(party)s.")
            yield Waiting(text % {"number": signing.version.number, "party": party.name}, url, _("Read and answer"))
    if standing.edits:
        for party, _answer in signing.declined:
            text = _("%(party)s did not sign version %(number)s.")
            yield Waiting(text % {"number": signing.version.number, "party": party.name}, url, _("See why"))


def about_draft(agreement: Agreement, code: str, *, waits: bool) -> Iterator[Waiting]:
    url = reverse("cooperation:roles_draft", args=[code])
    content = draft_of(agreement)
    gaps = len(faults_of(content.tasks).gaps)
    if gaps:
        text = ngettext(
            "In the draft %(count)s task has nobody who is responsible.",
            "In the draft %(count)s tasks have nobody who is responsible.",
            gaps,
        )
        yield Waiting(text % {"count": gaps}, f"{url}#faults", _("See the draft"))
    comments = open_comments(agreement).count()
    if comments:
        text = ngettext("%(count)s comment is not dealt with.", "%(count)s comments are not dealt with.", comments)
        yield Waiting(text % {"count": comments}, url, _("See the draft"))
    version = queries.version_in(agreement, Version.State.FORCE)
    if not waits and version and queries.differs(content, version):
        text = _("The draft differs from what was agreed in version %(number)s.")
        yield Waiting(text % {"number": version.number}, url, _("See the draft"))


def about_review(agreement: Agreement, code: str, today: date) -> Iterator[Waiting]:
    version = queries.version_in(agreement, Version.State.FORCE)
    if version and queries.is_overdue(version, today):
        text = _("The agreement should have been looked at again by %(day)s.")
        url = reverse("cooperation:roles_reality", args=[code])
        yield Waiting(text % {"day": dates.day(version.review_date)}, url, _("See what came of it"))
