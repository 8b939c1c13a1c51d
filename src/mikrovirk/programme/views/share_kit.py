"""What to pass on about a meeting: texts, the picture and a poster, with a member's own link or with nobody's name."""

import hashlib
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Membership, Person
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import networks_for
from mikrovirk.programme.models import Meeting
from mikrovirk.programme.queries import friends, one_meeting
from mikrovirk.programme.queries.one_meeting import MeetingFacts
from mikrovirk.programme.views.public import in_words, signed_in
from mikrovirk.ui import qr
from mikrovirk.ui.paper_page import as_pdf

NAMELESS = "nobody"  # ?as=nobody: without one's own name
POSTER_KEPT_SECONDS = 60 * 60


@dataclass(frozen=True)
class Sharing:
    """A meeting that can be passed on, by whom, and the link that goes along."""

    facts: MeetingFacts
    member: Person | None  # who could lend it their name
    is_named: bool
    url: str

    @property
    def name(self) -> str:
        return self.member.name if self.member and self.is_named else ""


def sharing_or_404(request: HttpRequest, network_slug: str, pk: int) -> Sharing:
    """A published meeting that has not begun; raise Http404."""
    facts = one_meeting.meeting_facts(pk, network_slug=network_slug)
    if facts is None or facts.state != Meeting.State.PUBLISHED or facts.has_begun(timezone.now()):
        raise Http404
    member = member_of(signed_in(request), facts.network_pk)
    is_named = member is not None and request.GET.get("as") != NAMELESS
    person_pk = member.pk if member and is_named else 0
    url = friends.invitation_url(facts.network_pk, meeting_pk=facts.pk, person_pk=person_pk)
    return Sharing(facts, member, is_named, url)


def member_of(user: User | None, network_pk: int) -> Person | None:
    """The user's profile where they are a member of the network."""
    rows = Membership.objects.filter(person__user=user, network=network_pk, left_date=None) if user else None
    found = rows.select_related("person__user").first() if rows is not None else None
    return found.person if found else None


@login_not_required
@never_cache
@require_safe
def share_kit(request: HttpRequest, network_slug: str, pk: int) -> HttpResponse:
    """Texts to copy, the picture and the poster. Nothing here asks for anybody's address, or anything of another site."""
    sharing = sharing_or_404(request, network_slug, pk)
    words = in_words(sharing.facts)
    context = {
        "sharing": sharing,
        "facts": sharing.facts,
        "network": sharing.facts.network,
        "code": qr.as_svg(sharing.url),
        "ways": ways(sharing, texts(sharing, words)),
        "may_count": may_count(request, sharing.facts.network_slug),
        **words,
    }
    return render(request, "programme/friends/share_kit.html", context)


def may_count(request: HttpRequest, network_slug: str) -> bool:
    """Whether the reader sees how many came by such links."""
    user = signed_in(request)
    return user is not None and networks_for(user, needs=Permission.SEE_FIGURES).filter(slug=network_slug).exists()


def texts(sharing: Sharing, words: dict[str, Any]) -> dict[str, str]:
    """What one could write, in the words of a member or of the network."""
    facts = sharing.facts
    filled = {
        "network": facts.network_name,
        "title": facts.title,
        "when": words["when"],
        "place": words["place"] or _("The place is announced later."),
        "url": sharing.url,
    }
    welcome = _("Everybody is welcome, also if you are not a member yet.")
    if sharing.name:
        letter = _("I am going to %(title)s in %(network)s and thought of you. Will you come along?") % filled
        short = _("Will you come along to %(title)s, %(when)s? %(url)s") % filled
    else:
        letter = _("%(network)s invites to %(title)s.") % filled
        short = _("%(title)s, %(when)s, in %(network)s. Will you come along? %(url)s") % filled
    where = f"{filled['when']}\n{filled['place']}"
    more = _("Read more and sign up: %(url)s") % filled
    return {
        "subject": _("Will you come along to %(title)s?") % filled,
        "letter": "\n\n".join(part for part in (letter, where, facts.summary.strip(), welcome, more) if part),
        "short": short,
        "post": "\n\n".join((letter, where, f"{welcome} {more}")),
    }


@dataclass(frozen=True)
class Action:
    """What opens one's own program, or a site to share on: a plain link, followed by whoever wants to."""

    label: str
    url: str
    icon: str


@dataclass(frozen=True)
class Way:
    """One way to pass it on: what to copy, and where one can write it at once."""

    key: str
    label: str
    text: str
    actions: tuple[Action, ...]


def ways(sharing: Sharing, written: dict[str, str]) -> list[Way]:
    """A mail, a text message, and what one writes on Facebook and LinkedIn."""
    letter = urlencode({"subject": written["subject"], "body": written["letter"]}, quote_via=quote)
    message = urlencode({"body": written["short"]}, quote_via=quote)
    facebook = f"https://www.facebook.com/sharer/sharer.php?{urlencode({'u': sharing.url})}"
    linkedin = f"https://www.linkedin.com/sharing/share-offsite/?{urlencode({'url': sharing.url})}"
    share = (
        Action(_("Share it on Facebook"), facebook, "open-in-new"),
        Action(_("Share it on LinkedIn"), linkedin, "open-in-new"),
    )
    return [
        Way("mail", _("A mail"), written["letter"], (Action(_("Write it in my mail program"), f"mailto:?{letter}", "mail"),)),
        Way("sms", _("A text message"), written["short"], (Action(_("Write it as a text message"), f"sms:?&{message}", "speech"),)),
        Way("post", _("Facebook and LinkedIn"), written["post"], share),
    ]  # fmt: skip


# --- on paper --------------------------------------------------------------------------------------------------------


@login_not_required
@require_safe
def poster(request: HttpRequest, network_slug: str, pk: int) -> HttpResponse:
    """An A4 page to hang up, with the link as a code. The one without a name is kept for an hour, as everybody may ask for it."""
    sharing = sharing_or_404(request, network_slug, pk)
    if sharing.name:
        return poster_pdf(request, sharing)
    cache, key = caches["local"], f"poster:{pk}:{fingerprint(sharing.facts)}"
    kept: HttpResponse | None = cache.get(key)
    if kept is None:
        kept = poster_pdf(request, sharing)
        if kept.headers["Content-Type"] == "application/pdf":
            cache.set(key, kept, POSTER_KEPT_SECONDS)
    return kept


def fingerprint(facts: MeetingFacts) -> str:
    """Of all that the poster says, in the reader's language."""
    said = (facts.network_name, facts.title, facts.summary, facts.speaker_name, facts.speaker_from, facts.price_line)
    words = (get_language(), *said, facts.starts_at, facts.ends_at, facts.place)
    return hashlib.sha256(repr(words).encode()).hexdigest()[:32]


def poster_pdf(request: HttpRequest, sharing: Sharing) -> HttpResponse:
    context = {
        "sharing": sharing,
        "facts": sharing.facts,
        "network": sharing.facts.network,
        "qr": qr.as_source(sharing.url),
        "page_address": f"{settings.SITE_URL}{sharing.facts.url}".partition("://")[2],
        **in_words(sharing.facts),
    }
    return as_pdf(request, "programme/friends/paper_poster.html", context, name=f"opslag-{sharing.facts.pk}.pdf")
