"""Walks through the site as one role after the other, reads every page, and presses every button once."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urljoin, urlsplit

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve

from mikrovirk.mailing.models import Letter
from tests import language
from tests.glossary import forbidden_in
from tests.journeys.world import parsed
from tests.language import Known, Piece

LEAVES = {"account_logout", "set_language", "ui:look", "home:demo_sign_in"}  # would end the walk
TOLD_DIFFERENTLY = {"mailing:edit"}  # what is sent comes back with its placeholders filled
WERE_SENT = {"mailing:mailbox_mail", "mailing:mailbox_html"}  # mails in the language of who got them
FOR_PROGRAMS = {  # the names of their columns are the same in every language, or in the one the address asks for
    "overview:open_file",
    "home:bring_set_aside",  # rows of somebody's file, as they were
    "landscape:entries_csv",
    "fund:vote_file",
    "fund:office_aid_csv",
    "fund:statistics_file",
    "fund:given_file",
    "fund:ledger_csv",
}
IN_MANY_STATES = {  # pages that are there, or have their buttons and files, in some states only
    "fund:application",
    "mailing:mailing",
    "networks:organisation",
    "programme:map",
    "programme:meeting",
    "voice:conclusions",
    "voice:steering_meeting",
}
SOUGHT = "xyzzy"  # typed into forms that ask for something
SAMPLES = "ui:"  # the gallery of components shows whoever changes the looks how they look, with Danish samples
SAID_IN_CALENDAR = re.compile(r"(?:SUMMARY|DESCRIPTION|LOCATION|X-WR-CALNAME|X-WR-CALDESC|COMMENT)[^:]*:(.*)")


@dataclass
class Form:
    """A form as a page has it, with what it would send."""

    address: str
    posts: bool
    fields: list[tuple[str, str]] = field(default_factory=list)


class Pressable(HTMLParser):
    """Finds the links and forms of a page."""

    def __init__(self, html: str, base: str) -> None:
        super().__init__(convert_charrefs=True)
        self.base, self.links, self.forms = base, [], []  # type: str, list[str], list[Form]
        self.form: Form | None = None
        self.select = self.area = ""
        self.first_option = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        for name in ("href", "hx-get"):
            if name in given and tag != "link":
                self.links.append(urljoin(self.base, given[name]))
        if tag == "form":
            self.form = Form(urljoin(self.base, given.get("action", "")), given.get("method", "").lower() == "post")
            self.forms.append(self.form)
        elif self.form:
            self.take(tag, given)
        if tag == "button" and "formaction" in given:
            self.forms.append(
                Form(urljoin(self.base, given["formaction"]), True, [(given.get("name", ""), given.get("value", ""))])
            )

    def take(self, tag: str, given: dict[str, str]) -> None:
        assert self.form
        name, fields = given.get("name", self.select), self.form.fields
        if tag == "select":
            self.select, self.first_option = name, True
        elif tag == "option" and (self.first_option or "selected" in given):
            fields[:] = [pair for pair in fields if pair[0] != self.select] + [(self.select, given.get("value", ""))]
            self.first_option = False
        elif tag == "textarea":
            self.area = name
        elif tag in ("input", "button") and name and name != "csrfmiddlewaretoken":
            if tag == "button" and "formaction" in given:
                return
            sent = given.get("type") not in ("checkbox", "radio", "file") or "checked" in given
            if sent and not (tag == "button" and any(pair[0] == name for pair in fields)):
                fields.append((name, given.get("value", "")))

    def handle_data(self, data: str) -> None:
        if self.area and self.form:
            self.form.fields.append((self.area, data.strip()))
            self.area = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        elif tag == "select":
            self.select = ""
        elif tag == "textarea":
            self.area = ""


@dataclass
class Findings:
    """What a walk found: where it has been, and what there should not stand."""

    language: str
    known: Known
    seen: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # name of the page: roles
    loose: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # text: where
    foreign: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    forbidden: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    broken: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    only_pressed: set[str] = field(default_factory=set)  # names of pages that only take what forms send
    pressed: set[str] = field(default_factory=set)  # those a form was sent to
    read_count: int = 0

    def hear(self, pieces: Iterable[Piece], where: str, typed: Collection[str] = ()) -> None:
        """Note what of the pieces is in nobody's language, in the other one, or not in our words."""
        self.read_count += 1
        for piece in pieces:
            for text in piece.loose:
                if self.known.is_written(text):
                    continue
                for words in sorted(typed, key=len, reverse=True):
                    text = text.replace(words, " ")
                if not self.known.is_written(text):
                    self.loose[text].add(where)
            ours = self.known.rest(piece.text)
            if language.sounds(ours) not in ("", self.language):
                self.foreign[piece.text].add(where)
            for word in forbidden_in(ours, self.language):
                self.forbidden[f"{word}: {piece.text}"].add(where)

    def told(self) -> str:
        """All that was found, a line each; empty if that is nothing."""
        kinds = (
            ("broken", self.broken),
            ("not translated", self.loose),
            ("the other language", self.foreign),
            ("not our word", self.forbidden),
        )
        lines = [f"{kind}: {text!r} in {sorted(where)[:4]}" for kind, found in kinds for text, where in found.items()]
        return "\n".join(sorted(lines))


def name_of(address: str) -> str:
    """The name of the page at that address; empty where there is none."""
    return name_at(urlsplit(address).path)


@cache
def name_at(path: str) -> str:
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""


class Walk:
    """One role's walk; a stranger's until `client` is signed in.

    `pressed`: forms that need no further press; `each`: pages of one name that the role looks at when it gets there by links,
    twice as many of those in many states.
    """

    def __init__(self, role: str, findings: Findings, pressed: set[tuple[str, ...]], *, each: int) -> None:
        self.role, self.findings, self.pressed, self.each = role, findings, pressed, each
        self.client = Client(raise_request_exception=False)
        self.client.cookies[settings.LANGUAGE_COOKIE_NAME] = findings.language
        self.looked: set[str] = set()
        self.counts: dict[tuple[str, ...], int] = defaultdict(int)
        self.refused: set[tuple[str, int]] = set()  # names of pages with how they said no

    def go(self, starts: Iterable[str]) -> None:
        """Look at `starts`, and at what they lead to."""
        waiting = list(dict.fromkeys(starts))
        while waiting:
            address = waiting.pop(0)
            if address not in self.looked:
                self.looked.add(address)
                waiting += [link for link in self.look(address) if self.is_new(link)]

    def is_new(self, address: str) -> bool:
        """Whether to look there too: of each page, with each set of query words, a few."""
        name = name_of(address)
        if not name or name in LEAVES or name.startswith(SAMPLES) or address in self.looked:
            return False
        key = (name, *sorted(key for key, _value in parse_qsl(urlsplit(address).query)))
        self.counts[key] += 1
        return self.counts[key] <= self.each * (2 if name in IN_MANY_STATES else 1)

    def look(self, address: str) -> list[str]:
        """Read one page and press what can be pressed; return the links on it."""
        name = name_of(address)
        if name in self.findings.only_pressed:
            return []
        answer = self.client.get(address)
        if answer.status_code in (301, 302):
            return [urljoin(address, answer["Location"])] if answer["Location"].startswith(("/", "?")) else []
        if not self.is_to_be_read(answer, address):
            return []
        html = self.read(answer, f"{name} as {self.role}", {SOUGHT} if SOUGHT in address else ())
        if not html:
            return []
        found = Pressable(language.plain(html), address)
        for form in found.forms:
            if form.posts:
                self.press(form)
        asking = [
            f"{form.address.partition('?')[0]}?{form.fields[0][0]}={SOUGHT}"
            for form in found.forms
            if not form.posts and form.fields
        ]
        links = [link.partition("#")[0] for link in found.links if link.startswith("/")]
        return links + asking

    def is_to_be_read(self, answer: HttpResponse, address: str) -> bool:
        """Note how a page answered; whether there is something in it that nobody has read yet."""
        name, status = name_of(address), answer.status_code
        if status == 200:
            self.findings.seen[name].add(self.role)
            return name not in WERE_SENT or self.findings.language == settings.LANGUAGE_CODE
        if status not in (403, 404, 405, 410):
            self.findings.broken[f"{status} {address}"].add(self.role)
        if status == 405:
            self.findings.only_pressed.add(name)
        is_first = (name, status) not in self.refused
        self.refused.add((name, status))
        return is_first

    def press(self, form: Form) -> None:
        """Send a form as it is and then empty, read what comes back, and take it all back; each kind of form once."""
        name = name_of(form.address)
        key = (name, *sorted({pair[0] for pair in form.fields}))
        if key in self.pressed or name in LEAVES:
            return
        self.pressed.add(key)
        self.findings.pressed.add(name)
        for fields in ([] if name in TOLD_DIFFERENTLY else form.fields, []):
            with transaction.atomic():
                self.send(form.address, fields, name)
                transaction.set_rollback(True)

    def send(self, address: str, fields: list[tuple[str, str]], name: str) -> None:
        somebody = Client(raise_request_exception=False)
        somebody.cookies = self.client.cookies.copy()
        last = max(Letter.objects.values_list("pk", flat=True), default=0)
        sent: dict[str, list[str]] = defaultdict(list)
        for key, value in fields:
            sent[key].append(value)
        answer = somebody.post(address, sent)
        where, typed = (
            f"after {name} as {self.role}",
            {" ".join(value.split()) for _name, value in fields if value.strip()},
        )
        if answer.status_code >= 500:
            self.findings.broken[f"{answer.status_code} {address}"].add(where)
        self.read(answer, where, typed)
        if answer.status_code in (301, 302) and answer["Location"].startswith(("/", "?")):
            self.read(somebody.get(urljoin(address, answer["Location"]), follow=True), where, typed)
        for letter in Letter.objects.filter(pk__gt=last):
            self.findings.hear(letter_pieces(bytes(letter.raw)), f"letter {where}")

    def read(self, answer: HttpResponse, where: str, typed: Collection[str] = ()) -> str:
        """Note what the answer says, but for what was typed; return it if it is a page."""
        kind = answer.headers.get("Content-Type", "").partition(";")[0]
        if answer.streaming:
            answer.getvalue()  # a file; read to its end, it is closed without the database's connection
            return ""
        if kind == "text/html":
            html = answer.content.decode()
            self.findings.hear(language.read_page(html, self.findings.language), where, typed)
            return html
        if kind == "text/calendar" and self.findings.language != settings.LANGUAGE_CODE:
            return ""  # made when a meeting is saved, for everybody who subscribes: in the installation's language
        if where.partition(" ")[0] in FOR_PROGRAMS:
            return ""
        if kind in ("text/calendar", "text/csv", "text/plain"):
            pieces = list(text_pieces(answer.content.decode("utf-8-sig"), kind))
            self.findings.hear(
                pieces[-1:] if "import_unreadable" in where else pieces, where
            )  # a list of theirs, and why
        return ""


def text_pieces(text: str, kind: str) -> Iterator[Piece]:
    """What a file without tags says: a calendar's words, a table's headings."""
    if kind == "text/calendar":
        for line in re.sub(r"\r?\n[ \t]", "", text).splitlines():
            if found := SAID_IN_CALENDAR.fullmatch(line):
                for said in re.sub(r"\\([,;\\])", r"\1", found[1]).split("\\n"):
                    yield from language.read_text(said)
    else:
        lines = text.splitlines()
        for cell in lines[0].split(";") if kind == "text/csv" and lines else lines:
            yield from language.read_text(cell)


def letter_pieces(raw: bytes) -> list[Piece]:
    """What a finished mail says."""
    mail = parsed(raw)
    return language.read_text(mail.subject) + [
        piece for line in mail.text.splitlines() for piece in language.read_text(line)
    ]
