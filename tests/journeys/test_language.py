"""Every page and every mail, in Danish and in English: nothing untranslated, nothing foreign, and only our own words."""

import logging
import shutil
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

import polib
import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings
from django.db import transaction
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone, translation
from pytest_django import DjangoDbBlocker

from mikrovirk.accounts.models import User
from mikrovirk.config import translations, worker
from mikrovirk.config.demo import businesses, registered
from mikrovirk.config.demo import region as example
from mikrovirk.landscape.services import fetching
from mikrovirk.live.models import Evening, Recap
from mikrovirk.mailing import kinds
from mikrovirk.mailing.models import Message
from mikrovirk.mailing.queries.overview import subject_of
from mikrovirk.mailing.rendering import Composer
from mikrovirk.register.queries import copies
from mikrovirk.ui import paper
from tests import language
from tests.accounts import test_second_factor as second_factor
from tests.fund import story as fund_story
from tests.glossary import forbidden_in
from tests.journeys import every_mail
from tests.journeys.conftest import MONDAY
from tests.journeys.every_mail import Lively
from tests.journeys.places import all_addresses, furnish, of_few_cases, routes, signed_addresses
from tests.journeys.walk import Findings, Walk
from tests.journeys.world import World
from tests.language import Known
from tests.test_urls import pages

pytestmark = pytest.mark.words
LANGUAGES = ("da", "en")
SAME_IN_BOTH = {  # texts that are Danish and English
    "E-mail", "Find", "Link", "Pause", "Send", "min.", "Mails", "Menu", "Note", "Organisation", "Person", "F Y", "%(kind)s: %(about)s",
    "[{title}, {when}]({meeting_url})", "%(mails)s mails", "%(count)s min", "English", "Dansk", "Administrator",
    "Mail", "%(name)s via %(network)s", "%(count)s input", "%(network)s: %(title)s", "%(task)s, %(day)s", "%(who)s, %(day)s",
    "Region %(name)s", "Region %(region)s", "Transport", "under %(share)s", "Stop", "%(name)s · status %(year)s",
    "Budget", "Kroner", "Online", "Plan %(letter)s", "Plan B", "Plan C", "Tone", "Version %(number)s, %(day)s",
    "%(number)s point", "%(rate)s kroner for 100 euro, %(day)s", "Euro", "Kroner for 100 euro", "euro", "kroner",
    "chmod 600 %(file)s", "%(total)s note", "%(count)s session", "Workshop", "%(hour)02d.%(minute)02d", "%(total)s stop", "%(km)s km",
    "PDF", "DOCX", "Version %(number)s", "“%(task)s”, %(party)s: %(after)s.", "<span data-content>%(name)s</span>, %(day)s",
}  # fmt: skip


# --- the catalogues --------------------------------------------------------------------------------------------------


def texts() -> Iterator[tuple[str, str, str]]:
    """(app, English, Danish) of every text of the product; plurals as texts of their own."""
    for source in sorted(translations.PACKAGE.glob("*/locale/da/LC_MESSAGES/*.po")):
        app = source.relative_to(translations.PACKAGE).parts[0]
        for entry in polib.pofile(str(source)):
            danish = list(entry.msgstr_plural.values()) or [entry.msgstr]
            english = [entry.msgid, entry.msgid_plural][: len(danish)]
            yield from ((app, *pair) for pair in zip(english, danish, strict=True))


def test_the_danish_is_danish_and_the_english_english() -> None:
    wrong = [
        f"{app}: {english!r} → {danish!r}"
        for app, english, danish in texts()
        if language.sounds(danish) == "en" or language.sounds(english) == "da"
    ]
    assert wrong == []
    same = {english for _app, english, danish in texts() if danish == english}
    assert same == SAME_IN_BOTH


def test_the_catalogues_use_the_words_of_the_glossary() -> None:
    found = [
        f"{app}: {words} in {danish!r}" for app, _english, danish in texts() if (words := forbidden_in(danish, "da"))
    ]
    found += [
        f"{app}: {words} in {english!r}" for app, english, _danish in texts() if (words := forbidden_in(english, "en"))
    ]
    assert found == []


# --- pages -----------------------------------------------------------------------------------------------------------

NOT_WALKED = {
    "cooperation:conference_table_qr": "a picture",
    "fund:given_picture": "a picture",
    "live:face": "a picture",
    "live:my_seat": "leads on to live:seat",
    "account_request_login_code": "the address of account_login",
    "directory:picture": "a picture",
    "home:start": "leads on to each role's own page",
    "home:demo_sign_in": "signs in and leads on",
    "home:confirm_address": "tests/directory reads it",
    "landscape:circle_link": "leads on to the question",
    "home:accessibility_registered": "leads on to where statements are registered",
    "set_language": "leads back",
    "ui:look": "leads back",
    "openid_connect_login": "leads to another organisation",
    "openid_connect_callback": "leads on",
    "live:events": "scripts read it, as live:now, live:mine and live:say",
    "voice:steering_changes": "the same",
    "voice:steering_guest_qr": "a picture",
    "live:mine": "the same",
    "live:now": "the same",
    "live:say": "the same",
    "live:photo": "a picture",
    "live:qr": "a picture",
    "live:room_photo": "a picture",
    "mfa_login_webauthn": "scripts read it",
    "mfa_reauthenticate_webauthn": "needs a real passkey: tests/accounts/test_browser.py reads it",
    "mfa_edit_webauthn": "the same",
    "mfa_remove_webauthn": "the same",
    "ui:gallery": "samples in Danish for whoever changes the looks",
    "ui:gallery_paper": "the same",
    # Only take what a button sends, and lead back; their buttons stand in states that the two worlds have not.
    "health:take_back": "",
    "landscape:entries_import_undo": "",
    "voice:decision_put_back": "",
    "voice:decision_undone": "",
    "live:card_apart": "",
    "live:lay_out_anew": "",
    "mailing:again": "",
    "programme:days_off_remove": "",
    "programme:expectation_seen": "",
    "programme:hot_seat_undo": "",
    "programme:installation_days_off_remove": "",
    "programme:season_undo": "",
    "programme:slot_introduced": "",
    "programme:unbring": "",
    "cooperation:roles_begin": "",
    "programme:session_choose": "",
    "programme:session_leave": "",
}


class Rows(NamedTuple):
    """How many pages of one name are looked at: by each role that follows links, and by address for the coordinator."""

    linked: int
    addressed: int


FEW, MANY = Rows(1, 3), Rows(2, 9)
# Whose pages somebody else reads too: of a few pages they are read in Danish only, where what is not translated shows as well.
IN_DANISH = {
    *("Medlem", "Medlem af styregruppen", "Kommune", "Sagsbehandler i puljen", "Bogholder i puljen"),
    *("with a second factor, long ago", "guest"),
}


@pytest.fixture(scope="module")
def lived(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    example_folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Generator[Lively, None, None]:
    """The example region with its register, and a network that has lived through everything, made while every text carries markers."""
    own = {
        "SMTP": {},
        "EMAIL_BACKEND": "mikrovirk.mailing.backends.OutboxBackend",
        "DEMO": True,
        "MAIL_MONTHLY_LIMIT": 50,
        "DATA": tmp_path_factory.mktemp("walked"),
    }
    only_ours = {kind.key: kind for kind in kinds.all_kinds() if kind.key in every_mail.known()}
    with (
        mock.patch.object(kinds, "_kinds", only_ours),
        mock.patch.object(fetching, "looked_up", return_value=[]),  # no website is asked for its calendar
        django_db_blocker.unblock(),
        override_settings(**own),
        transaction.atomic(),
        language.marking(),
    ):
        with translation.override("da"), time_machine.travel(MONDAY, tick=True) as clock:
            lively = every_mail.live_through(World("http://testserver", None, clock))  # type: ignore[arg-type]
            example.build(now=timezone.now())
            bring_in_register(example_folder)
            furnish(lively)
            worker.run_jobs(now=timezone.now())
            yield lively
        transaction.set_rollback(True)


def bring_in_register(folder: Path) -> None:
    """The register of the example, read in at most once in this run; a copy of it, since buttons that throw it away are pressed."""
    with override_settings(DATA=folder):
        if copies.current() is None:
            businesses.bring_in(MONDAY.date())  # as all others who share it
    shutil.copytree(folder, settings.DATA, dirs_exist_ok=True)
    registered.tell(now=timezone.now())


@pytest.fixture
def papers(monkeypatch: pytest.MonkeyPatch) -> None:
    """PDFs come as the page they are made of."""
    monkeypatch.setattr(paper, "pdf", lambda html, title="": f"<title>{title}</title>{html}".encode())


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [FEW, pytest.param(MANY, marks=pytest.mark.soak)], ids=["few", "many"])
@pytest.mark.parametrize("tongue", LANGUAGES)
def test_every_page_speaks_one_language(
    lived: Lively, papers: None, caplog: pytest.LogCaptureFixture, tongue: str, rows: Rows
) -> None:
    caplog.set_level(logging.CRITICAL, "django.request")  # pages that are not for everybody
    User.objects.update(language=tongue)
    findings = Findings(tongue, Known(tongue, mail_texts()))
    pressed: set[tuple[str, ...]] = set()
    for role, user, enter in roles(lived):
        if (tongue, rows) == ("en", FEW) and role in IN_DANISH:
            continue
        with transaction.atomic():
            walk = Walk(role, findings, pressed, each=rows.linked)
            enter(walk, user)
            walk.go(addresses(lived, user, of_each=rows.addressed))
            transaction.set_rollback(True)
    reached = set(findings.seen) | findings.only_pressed | findings.pressed
    print(f"\n{tongue}: {findings.read_count} pages and answers read, {len(reached)} names of pages")
    assert " ".join(sorted({page.name for page in pages()} - reached - NOT_WALKED.keys())) == ""
    assert not findings.told(), findings.told()


def mail_texts() -> list[str]:
    """The texts of the kinds of mail in Danish: the coordinator edits and sees them in the language of their readers."""
    with translation.override("da"):
        found = [str(text) for kind in kinds.all_kinds() for text in (kind.subject, kind.body)]
        samples = {message.mailing: message for message in Message.objects.select_related("mailing")}
        return found + [subject_of(mailing, message) for mailing, message in samples.items()]


Enter = Callable[[Walk, Any], None]


def roles(lived: Lively) -> Iterator[tuple[str, User | None, Enter]]:
    """Who walks, and how they come in."""
    yield "stranger", None, ask_for_code
    for who, user in example.cast():
        yield language.plain(str(who)), user, by_link
    member = next(user for who, user in example.cast() if language.plain(str(who)) in ("Medlem", "Member"))
    yield "in the room", member, into_the_room
    yield "coordinator of Lynet", lived.coordinator, long_ago
    yield "newest of Lynet", lived.people[-1].user, by_link
    yield "on the way to a second factor", lived.people[1].user, by_link
    yield "with a second factor", lived.people[1].user, by_app
    yield "with a second factor, long ago", lived.people[1].user, long_ago
    yield "guest", User.objects.get(email="ole@olsen.example"), by_link


def ask_for_code(walk: Walk, nobody: None) -> None:
    walk.client.post("/account/login/", {"email": "ole@olsen.example"})


def by_link(walk: Walk, user: User) -> None:
    second_factor.enter(walk.client, user)


def by_app(walk: Walk, user: User) -> None:
    second_factor.enter(walk.client, user)
    answer = walk.client.post("/account/two-factor/authenticate/", {"code": second_factor.app_code()})
    assert second_factor.is_in(walk.client), language.plain(answer.content.decode())
    spare = RecoveryCodes(Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES))
    walk.client.post("/account/two-factor/reauthenticate/", {"code": spare.get_unused_codes()[0]})


def into_the_room(walk: Walk, user: User) -> None:
    """With a phone in the evening that is on."""
    by_link(walk, user)
    code = Evening.objects.filter(meeting__network__slug="mikrovirk", ended_at=None).latest("opened_at").code
    walk.client.post(f"/l/{code}/join/", {"as_me": "1"})


def long_ago(walk: Walk, user: User) -> None:
    """Signed in, but too long ago for the pages that ask whether it is still you."""
    walk.client.force_login(user)


def addresses(lived: Lively, user: User | None, *, of_each: int) -> list[str]:
    """Where this role's walk begins: the coordinator goes everywhere, strangers have their links, others follow theirs."""
    found = ["/", "/start/", "/me/", "/account/two-factor/", *mfa_addresses(), f"/networks/{lived.network.slug}/"]
    found.append("/installation/organisations/")  # linked where there are more of them than in the example
    told = Recap.objects.exclude(published_at=None).select_related("meeting__network").latest("published_at").meeting
    found.append(reverse("live:recap", args=[told.network.slug, told.pk]))
    if user == lived.coordinator:
        return found + all_addresses(lived, user, a_few=of_each) + of_few_cases(fund_story.SLUG)
    return found + ([*all_addresses(lived, user, a_few=1), *signed_addresses(lived)] if user is None else [])


def mfa_addresses() -> list[str]:
    """The pages about keys and codes; their links depend on what somebody has."""
    return [f"/{route}" for name, route in routes() if name.startswith("mfa_") and "<" not in route]


# --- mails -----------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("tongue", LANGUAGES)
def test_every_mail_speaks_one_language(lived: Lively, tongue: str) -> None:
    """Every kind as it really went out, twice where it went twice, and once with what was held back along."""
    User.objects.update(language=tongue)
    findings, composer = Findings(tongue, Known(tongue, every_mail.WORDS)), Composer()
    held = list(Message.objects.filter(counted=True).order_by("kind", "-pk").select_related("mailing__network"))
    along = list({message.kind: message for message in held}.values())
    rendered = set()
    for kind in sorted(every_mail.ours()):
        messages = Message.objects.filter(kind=kind).select_related("user", "mailing__network__host").order_by("-pk")
        for message in messages[:2]:
            mail = composer.compose(message, message.mailing, message.user, held=along if message.counted else ())
            pieces = [
                piece for line in f"{mail.subject}\n{mail.text}".splitlines() for piece in language.read_text(line)
            ]
            findings.hear(pieces, f"{kind} as text")
            findings.hear(language.read_page(mail.html, tongue), f"{kind} as HTML")
            rendered.add(kind)
        of_kind = kinds.get(kind)
        with translation.override(tongue):
            listed = [str(of_kind.label), str(of_kind.because)]
        findings.hear([piece for text in listed for piece in language.read_text(text)], f"{kind} in lists")
    assert rendered == every_mail.ours()
    assert not findings.told(), findings.told()
