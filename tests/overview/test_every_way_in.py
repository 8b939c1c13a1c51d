"""A business with advertising protection is in no invitation, and a business of the register gets no mail: every way in is tried.

The ways: every page of the overview and of the register for everybody who may open them; what can be posted; numbers that stand on a
list already, brought by another installation, or from before the protection; old copies; the command line; and the mails.
"""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

import mikrovirk
from mikrovirk.accounts.models import User
from mikrovirk.config.command import main
from mikrovirk.mailing.models import Message
from mikrovirk.networks.models import Network, Role
from mikrovirk.overview.models import ContactUse, ListedBusiness, Newcomer
from mikrovirk.programme.models import Follower
from mikrovirk.programme.services.invitations import those_to_invite
from tests import factories
from tests.factories.register import write_copy
from tests.overview import nearby

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register_nearby")]
HERE = "/networks/moen/invite/"
PROTECTED = ("40000001", "40000002", "40000003")  # protected, its place is protected, address secret
SIGNS = (nearby.PROTECTED, "Lukket Vej", *PROTECTED)


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Network:
    """The network, and paper that is left as HTML, so that its words can be read."""
    monkeypatch.setattr("mikrovirk.ui.paper.pdf", lambda html, **_: html.encode())
    return nearby.network(host=factories.organisation("erhverv"))


def readers(place: Network) -> dict[str, User]:
    found = {name: factories.role(name, place) for name in ("coordinator", "substitute", "steering", "member")}
    town = factories.organisation("kommunen", kind="municipality", municipality_code="0390")
    found["administrator"] = factories.user(is_administrator=True)
    for name, role, held_in in (
        ("office", "host", place.host),
        ("officer", "municipality", town),
        ("mayor", "host", town),
    ):
        found[name] = factories.user()
        Role.objects.create(user=found[name], name=role, organisation=held_in, since_date=factories.TODAY)
    return found


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text_of(answer: HttpResponse) -> str:
    """All words of an answer, a workbook's and a document's too."""
    content = b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined]
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = b"\n".join(archive.read(name) for name in archive.namelist())
    return content.decode("utf-8", "replace")


def signs_in(text: str) -> list[str]:
    return [sign for sign in SIGNS if sign in text]


def addresses(resolver: URLResolver | None = None, space: str = "", start: str = "") -> Iterator[str]:
    """Every address of the overview and the register, with something that fits in each place."""
    for entry in (resolver or get_resolver()).url_patterns:
        here = start + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from addresses(entry, entry.namespace or space, here)
        elif isinstance(entry, URLPattern) and space in ("overview", "register"):
            values = {"code": "0390", "network_slug": "moen", "pk": 1, "ending": "csv", "key": "by_place", "name": "dk"}
            keys = re.findall(r"<(\w+):(\w+)>", here)
            otherwise = {"int": 1, "slug": "stege", "str": "stege"}
            yield reverse(f"{space}:{entry.name}", kwargs={key: values.get(key, otherwise[kind]) for kind, key in keys})


def test_on_no_page_whoever_looks(place: Network) -> None:
    found, opened = {}, set()
    where = sorted(set(addresses()))
    people = readers(place)
    for name in ("coordinator", "office", "officer", "mayor"):
        client = signed_in(people[name])
        for address in (*where, f"{HERE}?postcode=4780", f"{HERE}?section=F&page=2"):
            answer = client.get(address)
            if answer.status_code == 200:
                opened.add(address)
                if signs := signs_in(text_of(answer)):
                    found[name, address] = signs
    assert found == {}
    assert {
        HERE,
        f"{HERE}list/",
        "/overview/0390/coverage/",
        "/overview/0390/coverage.xlsx",
        "/overview/0390/",
    } <= opened


def test_by_no_forged_post(place: Network) -> None:
    client = signed_in(factories.coordinator(place))
    client.post(f"{HERE}choose/", {"unit": PROTECTED})
    client.post(f"{HERE}choose/", {"shown": PROTECTED, "all": "1"})
    client.post(f"{HERE}choose/", {"unit": ["10000001", *PROTECTED, "40000001 ", "DK40000001"]})
    assert list(ListedBusiness.objects.values_list("unit_id", flat=True)) == ["10000001"]


def everything_printed(client: Client) -> str:
    texts = [text_of(client.get(f"{HERE}list/")), text_of(client.get(f"{HERE}log/")), text_of(client.get(HERE))]
    for kind in ("letters", "labels", "visits"):
        posted = {"as": kind, "purpose": "Invitation", "text": "Kom.", "everybody": "on"}
        texts.append(text_of(client.post(f"{HERE}list/print/", posted)))
    return "\n".join(texts)


def test_not_from_a_list_it_stands_on_already(place: Network) -> None:
    """As if it had been put there before it was protected, or came with a network from another installation."""
    now = factories.NOW
    for number in ("10000001", *PROTECTED):
        ListedBusiness.objects.create(network=place, unit_id=number, chosen_at=now, changed_at=now)
    client = signed_in(factories.coordinator(place))
    text = everything_printed(client)
    assert signs_in(text) == []
    assert "Storegade 1" in text
    seen, printed = ContactUse.objects.get(form="seen"), ContactUse.objects.exclude(form="seen")
    assert not set(seen.unit_ids) & set(PROTECTED)
    assert {tuple(use.unit_ids) for use in printed} == {("10000001",)}
    assert {use.left_out_count for use in printed} == {3}
    for state in ("invited", "coming", "later", "declined"):
        ListedBusiness.objects.update(state=state)
        assert signs_in(text_of(client.get(f"{HERE}list/"))) == []
    ListedBusiness.objects.update(state="chosen")
    client.post(f"{HERE}list/clear/")
    assert list(ListedBusiness.objects.values_list("unit_id", flat=True)) == ["10000001"]


def test_not_after_it_was_protected_in_a_newer_copy(place: Network, settings: Any, tmp_path: Any) -> None:
    client = signed_in(factories.coordinator(place))
    client.post(f"{HERE}choose/", {"unit": ["10000001"]})
    settings.DATA = tmp_path
    old = nearby.at("10000001", "Tømrer 01", street="Storegade", **nearby.STEGE)
    write_copy(old, as_of=date(2026, 11, 1))
    assert "Tømrer 01" in text_of(client.get(f"{HERE}list/"))
    new = nearby.at("10000001", "Tømrer 01", street="Storegade", protected=True, **nearby.STEGE)
    write_copy(new, as_of=date(2026, 11, 8))
    assert "Tømrer 01" not in everything_printed(client)
    assert "Tømrer 01" not in text_of(client.get(f"{HERE}?on=2026-11-01"))
    client.post(f"{HERE}list/clear/")
    assert ListedBusiness.objects.count() == 0


def command(*words: str) -> tuple[int, str]:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = main(["register", *words, "--json"])
    return status, out.getvalue() + err.getvalue()


def test_not_from_the_command_line(place: Network) -> None:
    people = readers(place)
    asking = ("invite", "moen", "--purpose", "Brev", "--most", "1000", "--by")
    status, text = command(*asking, people["coordinator"].email)
    assert (status, signs_in(text)) == (0, [])
    told = json.loads(text)
    assert len(told["businesses"]) == told["can_be_invited"] == 21
    assert told["left_out"] == {"closing": 1, "hidden": 1, "protected": 2}
    assert ContactUse.objects.get().by == people["coordinator"]
    for name in ("officer", "mayor", "administrator", "member", "steering", "substitute"):
        assert command(*asking, people[name].email)[0] == 2
    assert command("invite", "moen", "--purpose", " ", "--by", people["coordinator"].email)[0] == 2
    assert ContactUse.objects.count() == 1
    status, text = command("coverage", "--municipality", "0390")
    assert (status, signs_in(text)) == (0, [])
    assert "Tømrer" not in text


def test_no_mail_goes_to_a_business_of_the_register(place: Network) -> None:
    """Whatever is done with the list makes nobody known who could be written to, and writes to nobody."""
    client = signed_in(factories.coordinator(place))
    before = User.objects.count()
    client.post(f"{HERE}choose/", {"unit": ["10000001", "20000000"], "email": "cafe@firma.example"})
    everything_printed(client)
    for row in ListedBusiness.objects.all():
        for state, _name in ListedBusiness.State.choices:
            client.post(f"{HERE}list/{row.pk}/", {"state": state, "note": "cafe@firma.example", "host": ""})
    assert User.objects.count() == before
    assert Message.objects.count() == 0
    assert mail.outbox == []


def test_an_invitation_goes_to_members_and_to_those_who_asked_for_it(place: Network) -> None:
    """Not to guests, newcomers, people who left, or anybody else whose address is known here."""
    asked, unconfirmed, guest = factories.user(), factories.user(), factories.person()
    now = factories.NOW
    Follower.objects.create(network=place, user=asked, confirmed_at=now)
    Follower.objects.create(network=place, user=unconfirmed)
    factories.sign_up(factories.meeting(place), guest)
    newcomer = factories.person()
    Newcomer.objects.create(
        municipality="0390", name="Ny", email=newcomer.user.email, person=newcomer, made_at=now, source="page"
    )
    left = factories.member(place)
    left.memberships.update(left_date=factories.TODAY)
    readers(place)
    members = User.objects.filter(person__memberships__network=place, person__memberships__left_date=None)
    assert set(those_to_invite(place)) == {*members, asked}


def test_nobody_else_asks_the_register_for_names(place: Network) -> None:
    """Names and addresses are read in two places: for contact under the rule, and to tell which one a member's business is."""
    package = Path(mikrovirk.__file__).parent
    ours = (path for path in package.rglob("*.py") if not {"migrations", "readers"} & set(path.parts))
    asking = {str(path.relative_to(package)) for path in ours if re.search(r"\bunit_name\b", path.read_text())}
    allowed = {"register/domain/layout.py", "register/queries/invitable.py", "overview/queries/local.py"}
    assert asking - {"register/made_up.py"} == allowed
