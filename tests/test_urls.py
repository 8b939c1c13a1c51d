"""Every address of the site is closed unless it stands here: opening a page to the public is a visible line."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

# Pages anybody can open, by name; signed links (their token is the key) and sign-in are among them.
PUBLIC = {
    "account_confirm_login_code",
    "account_inactive",
    "account_login",
    "account_logout",
    "account_request_login_code",
    "account_sign_in_link",
    "api:start",
    "api:v1",  # what is not public there takes a token
    "directory:asked_to_join",
    "directory:business",
    "directory:confirm_join",
    "directory:directory",
    "directory:invited",
    "directory:join",
    "directory:network_directory",
    "directory:picture",
    "fund:call",
    "fund:fund",
    "fund:funds",
    "fund:given",
    "fund:given_file",
    "fund:given_picture",
    "fund:idea",
    "fund:idea_confirm",
    "fund:idea_new",
    "fund:idea_picture",
    "fund:idea_sent",
    "fund:ideas",
    "fund:ideas_similar",
    "fund:open_data",
    "fund:result",
    "fund:together",
    "fund:vote",
    "fund:vote_file",
    "home:accessibility",
    "home:accessibility_registered",
    "home:confirm_address",
    "home:demo_sign_in",  # in the example region only
    "home:front",
    "home:guide",
    "home:help",
    "home:network",
    "home:networks",
    "home:privacy",
    "cooperation:area",
    "cooperation:choose",
    "cooperation:conference",
    "cooperation:conference_promise_link",
    "cooperation:conference_table_link",
    "cooperation:conferences",
    "cooperation:conferences_all",
    "cooperation:party_link",
    "cooperation:roles",
    "cooperation:roles_reality",
    "cooperation:roles_sheet",
    "cooperation:roles_version",
    "cooperation:task",
    "landscape:activity",
    "landscape:activity_ics",
    "landscape:atom",
    "landscape:calendar",
    "landscape:calendar_of",
    "landscape:entries",
    "landscape:entries_choose",
    "landscape:entries_csv",
    "landscape:entries_json",
    "landscape:entries_map",
    "landscape:entries_matrix",
    "landscape:entry",
    "landscape:entry_link",
    "landscape:entry_link_change",
    "landscape:entry_yours",
    "landscape:ics",
    "landscape:json",
    "landscape:month",
    "landscape:rss",
    "landscape:tour_host",
    "landscape:tour_ics",
    "landscape:tour_pdf",
    "landscape:tour_timetable",
    "landscape:widget",
    "landscape:widget_frame",
    "landscape:widget_page",
    "live:enter",
    "live:events",
    "live:face",
    "live:hands_link",
    "live:host",
    "live:join",
    "live:lay_out_anew",
    "live:make_cards",
    "live:mine",
    "live:my_cards",
    "live:newest",
    "live:newest_embed",
    "live:now",
    "live:phone",
    "live:photo",
    "live:photo_gone",
    "live:print_cards",
    "live:print_tables",
    "live:qr",
    "live:recap",
    "live:room_photo",
    "live:room_photos",
    "live:say",
    "live:screen",
    "live:seat",
    "live:seat_pdf",
    "live:seat_story",
    "live:stories",
    "live:take_over",
    "live:worker",
    "mailing:mailbox",
    "mailing:mailbox_answer",  # in the example region only
    "mailing:mailbox_html",
    "mailing:mailbox_mail",
    "mailing:unsubscribe",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "openid_connect_callback",
    "openid_connect_login",
    "overview:fact_sheet",
    "overview:fact_sheet_file",
    "overview:definitions",
    "overview:move_here",
    "overview:move_here_thanks",
    "overview:move_here_village",
    "overview:open_data",
    "overview:open_file",
    "programme:answer",
    "programme:answer_cancel",
    "programme:bring",
    "programme:card",
    "programme:expectation",
    "programme:feed",
    "programme:feed_all",
    "programme:feedback",
    "programme:follow",
    "programme:follow_confirm",
    "programme:hot_seat_link",
    "programme:invitation",
    "programme:map",
    "programme:meeting",
    "programme:meeting_ics",
    "programme:meetings",
    "programme:poster",
    "programme:own_sessions",
    "programme:own_sessions_ics",
    "programme:seen",
    "programme:session_choose",
    "programme:session_leave",
    "programme:sessions",
    "programme:share_kit",
    "programme:sign_up",
    "programme:signed_up",
    "programme:slot_answer",
    "programme:speaker",
    "programme:speaker_material",
    "programme:speaker_material_file",
    "programme:speaker_material_remove",
    "programme:speaker_picture",
    "programme:tasks_link",
    "programme:unbring",
    "programme:welcome",
    "programme:welcome_to",
    "set_language",
    "ui:look",
    "socialaccount_login_cancelled",
    "voice:answer",
    "voice:consultation_link",
    "voice:receipt",
    "voice:receipt_erase",
    "voice:receipt_word",
    "voice:steering_guest",
    "voice:you_said",
    "voice:you_said_embed",
    "voice:you_said_feed",
}


PARTS = {"int": "1", "uuid": "00000000-0000-0000-0000-000000000001"}  # stand-ins for the variable parts of an address


@dataclass(frozen=True)
class Page:
    """One address of the site: its name with namespaces, the address with stand-ins, and who answers."""

    name: str
    address: str
    view: Callable[..., HttpResponse]

    @property
    def is_public(self) -> bool:
        return not getattr(self.view, "login_required", True)


def pages(resolver: URLResolver | None = None, names: str = "", address: str = "/") -> Iterator[Page]:
    """Every page of the site."""
    for entry in (resolver or get_resolver()).url_patterns:
        here = address + str(entry.pattern)
        if isinstance(entry, URLPattern):
            stand_in = re.sub(r"<(?:(\w+):)?\w+>", lambda part: PARTS.get(part[1] or "", "x"), here)
            yield Page(f"{names}{entry.name or ''}", stand_in, entry.callback)
        else:
            yield from pages(entry, f"{names}{entry.namespace}:" if entry.namespace else names, here)


def test_only_these_pages_are_public() -> None:
    assert sorted({page.name for page in pages() if page.is_public}) == sorted(PUBLIC)


def test_every_page_has_an_address_of_its_own() -> None:
    addresses = [page.address for page in pages()]
    assert sorted({address for address in addresses if addresses.count(address) > 1}) == [
        "/account/login/"  # the page under two names
    ]


def test_every_page_has_a_name() -> None:
    assert [page.address for page in pages() if not page.name or page.name.endswith(":")] == []


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_sent_to_sign_in_from_every_other_page(client: Client, method: str) -> None:
    sign_in = reverse("account_login")
    answers = {page.address: getattr(client, method)(page.address) for page in pages() if not page.is_public}
    let_in = {
        address: answer.status_code
        for address, answer in answers.items()
        if not answer.headers.get("Location", "").startswith(sign_in)
    }
    assert let_in == {}
