"""What the members' list is made of, ready as strings: it is searched as one types, so every letter costs a page."""

from functools import lru_cache
from html import escape

from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.directory.forms.members import MemberFilter
from mikrovirk.directory.queries import members as queries
from mikrovirk.directory.queries.members import MemberLine
from mikrovirk.networks.models import Network
from mikrovirk.networks.permissions import Permission, roles_with
from mikrovirk.networks.queries import networks_for, roles_held

WORDS = "words-that-were-typed"


def network_of(request: MemberRequest, slug: str) -> Network:
    """The network, if the reader looks after its members; else a 404.

    The reader's own roles are asked for first: the menu needs them anyway, and is given them with the request.
    """
    held = roles_held(request.user)
    request.roles_held = held  # type: ignore[attr-defined]
    names = roles_with(Permission.EDIT_MEMBERS)
    own = [network for role, network in held if network.slug == slug and role in names]
    return own[0] if own else get_object_or_404(networks_for(request.user, needs=Permission.EDIT_MEMBERS), slug=slug)


def filter_bar(form: MemberFilter, address: str, *, clear: bool) -> SafeString:
    """The search above the list. It is rendered once for each language and choice; only the words differ."""
    if form.errors:
        return render_to_string("ui/_filter_bar.html", {"form": form, "action": address, "clear": clear})
    words, show, order = form.chosen()
    bar = rendered_bar(get_language() or "da", address, show, order, clear)
    return mark_safe(bar.replace(WORDS, escape(words)))  # noqa: S308  escaped here


@lru_cache(maxsize=1024)
def rendered_bar(language: str, address: str, show: str, order: str, clear: bool) -> str:
    form = MemberFilter({"q": WORDS, "show": show, "order": order})
    return render_to_string("ui/_filter_bar.html", {"form": form, "action": address, "clear": clear})


@lru_cache(maxsize=512)
def rendered_piece(language: str, template: str, slug: str, parts: frozenset[str]) -> SafeString:
    """A piece of the page that is the same for every reader of a network with those parts on."""
    return render_to_string(template, {"slug": slug, "parts": parts})


def piece(template: str, slug: str, parts: frozenset[str] = frozenset()) -> SafeString:
    return rendered_piece(get_language() or "da", template, slug, parts)


def rows_html(lines: list[MemberLine], *, show: str) -> SafeString:
    """The rows of the table; everything that people wrote is escaped here."""
    business, contact = escape(_("Business")), escape(_("Contact"))
    since = escape(_("Left") if show == queries.LEFT else _("Member since"))
    new = f' <span class="badge badge--new">{escape(_("New"))}</span>'
    bounced = f' <span class="badge badge--bad">{escape(_("E-mail address does not work"))}</span>'
    rows = []
    for line in lines:
        badges = (new if line.is_new else "") + (bounced if line.is_bounced else "")
        where = f'<br><span class="muted small">{escape(line.where)}</span>' if line.where else ""
        email = escape(line.email)
        phone = f"<br>{escape(line.phone)}" if line.phone else ""
        rows.append(
            f'<tr><th scope="row"><a href="{line.url}" data-content>{escape(line.name)}</a>{badges}</th>'
            f'<td data-label="{business}" data-content>{escape(line.business)}{where}</td>'
            f'<td data-label="{contact}" data-content><a href="mailto:{email}">{email}</a>{phone}</td>'
            f'<td data-label="{since}">{escape(line.since)}</td></tr>'
        )
    return mark_safe("".join(rows))  # noqa: S308  escaped above
