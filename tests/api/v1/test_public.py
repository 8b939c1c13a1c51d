"""What everybody reads: each subject through its own rules."""

from datetime import date, timedelta
from typing import Any

import pytest

from mikrovirk.directory.models import Consent, Membership, Person
from mikrovirk.live.models import Evening, SeatTaken, Story
from mikrovirk.live.queries import newest
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import HotSeatApplication
from tests.api.v1.around import Around, Everything
from tests.api.v1.conftest import Reader
from tests.factories import NOW
from tests.factories.fund import make_call

pytestmark = pytest.mark.django_db
SITE = "http://localhost:8000"


def names(page: dict[str, Any], key: str = "title") -> list[str]:
    return [each[key] for each in page["items"]]


def test_networks(around: Around, everybody: Reader) -> None:
    assert names(everybody.reads("networks"), "slug") == ["falster", "moen"]
    assert names(everybody.reads("networks?municipality=0390&q=små"), "slug") == ["moen"]
    one = everybody.reads("networks/moen")
    assert (one["municipality"], one["municipality_name"], one["url"]) == (
        "0390",
        "Vordingborg",
        f"{SITE}/networks/moen/",
    )
    assert "voice" in one["parts"]
    assert everybody.asks("networks/ukendt").status_code == 404


def test_meetings_by_time_network_and_municipality(around: Around, everybody: Reader) -> None:
    assert names(everybody.reads("meetings")) == ["Salg uden at sælge", "Aflyst"]
    assert names(everybody.reads("meetings?when=past")) == ["Det første"]
    assert names(everybody.reads("meetings?when=all&to=2026-12-31")) == ["Det første"]
    assert names(everybody.reads("meetings?from=2027-01-26")) == []
    assert names(everybody.reads("meetings?q=uden sælge&in=en")) == ["Salg uden at sælge"]
    held_together = ["Salg uden at sælge"]
    assert names(everybody.reads("meetings?network=falster")) == held_together
    assert names(everybody.reads("meetings?municipality=0376")) == held_together


def test_one_meeting(around: Around, everybody: Reader) -> None:
    one = everybody.reads(f"meetings/{around.meeting.pk}")
    assert (one["starts_at"], one["format"], one["places_left"]) == ("2027-01-25T17:00:00+01:00", "1.0", 20)
    assert one["talk"] == {"title": "Pris på ydelser", "about": "", "speaker": "Bo Blad", "speaker_from": ""}
    assert (one["venue"]["latitude"], one["venue"]["town"]) == (54.987, "Stege")
    assert one["agenda"] == [{"kind": "talk", "starts_at": "2027-01-25T17:00:00+01:00", "title": "Oplæg"}]
    assert one["together_with"] == [{"slug": "falster", "name": "Falster"}]
    assert one["sign_up_url"] == f"{SITE}/networks/moen/meetings/{around.meeting.pk}/sign-up/"
    assert [each["title"] for each in everybody.reads(f"meetings/{around.meeting.pk}/sessions")["items"]] == [
        "Velkomst"
    ]


def test_a_draft_is_not_there(around: Around, everybody: Reader) -> None:
    draft = around.network.meetings.get(state="draft")
    for address in (f"meetings/{draft.pk}", f"meetings/{draft.pk}/sessions"):
        assert everybody.asks(address).status_code == 404


def test_every_address_in_an_answer_leads_somewhere(everything: Everything, everybody: Reader) -> None:
    one = everybody.reads(f"meetings/{everything.meeting.pk}")
    links = [one["url"], one["sign_up_url"], one["calendar_url"]]
    for address in ("networks", "entries", "businesses", "funds", "calls", "conferences", "activities"):
        links += names(everybody.reads(address), "url")
    found = {link: everybody.client.get(link.removeprefix(SITE)).status_code for link in links}
    assert set(found.values()) == {200}, found


def test_the_joint_calendar(everything: Everything, everybody: Reader) -> None:
    page = everybody.reads("activities?municipality=0390")
    assert names(page) == ["Åben café", "Messe", "Salg uden at sælge", "Aflyst"]
    assert [each["start"] for each in page["items"][:3]] == [
        "2027-01-13T10:00:00+01:00",
        "2027-01-20",
        "2027-01-25T17:00:00+01:00",
    ]
    assert names(everybody.reads("activities?source=networks&town=Stege")) == ["Salg uden at sælge"]
    assert names(everybody.reads("activities?q=messe&from=2027-01-20&to=2027-01-20")) == ["Messe"]


def test_businesses_that_chose_to_be_seen(around: Around, everybody: Reader) -> None:
    assert names(everybody.reads("businesses"), "name") == ["Møn Mølle"]
    assert names(everybody.reads("businesses?q=møllen&network=falster"), "name") == []
    one = everybody.reads("businesses/moen-moelle")
    assert one["networks"] == [{"slug": "moen", "name": around.network.name}]
    assert everybody.asks("businesses/virksomhed-1").status_code == 404
    around.network.parts.remove("directory")
    around.network.save(update_fields=["parts"])
    assert everybody.asks("businesses/moen-moelle").status_code == 404


def test_you_said(everything: Everything, everybody: Reader) -> None:
    (one,) = everybody.reads("networks/moen/you-said")["items"]
    assert (one["title"], one["said_count"], one["quotes"]) == ("Møde kl. 8 i marts", 2, ["Kl. 9"])
    assert "Karen Holm" not in str(one)


def test_what_members_tell_of_themselves(around: Around, everybody: Reader) -> None:
    member = Membership.objects.get(network=around.network)
    Membership.objects.filter(pk=member.pk).update(introduced_date=date(2027, 1, 4))
    assert everybody.reads("networks/moen/new-members")["items"] == []
    purpose = newest.purpose_of(around.network.pk)
    Consent.objects.create(person=member.person, purpose=purpose, wording="Ja tak.", given_at=NOW)
    (one,) = everybody.reads("networks/moen/new-members")["items"]
    assert (one["name"], one["business"], one["introduced_date"]) == ("Lise Holm", "Møn Mølle", "2027-01-04")
    story = add_story(around.network, member.person)
    assert everybody.reads("networks/moen/stories")["items"] == []
    Story.objects.filter(pk=story.pk).update(published_at=NOW)
    (one,) = everybody.reads("networks/moen/stories")["items"]
    assert (one["title"], one["name"], one["business"]) == ("Tre nye kunder", "Lise Holm", "Møn Mølle")


def add_story(network: Network, person: Person) -> Story:
    """A story its member stands by and the coordinator has not published."""
    meeting = network.meetings.get(title="Det første")
    asked = HotSeatApplication.objects.create(
        network=network,
        person=person,
        meeting=meeting,
        kind="hot_seat",
        title="For lidt tid",
        brief="Alt",
        applied_at=NOW,
    )
    evening = Evening.objects.create(meeting=meeting, code="ABCDE", opened_at=NOW)
    seat = SeatTaken.objects.create(evening=evening, application=asked)
    return Story.objects.create(seat=seat, title="Tre nye kunder", text="Det virkede.", agreed_at=NOW)


def test_the_fund(everything: Everything, everybody: Reader) -> None:
    slug = everything.fund.slug
    assert names(everybody.reads("funds?municipality=0390"), "slug") == [slug]
    assert names(everybody.reads("funds?municipality=0376"), "slug") == []
    (call,) = everybody.reads(f"calls?fund={slug}")["items"]
    assert (call["pot_dkk"], call["state"], call["takes_applications"]) == (100_000, "decided", False)
    assert everybody.reads("calls?takes_applications=true")["count"] == 0
    (grant,) = everybody.reads(f"funds/{slug}/grants")["items"]
    assert (grant["recipient"], grant["granted_dkk"], grant["network"]["slug"]) == (
        everything.network.name,
        10_000,
        "moen",
    )
    (idea,) = everybody.reads(f"funds/{slug}/ideas")["items"]
    assert (idea["title"], idea["supporters"], idea["standing"]) == ("Fælles julemarked", 0, "in_the_box")
    result = everybody.reads(f"calls/{everything.call.pk}/result")
    assert [(each["title"], each["decided_dkk"], each["deviates"]) for each in result["projects"]] == [
        ("Fælles julemarked", 10_000, False),
        ("Åbne døre", 0, True),
    ]
    assert "Karen" not in str([grant, result, idea])


def test_calls_one_can_apply_to_now(everything: Everything, everybody: Reader) -> None:
    taken = make_call(everything.fund, opens_at=NOW, deadline_at=NOW)
    make_call(everything.fund, opens_at=NOW + timedelta(hours=1))
    make_call(everything.fund, opens_at=None, deadline_at=NOW - timedelta(seconds=1))
    assert names(everybody.reads("calls?takes_applications=true"), "id") == [taken.pk]
    says = {each["id"]: each["takes_applications"] for each in everybody.reads("calls")["items"]}
    assert [pk for pk, takes in says.items() if takes] == [taken.pk]
    assert len(says) == 4


def test_networks_and_offers(everything: Everything, everybody: Reader) -> None:
    assert names(everybody.reads("entries?municipality=0390&kind=erfa"), "name") == ["Møns Erfa"]
    assert everybody.reads("entries?municipality=0376")["count"] == 0
    one = everybody.reads(f"entries/{everything.entry.pk}")
    assert (one["standing"], one["municipalities"], one["town"]) == ("confirmed", ["0390"], "Stege")
    assert "bo@erfa.example" not in str(one)


def test_the_division_of_roles(everything: Everything, everybody: Reader) -> None:
    found = everybody.reads("municipalities/0390/division-of-roles")
    assert (found["version"], found["parties"], found["signed_by"]) == (1, ["Møn"], ["Møn"])
    assert [(task["title"], task["parts"], task["fault"]) for task in found["tasks"]] == [
        ("Holde møder", [{"party": "Møn", "kind": "responsible"}], ""),
        ("Finde lokaler", [], "gap"),
    ]
    for code in ("0376", "9999"):
        assert everybody.asks(f"municipalities/{code}/division-of-roles").status_code == 404


def test_conferences(everything: Everything, everybody: Reader) -> None:
    (line,) = everybody.reads("conferences?municipality=0390&state=call")["items"]
    assert (line["title"], line["day"], line["meeting_id"]) == ("Vækst i småt", "2027-01-25", everything.meeting.pk)
    one = everybody.reads(f"conferences/{line['id']}")
    assert [each["text"] for each in one["wishes"]] == ["Flere lokaler"]
    assert one["conclusions"] == ["Vi mødes oftere"]
    assert [(each["owner"], each["standing"]) for each in one["commitments"]] == [("Vordingborg Erhverv", "overdue")]
    everything.conference.called_at = None
    everything.conference.save(update_fields=["called_at"])
    assert everybody.asks(f"conferences/{line['id']}").status_code == 404


def test_figures_of_a_municipality(everybody: Reader, register_nearby: None) -> None:
    found = everybody.reads("municipalities/0390/figures")
    figures = {each["indicator"]: each for each in found["figures"]}
    assert found["name"] == "Vordingborg"
    assert set(figures) <= {each["key"] for each in everybody.reads("indicators")}
    assert figures["businesses"]["unit"] == "number"
    assert everybody.asks("municipalities/9999/figures").status_code == 404
    assert everybody.asks("municipalities/0390/figures?on=1999-01-01").status_code == 404


def test_no_figures_without_a_register(everybody: Reader) -> None:
    assert everybody.asks("municipalities/0390/figures").status_code == 404
    page = everybody.reads("municipalities?per_page=100")
    assert (page["count"], page["next"]) == (98, None)
