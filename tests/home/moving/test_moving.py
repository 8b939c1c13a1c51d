"""A network moves house: everything goes along, nothing of others does, and both sides are the same."""

import ast
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.db.models import JSONField

from mikrovirk.accounts import links
from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Business, Consent, Person
from mikrovirk.home import moving
from mikrovirk.home.moving import tables, values
from mikrovirk.home.moving.references import CHANGES, OCCASIONS
from mikrovirk.landscape.models import CircleQuestion
from mikrovirk.live.models import Evening, HostAction
from mikrovirk.mailing.models import Message
from mikrovirk.networks.models import Network, Role
from mikrovirk.programme.models import AgendaItem, Meeting, SignUp
from mikrovirk.voice.models import ConsultationVersion
from tests import factories
from tests.networks.rows_of_a_network import rows_of

pytestmark = pytest.mark.django_db
NOW = factories.NOW
PACKAGE = Path(apps.get_app_config("home").path).parent


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path / "files"
    with time_machine.travel(NOW, tick=False):  # a link is signed anew, with the hour
        yield


@pytest.fixture
def moen() -> Network:
    """A network with a row of everything, and a picture."""
    network = factories.network("moen", host=factories.organisation("erhverv"))
    rows = rows_of(network)
    Network.objects.exclude(pk=network.pk).delete()  # with whom it holds meetings; what they ask each other stays too
    CircleQuestion.objects.all().delete()
    default_storage.save("a.jpg", ContentFile(b"the picture"))
    evening = Evening.objects.get()
    HostAction.objects.create(evening=evening, kind="go", turn=f"i{AgendaItem.objects.earliest('pk').pk}", at=NOW)
    Person.objects.filter(user=rows.coordinator).update(phone="+4512345678")
    return network


def written(network: Network, tmp_path: Path, name: str = "moen.zip") -> Path:
    moving.leave(network, tmp_path / name, at=NOW)
    return tmp_path / name


def rows_in(file: Path, label: str) -> list[list[Any]]:
    with zipfile.ZipFile(file) as archive:
        return [json.loads(line) for line in archive.read(f"tables/{label}.ndjson").splitlines()[1:]]


def agree(person: Person, purpose: str) -> None:
    Consent.objects.create(person=person, purpose=purpose, wording="Ja tak.", given_at=NOW)


def read(name: str) -> bytes:
    with default_storage.open(name) as file:
        content: bytes = file.read()
        return content


def become_empty() -> None:
    """As an installation nobody has used."""
    with connection.constraint_checks_disabled():
        for label in tables.labels():
            apps.get_model(label)._base_manager.all()._raw_delete("default")
    for name in default_storage.listdir("")[1]:
        default_storage.delete(name)


def test_every_table_goes_along_is_shared_or_stays_for_a_reason() -> None:
    accounted = {*tables.all_tables(), *tables.STAYS_HERE}
    assert sorted(set(tables.labels()) - accounted) == []


# Words with a key behind them that are kept nowhere: names of files and fields, what a page says to itself.
SAID_ONLY = {"support", "own", "ballot", "speaks", "phone", "card", "mails", "programme", "hall", "paper", "poster"}
SAID_ONLY |= {"move-here", "open-data", "form", "held-up"}  # counted by internet address
SAID_ONLY |= {"monthly", "weekly", "months", "weeks", "mailto", "sign-ups", "evening-codes"}
SAID_ONLY |= {"directory", "looked"}  # what the cache keeps ready, and who looked a moment ago
SAID_ONLY |= {"command"}  # in a fund's ledger, which never moves with a network
LINKS_ONLY = {"signed-up", "host", "room", "demo", "sign-in", "address", "unsubscribe"}  # in no stored text
# JSON columns that name no row: what stands in them is words, days, choices and counts.
NO_KEYS = """
    directory.MemberImport.choices directory.MemberImport.counts
    directory.RememberedColumns.columns directory.TableImport.columns directory.TableImport.counts health.RaisedWarning.days health.RaisedWarning.evidence
    health.Snapshot.measures landscape.FeedVisit.problems live.Card.facts live.Poll.choices
    mailing.IncomingMail.attachments mailing.IncomingMail.calendar
    mailing.IncomingMail.flags mailing.Mailing.context mailing.Message.context networks.Network.parts
    overview.ContactUse.left_out overview.ContactUse.unit_ids
    programme.Meeting.date_reason programme.Season.rhythm programme.SeasonCalendar.avoid voice.Input.flags
    voice.RoundQuestion.choices voice.VenueHours.closed voice.VenueHours.weekdays
"""


def source() -> Iterator[tuple[Path, ast.Module]]:
    stays = {name.split(".")[1] for name in tables.NO_NETWORKS}
    for path in PACKAGE.rglob("*.py"):
        if not {"migrations", *stays} & set(path.relative_to(PACKAGE).parts):
            yield path, ast.parse(path.read_text())


def words_before_keys() -> set[str]:
    """The word of every text like f"meeting:{meeting.pk}"."""
    texts = (node.values for _path, tree in source() for node in ast.walk(tree) if isinstance(node, ast.JoinedStr))
    begin = (str(parts[0].value) for parts in texts if len(parts) > 1 and isinstance(parts[0], ast.Constant))
    return {word[1] for text in begin if (word := re.fullmatch(r"([a-z_-]+):", text))}


def purposes_signed() -> set[str]:
    """The purpose of every link that is signed."""
    found = set()
    for path, tree in source():
        names = {
            node.targets[0].id: node.value.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and isinstance(node.value, ast.Constant)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "links.sign":
                purpose = node.args[0]
                found.add(
                    str(purpose.value)
                    if isinstance(purpose, ast.Constant)
                    else str(names.get(ast.unparse(purpose), f"{ast.unparse(purpose)} in {path.name}"))
                )
    return found - {"demo.PURPOSE in region.py", "found[1] in values.py"}


def test_whatever_may_name_a_row_in_a_text_is_known() -> None:
    """Keys in occasions, in signed links and in JSON move too, where keys change."""
    assert sorted(words_before_keys() - SAID_ONLY - set(OCCASIONS)) == []
    assert sorted(purposes_signed() - LINKS_ONLY - set(values.PURPOSES)) == []
    columns = {
        f"{label}.{column.name}"
        for label in tables.all_tables()
        for column in apps.get_model(label)._meta.concrete_fields
        if isinstance(column, JSONField)
    }
    changed = {f"{label}.{name}" for label, changes in CHANGES.items() for name in changes}
    assert columns - changed == set(NO_KEYS.split())
    named = {label for each in [*OCCASIONS.values(), *values.PURPOSES.values()] for label in each if label}
    assert named - {"turn"} - set(tables.all_tables()) - tables.STAYS_HERE == set()


def test_into_an_empty_installation_everything_is_as_it_was(moen: Network, tmp_path: Path) -> None:
    factories.member(moen, "Lise Holm", mail_choice="monthly")
    file = written(moen, tmp_path)
    before = {
        label: list(apps.get_model(label)._base_manager.order_by("pk").values_list()) for label in tables.labels()
    }
    become_empty()
    arrived = moving.arrive(file)
    assert [label for label, same in arrived.same.items() if not same] == []
    assert arrived.counts["directory.Membership"] > 1
    after = {label: list(apps.get_model(label)._base_manager.order_by("pk").values_list()) for label in tables.labels()}
    assert after == before
    assert read("a.jpg") == b"the picture"


def test_nothing_of_another_network_goes_along(moen: Network, tmp_path: Path) -> None:
    stege = factories.network("stege")
    stranger = factories.member(stege, "Bo Stegemand")
    both = factories.member(moen, "Anne Begge")
    Role.objects.create(user=both.user, name=Role.Name.STEERING, network=stege, since_date=factories.TODAY)
    both.invited_by = stranger
    both.save()
    agree(both, f"introduction:{stege.pk}")
    agree(both, f"listing:{factories.business('Stegegården').pk}")
    agree(both, f"introduction:{moen.pk}")
    file = written(moen, tmp_path)
    text = b"".join(zipfile.ZipFile(file).read(name) for name in zipfile.ZipFile(file).namelist())
    assert b"Stegemand" not in text
    assert stranger.user.email.encode() not in text
    assert [row[2] for row in rows_in(file, "directory.Consent") if "introduction" in str(row)] == [
        f"introduction:{moen.pk}"
    ]
    assert "listing" not in str(rows_in(file, "directory.Consent"))
    assert len(rows_in(file, "networks.Role")) == Role.objects.filter(network=moen).count()


def test_beside_other_networks_every_key_is_another_one_and_leads_to_the_same(moen: Network, tmp_path: Path) -> None:
    lise = factories.member(moen, "Lise Holm")
    agree(lise, f"introduction:{moen.pk}")
    file = written(moen, tmp_path)
    titles = dict(Meeting.objects.values_list("uid", "title"))
    texts = sorted(Message.objects.values_list("message_id", "user__email"))
    items = dict(AgendaItem.objects.values_list("pk", "title"))
    turns = sorted(items[int(turn[1:])] for turn in HostAction.objects.values_list("turn", flat=True))
    become_empty()
    rows_of(factories.network("stege"))  # keys from 1 on are taken
    known = User.objects.create_user(lise.user.email, full_name="Lise Holm Hansen")
    offset = max(Meeting.objects.values_list("pk", flat=True))
    arrived = moving.arrive(file)
    here = Network.objects.get(slug="moen")
    assert dict(Meeting.objects.filter(network=here).values_list("uid", "title")) == titles
    assert min(Meeting.objects.filter(network=here).values_list("pk", flat=True)) > offset
    messages = Message.objects.filter(mailing__network=here)
    assert sorted(messages.values_list("message_id", "user__email")) == texts
    for message in messages.filter(kind="programme.invitation"):
        assert Meeting.objects.get(pk=message.occasion.removeprefix("meeting:")).network == here
        token = message.context["answer_url"].rstrip("/").rpartition("/")[2]
        assert list(links.read("signup", token)) == [int(message.occasion.split(":")[1]), message.user_id]
    items = dict(AgendaItem.objects.filter(meeting__network=here).values_list("pk", "title"))
    played = HostAction.objects.filter(evening__meeting__network=here)
    assert sorted(items[int(turn[1:])] for turn in played.values_list("turn", flat=True)) == turns
    for version in ConsultationVersion.objects.filter(consultation__network=here):
        assert {each["key"] for each in version.content["points"]} <= set(
            version.consultation.points.values_list("pk", flat=True)
        )
    mine = set(items)
    people = set(here.memberships.values_list("person", flat=True))
    laid = [
        turn
        for programme in Evening.objects.filter(meeting__network=here).values_list("programme", flat=True)
        for turn in programme
    ]
    assert laid
    assert {int(turn["key"].partition("-")[0][1:]) for turn in laid} <= mine
    assert {turn["person"] for turn in laid if turn["person"]} <= people
    assert Consent.objects.get(purpose__startswith="introduction:").purpose == f"introduction:{here.pk}"
    known.refresh_from_db()
    assert known.full_name == "Lise Holm Hansen"  # who is known here stays as they are
    assert here.memberships.filter(person__user=known).count() == 1
    assert arrived.known["accounts.User"] == 1
    assert {label for label, same in arrived.same.items() if not same} <= {"accounts.User", "live.Evening"}


def test_somebody_with_a_profile_here_and_a_business_with_a_number_are_found_again(
    moen: Network, tmp_path: Path
) -> None:
    firm = factories.business("Kaffebaren", cvr="12345674")
    lise = factories.member(moen, "Lise Holm", firm=firm)
    file = written(moen, tmp_path)
    email = lise.user.email
    become_empty()
    other = factories.business("Kaffebaren ApS", cvr="12345674")
    here = factories.member(factories.network("stege"), "Lise Holm", email=email, firm=other)
    moving.arrive(file)
    assert Person.objects.filter(user__email=email).count() == 1
    assert here.memberships.count() == 2
    assert Business.objects.filter(cvr="12345674").count() == 1


def test_nobody_brings_the_right_to_look_after_the_installation(moen: Network, tmp_path: Path) -> None:
    User.objects.filter(roles__network=moen).update(is_administrator=True)
    file = written(moen, tmp_path)
    become_empty()
    moving.arrive(file)
    assert not User.objects.filter(is_administrator=True).exists()


def test_words_that_look_like_a_link_of_ours_are_not_signed(moen: Network, tmp_path: Path) -> None:
    meeting = Meeting.objects.filter(network=moen)[0]
    text = "{link signup [1, 1]} {site} {x link signup [1, 1]}"
    Meeting.objects.filter(pk=meeting.pk).update(summary=text)
    file = written(moen, tmp_path)
    become_empty()
    moving.arrive(file)
    assert Meeting.objects.get(pk=meeting.pk).summary == text


@pytest.mark.parametrize("spoil", ["truncate", "row", "file", "manifest"])
def test_what_is_damaged_changes_nothing_and_says_so(moen: Network, tmp_path: Path, spoil: str) -> None:
    file = written(moen, tmp_path)
    damaged = tmp_path / "damaged.zip"
    if spoil == "truncate":
        damaged.write_bytes(file.read_bytes()[:-400])
    else:
        rewrite(file, damaged, spoil)
    become_empty()
    with pytest.raises(moving.CannotArrive, match=r"damaged|not what was written"):
        moving.arrive(damaged)
    assert not Network.objects.exists()
    assert not User.objects.exists()
    assert default_storage.listdir("")[1] == []


def rewrite(file: Path, damaged: Path, spoil: str) -> None:
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(damaged, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if spoil == "row" and name == "tables/programme.Meeting.ndjson":
                content = content.replace(b"Moms", b"Skat").replace(b"published", b"cancelled")
            elif spoil == "file" and name == "files/a.jpg":
                content = b"another picture"
            elif spoil == "manifest" and name == "manifest.json":
                content = content[:50]
            new.writestr(name, content)


def test_the_same_network_does_not_come_twice(moen: Network, tmp_path: Path) -> None:
    file = written(moen, tmp_path)
    with pytest.raises(moving.CannotArrive, match="there is a network called 'moen'"):
        moving.arrive(file)
    with pytest.raises(moving.CannotArrive, match="here already"):
        moving.arrive(file, slug="moen-2")
    assert Network.objects.count() == 1


def test_a_file_of_another_version_is_refused_with_a_way_out(moen: Network, tmp_path: Path) -> None:
    file = written(moen, tmp_path)
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(other, "w") as new:
        manifest = json.loads(old.read("manifest.json")) | {"format": 99, "version": "9.9"}
        for name in old.namelist():
            new.writestr(name, json.dumps(manifest) if name == "manifest.json" else old.read(name))
    become_empty()
    with pytest.raises(moving.CannotArrive, match=r"version 9\.9"):
        moving.arrive(other)


def test_a_picture_nobody_has_is_named_and_a_name_that_is_taken_is_changed(moen: Network, tmp_path: Path) -> None:
    default_storage.delete("a.jpg")
    assert moving.leave(moen, tmp_path / "moen.zip", at=NOW).missing == ["a.jpg"]
    default_storage.save("a.jpg", ContentFile(b"the picture"))
    file = written(moen, tmp_path)
    become_empty()
    default_storage.save("a.jpg", ContentFile(b"somebody else's"))
    moving.arrive(file)
    photo = Evening.objects.get().photos.get()
    assert read(photo.image.name) == b"the picture"
    assert read("a.jpg") == b"somebody else's"


def test_the_file_is_for_its_owner_alone_and_appears_only_whole(
    moen: Network, tmp_path: Path, monkeypatch: Any
) -> None:
    file = written(moen, tmp_path)
    assert file.stat().st_mode & 0o777 == 0o600
    monkeypatch.setattr(moving.leaving.Leaving, "write", lambda self: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        moving.leave(moen, tmp_path / "half.zip", at=NOW)
    with pytest.raises(ZeroDivisionError):
        moving.leave(moen, file, at=NOW)
    assert sorted(path.name for path in tmp_path.glob("*.zip*")) == ["moen.zip"]
    assert zipfile.ZipFile(file).testzip() is None  # what was there before is whole


def test_the_next_row_gets_a_key_of_its_own(moen: Network, tmp_path: Path) -> None:
    file = written(moen, tmp_path)
    become_empty()
    moving.arrive(file)
    here = Network.objects.get()
    before = set(SignUp.objects.values_list("pk", flat=True))
    late = factories.sign_up(factories.meeting(here, starts_at=NOW + timedelta(days=3)), factories.member(here))
    assert late.pk not in before
