"""Every page and every mail, in Danish and in English: nothing untranslated, nothing foreign, and only our own words."""

from collections.abc import Generator, Iterator
from datetime import timedelta
from typing import Any

import time

import polib
import pytest
import time_machine
from django.db import transaction
from django.test import override_settings
from django.utils import timezone, translation
from pytest_django import DjangoDbBlocker

from mikrovirk.accounts.models import User
from mikrovirk.config import translations, worker
from mikrovirk.config.demo import region as example
from mikrovirk.mailing import kinds
from mikrovirk.mailing.models import Message
from mikrovirk.mailing.rendering import Composer
from mikrovirk.programme.models import Meeting, SignUp, SlotOffer, Talk
from mikrovirk.ui import paper
from tests import language
from tests.glossary import forbidden_in
from tests.journeys import every_mail
from tests.journeys.conftest import MONDAY
from tests.journeys.every_mail import Lively
from tests.journeys.walk import Findings, Walk
from tests.journeys.world import World
from tests.language import Known
from tests.test_urls import pages

LANGUAGES = ("da", "en")
SAME_IN_BOTH = {  # texts that are Danish and English
    "E-mail", "Find", "Link", "Mails", "Menu", "Note", "Organisation", "Person", "F Y", "%(kind)s: %(about)s",
    "{title}, {when}: {meeting_url}", "%(mails)s mails", "%(count)s min",
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
    wrong = [f"{app}: {english!r} → {danish!r}" for app, english, danish in texts() if language.sounds(danish) == "en" or language.sounds(english) == "da"]
    assert wrong == []
    same = {english for _app, english, danish in texts() if danish == english}
    assert same == SAME_IN_BOTH


def test_the_catalogues_use_the_words_of_the_glossary() -> None:
    found = [f"{app}: {words} in {danish!r}" for app, _english, danish in texts() if (words := forbidden_in(danish, "da"))]
    found += [f"{app}: {words} in {english!r}" for app, english, _danish in texts() if (words := forbidden_in(english, "en"))]
    assert found == []


# --- pages -----------------------------------------------------------------------------------------------------------

NOT_BY_LINKS = {  # pages that no walk sees with content
    "home:demo_sign_in": "signs in",
}


@pytest.fixture(scope="module")
def lived(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Generator[Lively, None, None]:
    """The example region and a network that has lived through everything, made while every text carries markers."""
    own = {"SMTP": {}, "EMAIL_BACKEND": "mikrovirk.mailing.backends.OutboxBackend", "DEMO": True, "MAIL_MONTHLY_LIMIT": 50}
    with django_db_blocker.unblock(), override_settings(**own), transaction.atomic(), language.marking():
        with translation.override("da"), time_machine.travel(MONDAY, tick=True) as clock:
            lively = every_mail.live_through(World("http://testserver", None, clock))  # type: ignore[arg-type]
            example.build(now=timezone.now())
            worker.run_jobs(now=timezone.now())
            yield lively
        transaction.set_rollback(True)


@pytest.fixture
def papers(monkeypatch: pytest.MonkeyPatch) -> None:
    """PDFs come as the page they are made of."""
    monkeypatch.setattr(paper, "pdf", lambda html, title="": f"<title>{title}</title>{html}".encode())


@pytest.mark.django_db
@pytest.mark.parametrize("tongue", LANGUAGES)
def test_every_page_speaks_one_language(lived: Lively, papers: None, tongue: str) -> None:
    findings = Findings(tongue, Known(tongue))
    pressed: set[tuple[str, ...]] = set()
    t = time.time()
    for role, user in roles(lived):
        Walk(role, user, findings, pressed).go(addresses(lived, user))
        print(role, round(time.time() - t), findings.read_count)
    everything = {page.name for page in pages()}
    print("UNSEEN", sorted(everything - set(findings.seen)))
    for kind, found in findings.all().items():
        print("=====", kind, len(found))
        for text, where in sorted(found.items(), key=lambda pair: pair[1]):
            print(f"  {text[:160]!r}   {where}")
    assert findings.all() == {}


def roles(lived: Lively) -> Iterator[tuple[str, User | None]]:
    yield "stranger", None
    yield from ((str(who), user) for who, user in example.cast())
    yield "coordinator of Lynet", lived.coordinator
    yield "newest of Lynet", lived.people[-1].user
    yield "guest", User.objects.get(email="ole@olsen.example")


def addresses(lived: Lively, user: User | None) -> list[str]:
    return ["/", "/start/", "/me/"]
