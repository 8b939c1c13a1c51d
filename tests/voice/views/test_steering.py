"""The steering room's pages through the client: who may, what they say, and that lists cost what one row costs."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.mailing.models import Mailing
from mikrovirk.networks.models import Network, Role
from mikrovirk.voice.models import AgendaPoint, Consultation, Decision, SteeringMeeting
from mikrovirk.voice.services import consultations, steering_guests
from mikrovirk.voice.services import decisions as decision_services
from mikrovirk.voice.services import steering as services
from mikrovirk.voice.services.consultations import Details
from tests import factories
from tests.voice import consultation_rows
from tests.voice import steering_rows as rows

pytestmark = pytest.mark.django_db
HOME = "/networks/moen/steering/"


@pytest.fixture
def moen() -> Network:
    return rows.room()


@pytest.fixture
def karen(moen: Network) -> User:
    return rows.coordinator(moen)


@pytest.fixture
def meeting(moen: Network) -> SteeringMeeting:
    return rows.meeting(moen, starts_at=timezone.now() + timedelta(days=3))


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(client: Client, where: str) -> str:
    answer = client.get(where)
    assert answer.status_code == 200, (where, answer.status_code)
    return answer.content.decode()


def of(meeting: SteeringMeeting, what: str = "") -> str:
    return f"{HOME}meetings/{meeting.pk}/{what}"


# --- the room --------------------------------------------------------------------------------------------------------


def test_a_room_in_which_nothing_was_done_says_what_to_do_first(karen: User) -> None:
    shown = page(signed_in(karen), HOME)
    assert "Indkald til det første møde" in shown
    assert "Der er ikke besluttet noget endnu" in shown


def test_all_that_waits_is_one_click_away(moen: Network, karen: User, meeting: SteeringMeeting) -> None:
    rows.theme(moen, said=("Kl. 8", "Kl. 9"))
    late = rows.decision(moen, "Navneskilte", owner=karen, due_date=timezone.localdate() - timedelta(days=2))
    draft = Consultation.objects.create(
        network=moen, title="Forår 2027", state="closed", opened_at=timezone.now(), closes_at=timezone.now()
    )
    shown = page(signed_in(karen), HOME)
    for words, where in (
        ("2 input har ikke fået svar", "/networks/moen/voice/"),
        ("Forår 2027", f"/networks/moen/consultations/{draft.pk}/"),
        ("Navneskilte", f"{HOME}decisions/{late.pk}/"),
        ("Karen Holm", of(meeting)),
    ):
        assert words in shown
        assert f'href="{where}"' in shown


def test_a_member_finds_no_room_and_the_host_reads_only(moen: Network, meeting: SteeringMeeting) -> None:
    host = factories.organisation("erhverv")
    Network.objects.filter(pk=moen.pk).update(host=host)
    reader = factories.user()
    Role.objects.create(user=reader, name=Role.Name.HOST, organisation=host, since_date=factories.TODAY)
    assert signed_in(factories.member(moen).user).get(HOME).status_code == 404
    client = signed_in(reader)
    assert "Indkald til" not in page(client, HOME)
    assert client.get(of(meeting, "agenda/")).status_code == 404


def test_without_its_part_the_room_is_not_there(karen: User) -> None:
    stege = rows.room("stege", parts=("voice",))
    client = signed_in(rows.coordinator(stege))
    for where in ("/networks/stege/steering/", "/networks/stege/steering/decisions/"):
        assert client.get(where).status_code == 404


@pytest.mark.parametrize("where", [HOME, f"{HOME}decisions/", f"{HOME}meetings/", "/networks/moen/you-said/"])
def test_three_rows_cost_what_one_costs(where: str, moen: Network, karen: User) -> None:
    client = signed_in(karen)
    some_rows(moen, karen, 1)
    one = queries_of(client, where)
    some_rows(moen, karen, 2)
    assert queries_of(client, where) == one


def some_rows(moen: Network, karen: User, count: int) -> None:
    for number in range(count):
        made = rows.decision(moen, themes=(rows.theme(moen),), by=karen, owner=karen)
        decision_services.show(made, by=karen, at=timezone.now())
        held = rows.meeting(moen, starts_at=timezone.now() + timedelta(days=number + 1))
        rows.point(held)


def queries_of(client: Client, where: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        page(client, where)
    return len(seen)


def test_a_meeting_with_three_points_costs_what_one_with_one_costs(
    moen: Network, karen: User, meeting: SteeringMeeting
) -> None:
    client = signed_in(karen)
    rows.decision(moen, point=rows.point(meeting, matter="inputs"), by=karen, owner=karen)
    one = queries_of(client, of(meeting))
    for _number in range(2):
        rows.decision(moen, point=rows.point(meeting, matter="inputs"), by=karen, owner=karen)
    assert queries_of(client, of(meeting)) == one


# --- a meeting -------------------------------------------------------------------------------------------------------


def test_from_a_day_to_an_agenda_and_an_invitation(moen: Network, karen: User) -> None:
    rows.group(moen, "Bo Lind")
    client = signed_in(karen)
    soon = timezone.localdate() + timedelta(days=10)
    answer = client.post(f"{HOME}meetings/new/", {"day": soon, "hour": "16:00", "lasts": 90, "place": "Møn Bibliotek"})
    made = SteeringMeeting.objects.get()
    assert answer.headers["Location"] == of(made, "agenda/")
    client.post(of(made, "agenda/"), {"rest-keep": "on", "rest-title": "Kaffe og eventuelt", "rest-about": ""})
    assert [(point.title, point.matter) for point in made.points.all()] == [("Kaffe og eventuelt", "rest")]
    client.post(of(made, "invite/"))
    mail = Mailing.objects.get(kind="voice.steering_invite")
    assert {message.user.full_name for message in mail.messages.all()} == {"Karen Holm", "Bo Lind"}
    assert mail.state == Mailing.State.DRAFT
    assert mail.context["agenda"] == "- 1. Kaffe og eventuelt"
    assert "METHOD:REQUEST" in mail.calendar
    assert "SUMMARY:Netværket på Møn: styregruppemøde" in mail.calendar


def test_a_day_that_is_over_is_said_beside_the_field_and_the_rest_is_kept(karen: User) -> None:
    words = {"day": "2020-01-01", "hour": "16:00", "lasts": 90, "place": "Stege"}
    answer = signed_in(karen).post(f"{HOME}meetings/new/", words)
    shown = answer.content.decode()
    assert "field--error" in shown
    assert 'value="Stege"' in shown
    assert not SteeringMeeting.objects.exists()


def test_a_point_left_out_is_not_on_the_agenda(karen: User, meeting: SteeringMeeting) -> None:
    signed_in(karen).post(of(meeting, "agenda/"), {"rest-title": "Eventuelt"})
    assert not meeting.points.exists()


def test_those_invited_are_told_when_it_is_moved_and_called_off(karen: User, meeting: SteeringMeeting) -> None:
    client = signed_in(karen)
    client.post(of(meeting, "invite/"))
    soon = timezone.localdate() + timedelta(days=20)
    moved = {"day": soon, "hour": "17:00", "lasts": 60, "place": "Stege"}
    client.post(of(meeting, "edit/"), moved)
    assert not Mailing.objects.filter(kind="voice.steering_moved").exists()  # it still waits: brought up to date
    invitation = Mailing.objects.get(kind="voice.steering_invite")
    assert "LOCATION:Stege" in invitation.calendar
    client.post(f"/networks/moen/mails/{invitation.pk}/approve/")
    client.post(of(meeting, "edit/"), {**moved, "hour": "18:00"})
    assert Mailing.objects.get(kind="voice.steering_moved").messages.count() == 1
    client.post(of(meeting, "cancel/"))
    off = Mailing.objects.get(kind="voice.steering_cancelled")
    assert "METHOD:CANCEL" in off.calendar
    assert Mailing.objects.get(kind="voice.steering_moved").state == Mailing.State.STOPPED
    assert "Mødet er aflyst" in page(client, of(meeting))


# --- minutes ---------------------------------------------------------------------------------------------------------


def write(client: Client, point: AgendaPoint, text: str, *, version: int = 0, key: str = "a", json: bool = True) -> Any:
    accept = "application/json" if json else "text/html"
    where = of(point.meeting, f"points/{point.pk}/minutes/")
    return client.post(where, {"minutes": text, "version": version, "page": key}, headers={"Accept": accept})


def test_minutes_are_saved_as_they_are_typed(karen: User, meeting: SteeringMeeting) -> None:
    point = rows.point(meeting)
    answer = write(signed_in(karen), point, "Kaffe\r\nog kage")
    point.refresh_from_db()
    assert (answer.json()["version"], point.minutes) == (1, "Kaffe\nog kage")
    assert answer.json()["words"].startswith("Gemt kl. ")


def test_two_who_write_at_once_both_see_both(moen: Network, karen: User, meeting: SteeringMeeting) -> None:
    point = rows.point(meeting)
    (bo,) = rows.group(moen, "Bo Lind")
    write(signed_in(bo), point, "Bo om kaffe", key="b")
    told = write(signed_in(karen), point, "Karen om kage")
    assert (told.status_code, told.json()["version"]) == (409, 1)
    for words in ("Bo Lind", "Bo om kaffe", "Bo om kaffe\nKaren om kage", "Behold begge tekster"):
        assert words in told.json()["html"]
    without_script = write(signed_in(karen), point, "Karen om kage", json=False)
    assert without_script.status_code == 409
    assert "Bo om kaffe\nKaren om kage</textarea>" in without_script.content.decode()
    point.refresh_from_db()
    assert point.minutes == "Bo om kaffe"


def test_a_cpr_number_is_refused_and_what_was_typed_stays(karen: User, meeting: SteeringMeeting) -> None:
    point = rows.point(meeting)
    text = "Lise, 010203-1234, vil gerne."
    assert write(signed_in(karen), point, text).status_code == 422
    shown = write(signed_in(karen), point, text, json=False).content.decode()
    assert "Lise, 010203-1234, vil gerne.</textarea>" in shown
    point.refresh_from_db()
    assert point.minutes == ""


def test_what_others_wrote_is_told(karen: User, meeting: SteeringMeeting) -> None:
    first, second = rows.point(meeting, "Et"), rows.point(meeting, "To")
    client = signed_in(karen)
    write(client, second, "Nyt")
    told = client.get(of(meeting, f"changes/?known={first.pk}-0.{second.pk}-0")).json()
    assert {key: each["minutes"] for key, each in told["points"].items()} == {str(second.pk): "Nyt"}
    assert told["open"] is True
    assert client.get(of(meeting, "changes/?known=x.-1.99999-y")).status_code == 200


def test_closed_minutes_are_read_only_mailed_and_opened_with_a_reason(karen: User, meeting: SteeringMeeting) -> None:
    point = rows.point(meeting, minutes="Kaffe")
    client = signed_in(karen)
    client.post(of(meeting, "close/"), {"mail": "1"})
    mail = Mailing.objects.get(kind="voice.steering_minutes")
    assert mail.context["minutes"] == "1. Mødetider\nKaffe"
    assert write(client, point, "Nyt", version=0).status_code == 423
    shown = page(client, of(meeting))
    assert "<textarea" not in shown.partition("data-content>Mødetider")[2].partition("Skriv")[0]
    assert "field--error" in client.post(of(meeting, "reopen/"), {"why": ""}).content.decode()
    meeting.refresh_from_db()
    assert meeting.closed_at is not None
    client.post(of(meeting, "reopen/"), {"why": "Et navn var forkert"})
    assert "Et navn var forkert" in page(client, of(meeting))
    assert write(client, point, "Nyt", version=0).status_code == 200


def test_who_was_there_is_refused_with_a_cpr_number_and_stays_typed(karen: User, meeting: SteeringMeeting) -> None:
    answer = signed_in(karen).post(of(meeting, "present/"), {"present": "Lise, 010203-1234"}).content.decode()
    assert 'value="Lise, 010203-1234"' in answer
    assert "field--error" in answer
    meeting.refresh_from_db()
    assert meeting.present == ""


def test_a_meeting_that_is_closed_gets_no_other_day(karen: User, meeting: SteeringMeeting) -> None:
    services.close_minutes(meeting, by=karen, at=timezone.now())
    before = meeting.starts_at
    moved = {"day": timezone.localdate() + timedelta(days=20), "hour": "17:00", "lasts": 60, "place": "Stege"}
    answer = signed_in(karen).post(of(meeting, "edit/"), moved, follow=True)
    assert "Referatet er lukket" in answer.content.decode()
    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.place) == (before, "Møn Bibliotek")


def test_a_meeting_of_an_unusual_length_keeps_it(moen: Network, karen: User) -> None:
    made = rows.meeting(moen, starts_at=timezone.now() + timedelta(days=3), lasts=45)
    words = {"day": timezone.localdate() + timedelta(days=3), "hour": "17:00", "lasts": 45, "place": "Stege"}
    signed_in(karen).post(of(made, "edit/"), words)
    made.refresh_from_db()
    assert (made.lasts, made.place) == (45, "Stege")


def test_keys_of_four_digits_are_written_without_a_point(moen: Network, karen: User, meeting: SteeringMeeting) -> None:
    """Danish writes 4711 as 4.711: a script, an address or a posted field must never see that."""
    point = AgendaPoint.objects.create(pk=4711, meeting=meeting, position=1, title="Mødetider", version=1234)
    shown = page(signed_in(karen), of(meeting))
    for each in ('data-minutes="4711"', 'id="point-4711"', 'value="1234"', 'hx-target="#decisions-4711"'):
        assert each in shown
    assert "4.711" not in shown
    made = Decision.objects.create(pk=5678, network=moen, title="Kaffe", reason="Tørst", point=point)
    decision_services.answer_themes(made, [rows.theme(moen)])
    decision_services.show(made, by=karen, at=timezone.now())
    for where in (f"{HOME}decisions/5678/", "/networks/moen/you-said/"):
        assert "5.678" not in page(signed_in(karen), where)


def test_agenda_and_minutes_are_made_for_paper(karen: User, meeting: SteeringMeeting) -> None:
    rows.point(meeting, minutes="Kaffe")
    client = signed_in(karen)
    for paper in ("agenda.pdf", "minutes.pdf"):
        answer = client.get(of(meeting, paper))
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")


# --- decisions -------------------------------------------------------------------------------------------------------


def words(**more: Any) -> dict[str, Any]:
    return {"title": "Møde kl. 8", "answer": "yes", "reason": "Mange kan ikke.", **more}


def test_a_decision_is_written_in_the_point_and_gives_what_was_said_its_answer(
    moen: Network, karen: User, meeting: SteeringMeeting
) -> None:
    point, theme = rows.point(meeting), rows.theme(moen)
    typed = words(owner=str(karen.pk), themes=[theme.pk], gives_outcome="on")
    answer = signed_in(karen).post(
        of(meeting, f"points/{point.pk}/decide/"), typed, headers={"HX-Request": "true"}
    )  # fmt: skip
    assert "Møde kl. 8" in answer.content.decode()
    made = Decision.objects.get()
    assert (made.point, made.steering_meeting, made.owner) == (point, meeting, karen)
    assert list(made.inputs.values_list("outcome", "outcome_words")) == [("taken_up", "Møde kl. 8. Mange kan ikke.")]


def test_an_owner_is_found_by_name_and_two_of_that_name_are_told_apart(moen: Network, karen: User) -> None:
    lise = factories.member(moen, "Lise Holm").user
    client = signed_in(karen)
    client.post(f"{HOME}decisions/new/", words(owner="other", owner_name="lise holm"))
    assert Decision.objects.get().owner == lise
    factories.member(moen, "Lise Holm")
    shown = client.post(f"{HOME}decisions/new/", words(owner="other", owner_name="Lise Holm")).content.decode()
    assert "Lise Holm (" in shown
    assert lise.email in shown
    gone = client.post(f"{HOME}decisions/new/", words(owner="other", owner_name="Ukendt")).content.decode()
    assert "Ingen i netværket har det navn" in gone
    both = client.post(f"{HOME}decisions/new/", words(owner=str(karen.pk), owner_name="Lise")).content.decode()
    assert "ikke begge dele" in both
    assert Decision.objects.count() == 1


def test_a_decision_without_a_reason_is_not_kept(karen: User) -> None:
    shown = signed_in(karen).post(f"{HOME}decisions/new/", words(reason="")).content.decode()
    assert "data-error-summary" in shown
    assert not Decision.objects.exists()


def test_its_page_tells_where_it_came_from(moen: Network, karen: User, meeting: SteeringMeeting) -> None:
    theme = rows.theme(moen, said=("Hellere kl. 8",))
    made = rows.decision(moen, themes=(theme,), point=rows.point(meeting), by=karen, owner=karen)
    shown = page(signed_in(karen), f"{HOME}decisions/{made.pk}/")
    for each in ("Hellere kl. 8", "Mødetider", of(meeting), "Mange kan ikke om aftenen.", "Besluttet"):
        assert each in shown


def test_whoever_sees_to_it_says_it_is_done_or_hands_it_back(moen: Network, karen: User) -> None:
    lise = factories.member(moen, "Lise Holm").user
    made = rows.decision(moen, owner=lise, by=karen)
    client = signed_in(lise)
    mine = f"{HOME}decisions/{made.pk}/mine/"
    assert mine in page(client, "/me/")
    assert client.get(f"{HOME}decisions/{made.pk}/").status_code == 404
    client.post(mine, {"words": "Det første er lagt."})
    made.refresh_from_db()
    assert (made.done_by, made.done_words) == (lise, "Det første er lagt.")
    assert client.get(mine).status_code == 404
    other = rows.decision(moen, "Kaffe", owner=lise, by=karen, at=timezone.now())
    client.post(f"{HOME}decisions/{other.pk}/mine/back/", {"why": "Jeg flytter"})
    other.refresh_from_db()
    assert other.owner is None
    assert other.changes.last().words == "Fra Lise Holm til ingen. Jeg flytter"


def test_what_has_no_day_stands_last_in_what_is_to_do(moen: Network, karen: User) -> None:
    rows.decision(moen, "Uden dag", owner=karen, by=karen)
    rows.decision(moen, "Med dag", owner=karen, by=karen, due_date=timezone.localdate() + timedelta(days=9))
    for where in (HOME, f"{HOME}decisions/"):
        shown = page(signed_in(karen), where)
        assert shown.index("Med dag") < shown.index("Uden dag")


def test_who_takes_over_from_one_who_left_is_told_of_each(moen: Network, karen: User) -> None:
    (bo,), lise = rows.group(moen, "Bo Lind"), factories.member(moen, "Lise Holm").user
    first, second = rows.decision(moen, "Kaffe", owner=bo, by=karen), rows.decision(moen, "Skilte", owner=bo, by=karen)
    Role.objects.filter(user=bo).delete()
    typed = {"owner": "other", "owner_name": lise.email, "all": "1"}
    signed_in(karen).post(f"{HOME}decisions/{first.pk}/owner/", typed)
    told = Mailing.objects.filter(kind="voice.decision_owner", messages__user=lise)
    assert {mail.context["decision"] for mail in told} == {first.title, second.title}


def test_overdue_and_ownerless_decisions_stand_in_the_ten_minutes(moen: Network, karen: User) -> None:
    rows.decision(moen, "Navneskilte", owner=karen, due_date=timezone.localdate() - timedelta(days=2), by=karen)
    rows.decision(moen, "Kaffe", by=karen)
    shown = page(signed_in(karen), "/networks/moen/week/")
    assert "Over tiden: Navneskilte" in shown
    assert "Ingen sørger for én beslutning" in shown


# --- guests ----------------------------------------------------------------------------------------------------------


def test_a_guest_reads_one_meeting_and_nothing_of_members(moen: Network, karen: User, meeting: SteeringMeeting) -> None:
    lise = factories.member(moen, "Lise Holm").user
    draft = consultation_rows.opened(moen, at=timezone.now())
    not_shown = consultation_rows.points(draft)[2]
    consultations.change_point(not_shown, Details("Altid en tirsdag", not_shown.text))
    point = rows.point(meeting, minutes="Vi talte om kaffe.", consultation=draft)
    rows.decision(moen, point=point, owner=lise, by=karen)
    other = rows.meeting(moen, starts_at=timezone.now() + timedelta(days=30))
    rows.point(other, "Hemmeligt")
    guest = steering_guests.let_in(meeting, name="Tove Tal", email="", at=timezone.now())
    link = steering_guests.link_of(guest)
    answer = Client().get(link[link.index("/g/") :])
    shown = answer.content.decode()
    for each in (
        "Mødetider",
        "Vi talte om kaffe.",
        "Karen Holm",
        "Foråret 2027",
        "Salg uden at sælge",
        "Altid en mandag",
        "Et medlem sørger",
    ):
        assert each in shown
    for each in ("Lise Holm", "Hemmeligt", "Altid en tirsdag"):
        assert each not in shown
    assert (answer.headers["X-Robots-Tag"], answer.headers["Referrer-Policy"]) == ("noindex, nofollow", "same-origin")


def test_a_guest_link_ends_is_taken_back_and_cannot_be_changed(karen: User, meeting: SteeringMeeting) -> None:
    client, stranger = signed_in(karen), Client()
    client.post(of(meeting, "guests/"), {"name": "Tove Tal", "email": "tove@firma.example"})
    guest = meeting.guests.get()
    assert guest.expires_at == meeting.ends_at + timedelta(days=1)
    mail = Mailing.objects.get(kind="voice.steering_guest")
    assert mail.state == Mailing.State.DRAFT
    where = mail.context["url"][mail.context["url"].index("/g/") :]
    assert stranger.get(where).status_code == 200
    assert stranger.get(f"{where[:-2]}x/").status_code == 404
    client.post(of(meeting, f"guests/{guest.pk}/revoke/"))
    assert stranger.get(where).status_code == 410
    mail.refresh_from_db()
    assert mail.state == Mailing.State.STOPPED
    guest.revoked_at, guest.expires_at = None, timezone.now()
    guest.save()
    assert stranger.get(where).status_code == 410


def test_a_guest_link_to_a_meeting_that_is_called_off_is_gone(meeting: SteeringMeeting) -> None:
    guest = steering_guests.let_in(meeting, name="Tove", email="", at=timezone.now())
    link = steering_guests.link_of(guest)
    services.cancel_meeting(meeting, at=timezone.now())
    assert Client().get(link[link.index("/g/") :]).status_code == 410
