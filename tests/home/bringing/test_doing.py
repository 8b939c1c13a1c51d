"""Files from elsewhere, from the bytes to the rows and back again."""

from pathlib import Path

import pytest

from mikrovirk.accounts.models import User
from mikrovirk.directory.domain.tables import Outcome
from mikrovirk.directory.models import Person, TableImport
from mikrovirk.home import bringing
from mikrovirk.home.bringing.subjects import SUBJECTS
from mikrovirk.home.privacy import own_data
from mikrovirk.mailing.models import Message
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting, SignUp, Venue
from mikrovirk.programme.services.reports import note_read
from tests.factories import NOW, business, meeting, member, network, sign_up

pytestmark = pytest.mark.django_db
FILES = Path(__file__).parents[2] / "data" / "way-in"


def brought(place: Network, subject: str, name: str) -> TableImport:
    content = (FILES / name).read_bytes()
    return bringing.bring(place, SUBJECTS[subject], content=content, file_name=name, by=None, at=NOW)


def outcomes(kept: TableImport) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(line.title, str(line.outcome), line.told) for line in bringing.plan_of(kept, now=NOW).lines]


def came() -> list[tuple[str, str, str, bool, bool]]:
    rows = SignUp.objects.select_related("person__user", "meeting").order_by("meeting__starts_at", "pk")
    return [
        (row.meeting.title, row.name or str(row.person), row.state, row.checked_in_at is not None, row.as_guest)
        for row in rows
    ]


@pytest.fixture
def place() -> Network:
    return network("havnby")


def test_a_list_of_participants_becomes_history(place: Network) -> None:
    member(place, "Lise Holm", email="lise@systuen.example")
    kept = brought(place, "participants", "nemtilmeld-deltagere.csv")
    assert outcomes(kept) == [
        ("Lise Holm", "new", ("new_meeting", "came")),
        ("Per Bo", "new", ("new_person", "new_meeting", "coming")),
        ("Nina Ny", "new", ("new_person", "new_meeting", "cancelled")),
        ("Uden Adresse", "new", ("name_only", "new_meeting", "came")),
        ("Lise Holm", "new", ("new_meeting", "came")),
        ("Vera Vent", "new", ("new_person", "new_meeting", "waiting")),
        ("Lise Holm", "aside", ("not_held",)),
    ]
    assert not SignUp.objects.exists()

    bringing.carry_out(kept, by=None, at=NOW)
    assert came() == [
        ("Salg uden at sælge", "Lise Holm", "coming", True, False),
        ("Salg uden at sælge", "Per Bo", "coming", False, True),
        ("Salg uden at sælge", "Nina Ny", "cancelled", False, True),
        ("Salg uden at sælge", "Uden Adresse", "coming", True, True),
        ("Moms på ti minutter", "Lise Holm", "coming", True, False),
        ("Moms på ti minutter", "Vera Vent", "waiting", False, True),
    ]
    held = Meeting.objects.order_by("starts_at")
    assert [(each.state, each.places_taken, each.starts_at.isoformat()) for each in held] == [
        ("published", 3, "2026-03-04T16:30:00+00:00"),
        ("published", 1, "2026-04-01T15:30:00+00:00"),
    ]
    assert not Message.objects.exists()


def test_the_same_list_again_brings_nothing(place: Network) -> None:
    bringing.carry_out(brought(place, "participants", "nemtilmeld-deltagere.csv"), by=None, at=NOW)
    again = bringing.plan_of(brought(place, "participants", "nemtilmeld-deltagere.csv"), now=NOW)
    assert again.changes_nothing


def test_undoing_leaves_everything_as_it_was(place: Network) -> None:
    lise = member(place, "Lise Holm", email="lise@systuen.example")
    at = meeting(place, starts_at=NOW.replace(year=2026, month=3, day=4), title="Salg uden at sælge", places_taken=1)
    sign_up(at, lise)
    kept = brought(place, "participants", "nemtilmeld-deltagere.csv")
    assert outcomes(kept)[0] == ("Lise Holm", "fills", ("came",))
    bringing.carry_out(kept, by=None, at=NOW)
    assert Meeting.objects.get(pk=at.pk).places_taken == 3
    undone = bringing.undo(kept, at=NOW)
    assert undone.counts["kept"] == []
    assert came() == [("Salg uden at sælge", "Lise Holm", "coming", False, False)]
    assert [(each.pk, each.places_taken) for each in Meeting.objects.all()] == [(at.pk, 1)]
    assert set(User.objects.values_list("email", flat=True)) == {"lise@systuen.example"}


def test_what_was_used_since_stays(place: Network) -> None:
    kept = brought(place, "participants", "nemtilmeld-deltagere.csv")
    bringing.carry_out(kept, by=None, at=NOW)
    sign_up(meeting(place), Person.objects.get(user__email="per@bo.example"))
    undone = bringing.undo(kept, at=NOW)
    assert undone.counts["kept"] == [{"what": "person", "name": "Per Bo", "why": "used"}]
    assert len(came()) == 1


def test_reading_what_came_of_an_old_evening_changes_nothing(place: Network) -> None:
    kept = brought(place, "participants", "nemtilmeld-deltagere.csv")
    bringing.carry_out(kept, by=None, at=NOW)
    for each in Meeting.objects.all():
        note_read(each, at=NOW)
    assert Meeting.objects.filter(report_read_at=NOW).exists()
    assert bringing.undo(kept, at=NOW).counts["kept"] == []
    assert not Meeting.objects.exists()


def test_a_calendar_becomes_meetings(place: Network) -> None:
    kept = brought(place, "meetings", "kalender.ics")
    assert outcomes(kept) == [
        ("Morgenkaffe", "new", ()),
        ("Morgenkaffe", "new", ()),
        ("Salg uden at sælge", "new", ()),
        ("Blev ikke til noget", "aside", ("called_off",)),
        ("Sommertur", "new", ("usual_hour",)),
        ("Fødselsdag", "new", ("draft",)),
    ]
    bringing.carry_out(kept, by=None, at=NOW)
    assert [(each.title, each.state) for each in Meeting.objects.order_by("starts_at")] == [
        ("Morgenkaffe", "published"),
        ("Morgenkaffe", "published"),
        ("Salg uden at sælge", "published"),
        ("Sommertur", "published"),
        ("Fødselsdag", "draft"),
    ]
    assert [(v.name, v.address, v.postcode, v.town) for v in Venue.objects.all()] == [
        ("Møn Bibliotek", "Møllebrøndstræde 12", "4780", "Stege")
    ]
    assert bringing.undo(kept, at=NOW).counts["kept"] == []
    assert not Meeting.objects.exists()
    assert not Venue.objects.exists()


def test_a_table_of_meetings_fills_in_what_is_here(place: Network) -> None:
    known = meeting(place, starts_at=NOW.replace(year=2026, month=3, day=4, hour=16, minute=30), title="Noget andet")
    kept = brought(place, "meetings", "moeder.csv")
    assert outcomes(kept) == [
        ("Noget andet", "fills", ()),
        ("Moms på ti minutter", "new", ("usual_hour",)),
        ("Uden dato", "aside", ("no_day",)),
        ("Sommerfest", "new", ("draft",)),
        ("Salg uden at sælge", "aside", ("twice",)),
    ]
    bringing.carry_out(kept, by=None, at=NOW)
    known.refresh_from_db()
    assert (known.title, known.summary, str(known.venue)) == ("Noget andet", "Vi øvede elevatortalen.", "Møn Bibliotek")
    bringing.undo(kept, at=NOW)
    known.refresh_from_db()
    assert (known.summary, known.venue) == ("", None)


def test_businesses_are_filled_in_and_never_overwritten(place: Network) -> None:
    firm = business("Systuen", industry="Syer")
    member(place, "Lise Holm", firm=firm)
    kept = brought(place, "businesses", "virksomheder.csv")
    assert outcomes(kept) == [("Systuen", "fills", ("differs",)), ("Ukendt ApS", "aside", ("not_ours",))]
    bringing.carry_out(kept, by=None, at=NOW)
    firm.refresh_from_db()
    assert (firm.industry, firm.town, firm.website) == ("Syer", "Stege", "https://www.systuen.dk")
    bringing.undo(kept, at=NOW)
    firm.refresh_from_db()
    assert (firm.industry, firm.town, firm.website) == ("Syer", "", "")


def test_what_is_no_table_says_why(place: Network) -> None:
    with pytest.raises(bringing.CannotBring, match="pdf"):
        bringing.bring(place, SUBJECTS["meetings"], content=b"%PDF-1.7", file_name="a.pdf", by=None, at=NOW)


def test_outcomes_are_counted(place: Network) -> None:
    done = bringing.carry_out(brought(place, "meetings", "moeder.csv"), by=None, at=NOW)
    assert done.counts == {str(Outcome.NEW): 3, "fills": 0, "same": 0, "aside": 2}


def test_a_guest_who_is_erased_stands_in_no_list_any_more(place: Network) -> None:
    kept = bringing.carry_out(brought(place, "participants", "nemtilmeld-deltagere.csv"), by=None, at=NOW)
    own_data.erase(User.objects.get(email="per@bo.example"), at=NOW)
    kept.refresh_from_db()
    assert (bytes(kept.content), kept.journal) == (b"", [])
