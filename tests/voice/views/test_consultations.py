"""The coordinator writes a draft and shows it; the steering group answers and adopts; each version is kept."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from mikrovirk.mailing.models import Mailing
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting, Season
from mikrovirk.voice.models import Comment, Consultation, Decision, PaperCount, Point
from mikrovirk.voice.services import adopting, consultation_comments, consultations, consulting
from mikrovirk.voice.services.adopting import Words
from mikrovirk.voice.services.consultation_comments import Author
from mikrovirk.voice.services.consultations import Details
from tests import factories as f
from tests.voice import consultation_rows as rows

pytestmark = pytest.mark.django_db
HERE = "/networks/moen/consultations/"


@pytest.fixture
def moen() -> Network:
    return f.network("moen")


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def opened(place: Network) -> Consultation:
    return rows.opened(place, at=timezone.now())


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_draft_is_written_from_nothing_to_the_mail(moen: Network) -> None:
    f.member(moen)
    client = signed_in(f.coordinator(moen))
    where = client.post(f"{HERE}new/", {"title": "Foråret 2027"}).headers["Location"]
    made = Consultation.objects.get()
    assert where == f"{HERE}{made.pk}/edit/"
    client.post(where, {"title": "Foråret 2027", "intro": "Seks møder."})
    day = timezone.localdate() + timedelta(days=60)
    wrong = client.post(f"{HERE}{made.pk}/points/new/", {"title": "Moms", "day": day.isoformat()})
    assert "Hvornår begynder det?" in text_of(wrong)
    client.post(f"{HERE}{made.pk}/points/new/", {"title": "Moms", "day": day.isoformat(), "hour": "17:30"})
    client.post(f"{HERE}{made.pk}/points/new/", {"title": "Altid en mandag"})
    first, second = rows.points(made)
    client.post(f"{HERE}{made.pk}/points/{second.pk}/move/", {"up": "1"})
    until = (timezone.localdate() + timedelta(days=10)).isoformat()
    answer = client.post(f"{HERE}{made.pk}/publish/", {"until": until})
    mailing = Mailing.objects.get(kind="voice.consultation")
    assert answer.headers["Location"] == f"/networks/moen/mails/{mailing.pk}/"
    made.refresh_from_db()
    assert (made.state, made.intro, [p.title for p in rows.points(made)]) == (
        "open",
        "Seks møder.",
        ["Altid en mandag", "Moms"],
    )
    assert first.starts_at is not None
    local = timezone.localtime(first.starts_at)
    assert (local.date(), local.hour, local.minute) == (day, 17, 30)


def test_a_draft_begins_from_a_season_with_drafted_meetings(moen: Network) -> None:
    client = signed_in(f.coordinator(moen))
    assert "Begynd med en sæson" not in text_of(client.get(f"{HERE}new/"))
    season = Season.objects.create(network=moen, name="Forår")
    f.meeting(moen, season=season, state="draft", title="Moms", starts_at=timezone.now() + timedelta(days=30))
    assert "Begynd med en sæson" in text_of(client.get(f"{HERE}new/"))
    client.post(f"{HERE}new/", {"title": "Foråret", "season": season.pk})
    assert [point.title for point in rows.points(Consultation.objects.get())] == ["Moms"]


def test_an_empty_draft_is_not_shown_and_a_day_that_is_past_is_said(moen: Network) -> None:
    client = signed_in(f.coordinator(moen))
    made = consultations.new_draft(moen, title="Tom", by=None, at=timezone.now())
    page = client.post(f"{HERE}{made.pk}/publish/", {"until": "2020-01-01"})
    assert "Vælg en dag, der ikke er gået endnu." in text_of(page)
    until = (timezone.localdate() + timedelta(days=10)).isoformat()
    page = client.post(f"{HERE}{made.pk}/publish/", {"until": until}, follow=True)
    assert "Skriv mindst ét punkt først." in text_of(page)


def test_changes_wait_until_they_are_shown(moen: Network) -> None:
    client, made = signed_in(f.coordinator(moen)), opened(moen)
    point = rows.points(made)[2]
    client.post(f"{HERE}{made.pk}/points/{point.pk}/", {"title": "Altid en tirsdag", "text": point.text})
    page = text_of(client.get(f"{HERE}{made.pk}/edit/"))
    assert "Det hed »Altid en mandag«." in page
    client.post(f"{HERE}{made.pk}/points/{rows.points(made)[0].pk}/remove/")
    client.post(f"{HERE}{made.pk}/changes/", {"why": "Lokalet"})
    assert made.versions.count() == 2
    client.post(f"{HERE}{made.pk}/points/{rows.points(made)[0].pk}/remove/", {"put_back": "1"})
    assert not Point.objects.exclude(taken_out_at=None).exists()
    client.post(f"{HERE}{made.pk}/close/")
    made.refresh_from_db()
    assert made.state == "closed"


def test_a_draft_nobody_has_seen_is_thrown_away_and_others_are_not(moen: Network) -> None:
    client, made, drafted = signed_in(f.coordinator(moen)), opened(moen), rows.draft(moen)
    for each in (made, drafted):
        client.post(f"{HERE}{each.pk}/remove/")
    assert list(Consultation.objects.all()) == [made]


def test_the_steering_group_answers_point_by_point_and_hides_what_is_rude(moen: Network) -> None:
    made, lise = opened(moen), f.member(moen, "Lise Holm")
    point = rows.points(made)[0]
    consultation_comments.comment(made, point, "Hellere tirsdag", author=Author(lise), at=timezone.now())
    steering = signed_in(f.role("steering", moen))
    page = text_of(steering.get(f"{HERE}{made.pk}/answers/"))
    assert "Lise Holm" in page
    assert "Ét punkt har kommentarer og intet svar endnu:" in page
    answers = f"{HERE}{made.pk}/answers/{point.pk}/"
    wrong = steering.post(answers, {"text": "", "outcome": "no"})
    assert "Et nej skal have en grund" in text_of(wrong)
    wrong = steering.post(answers, {"text": "Nej, fordi …", "outcome": "no"})  # the reason is still to be written
    assert "Et nej skal have en grund" in text_of(wrong)
    assert "Nej, fordi …</textarea>" in text_of(wrong)  # kept
    assert 'value="no" selected' in text_of(wrong)
    done = steering.post(answers, {"text": "Tirsdag er optaget.", "outcome": "no"}, follow=True)
    assert "og én kommentar er besvaret." in text_of(done)
    said = Comment.objects.get().input
    assert (said.outcome, said.outcome_words) == ("no", "Tirsdag er optaget.")
    steering.post(f"{HERE}{made.pk}/answers/0/", {"text": "Tak for alle svar."})
    made.refresh_from_db()
    point.refresh_from_db()
    assert (point.answer, made.answer) == ("Tirsdag er optaget.", "Tak for alle svar.")
    comment = Comment.objects.get()
    steering.post(f"{HERE}{made.pk}/comments/{comment.pk}/hide/")
    assert "Hellere tirsdag" not in text_of(signed_in(f.member(moen).user).get(f"{HERE}{made.pk}/"))
    steering.post(f"{HERE}{made.pk}/comments/{comment.pk}/hide/")
    assert "Hellere tirsdag" in text_of(signed_in(f.member(moen).user).get(f"{HERE}{made.pk}/"))


def test_the_host_organisation_reads_what_was_said_and_changes_nothing(moen: Network) -> None:
    made = opened(moen)
    host = signed_in(f.role("host", moen))
    page = text_of(host.get(f"{HERE}{made.pk}/answers/"))
    assert "Gem svaret" not in page
    assert host.post(f"{HERE}{made.pk}/answers/0/", {"text": "x"}).status_code == 404


def test_adopting_wants_a_reason_where_answers_lack_and_can_be_taken_back(moen: Network) -> None:
    made = opened(moen)
    consultation_comments.comment(made, rows.points(made)[0], "Hellere tirsdag", at=timezone.now())
    client = signed_in(f.role("steering", moen))
    words = {"decision": "Foråret er vedtaget", "reason": "Det bakkede medlemmerne op om."}
    page = text_of(client.post(f"{HERE}{made.pk}/adopt/", words))
    assert "Hvorfor vedtager I det, selv om kommentarer ikke har fået svar?" in page
    assert "Det bakkede medlemmerne op om.</textarea>" in page  # kept
    answer = client.post(f"{HERE}{made.pk}/adopt/", words | {"unanswered_because": "Vi svarer på mødet."})
    assert answer.headers["Location"] == f"{HERE}{made.pk}/versions/2/"
    assert (Meeting.objects.count(), Decision.objects.get().reason) == (2, words["reason"])
    page = text_of(client.get(f"{HERE}{made.pk}/versions/2/"))
    assert "Version 2, vedtaget" in page
    client.post(f"{HERE}{made.pk}/undo/")
    made.refresh_from_db()
    assert (made.state, Meeting.objects.count()) == ("closed", 0)


def test_every_version_can_be_read_by_members_with_what_it_changed(moen: Network) -> None:
    made = opened(moen)
    consultations.change_point(rows.points(made)[2], Details("Altid en tirsdag", "Så er den fast."))
    adopting.adopt(made, Words("Vedtaget", "Ja", why="Vedtaget"), by=f.user(), at=timezone.now())
    member = signed_in(f.member(moen).user)
    first = text_of(member.get(f"{HERE}{made.pk}/versions/1/"))
    second = text_of(member.get(f"{HERE}{made.pk}/versions/2/"))
    assert "Altid en mandag" in first
    assert "Altid en tirsdag" not in first
    assert "Det hed »Altid en mandag«." in second
    assert member.get(f"{HERE}{made.pk}/versions/3/").status_code == 404
    pdf = member.get(f"{HERE}{made.pk}/versions/2.pdf")
    assert (pdf.headers["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    stranger = signed_in(f.member(f.network("stege")).user)
    assert stranger.get(f"{HERE}{made.pk}/versions/1/").status_code == 404


def test_paper_is_counted_and_typed_in_one_comment_after_the_other(moen: Network) -> None:
    made = opened(moen)
    evening = f.meeting(moen, starts_at=timezone.now() - timedelta(days=1))
    first, second, _third = rows.points(made)
    client = signed_in(f.role("steering", moen))
    counts = {"meeting": evening.pk, f"for-{first.pk}": "12", f"against-{first.pk}": "", f"for-{second.pk}": "to"}
    page = text_of(client.post(f"{HERE}{made.pk}/paper/", counts))
    assert "Salg uden at sælge" in page.partition("Det er ikke tal")[2]
    assert 'value="to" aria-invalid="true"' in page  # kept, to be put right
    assert list(PaperCount.objects.values_list("point", "meeting", "for_count", "against_count")) == [
        (first.pk, evening.pk, 12, 0)
    ]
    key = "00000000-0000-0000-0000-00000000000a"
    posted = {"meeting": evening.pk, "point": second.pk, "name": "", "text": "Vi vil øve os", "key": key}
    for _ in range(2):  # pressed twice
        answer = client.post(f"{HERE}{made.pk}/paper/comments/", posted, headers={"HX-Request": "true"})
    page = text_of(answer)
    assert page.count("Vi vil øve os") == 1
    assert f'value="{second.pk}" selected' in page  # the next is about the same point
    said = Comment.objects.get().input
    assert (said.source, said.meeting, said.point, said.is_anonymous) == ("paper", evening, second, True)
    client.post(f"{HERE}{made.pk}/paper/comments/{Comment.objects.get().pk}/remove/")
    assert not Comment.objects.exists()
    sheet = client.get(f"{HERE}{made.pk}/paper/sheet.pdf")
    assert (sheet.headers["Content-Type"], sheet.content[:5]) == ("application/pdf", b"%PDF-")


def test_keys_of_four_digits_come_back_from_the_paper_page(moen: Network) -> None:
    made = rows.draft(moen, at=timezone.now())
    point = Point.objects.create(pk=4711, consultation=made, position=9, title="Altid Stege")
    evening = f.meeting(moen, pk=5678, starts_at=timezone.now() - timedelta(days=1))
    consulting.publish(made, until=timezone.now() + timedelta(days=9), by=None, at=timezone.now())
    page = text_of(signed_in(f.role("steering", moen)).get(f"{HERE}{made.pk}/paper/?meeting={evening.pk}"))
    for field in (f'name="for-{point.pk}"', f'name="against-{point.pk}"', f'name="meeting" value="{evening.pk}"'):
        assert field in page


def test_a_member_finds_none_of_the_pages_of_the_office(moen: Network) -> None:
    made = opened(moen)
    member = signed_in(f.member(moen).user)
    pages = ("edit/", "points/new/", "answers/", "adopt/", "paper/", "paper/sheet.pdf")
    assert {member.get(f"{HERE}{made.pk}/{page}").status_code for page in pages} == {404}
    steering = signed_in(f.role("steering", moen))
    assert {steering.get(f"{HERE}{made.pk}/{page}").status_code for page in ("edit/", "points/new/")} == {404}
