import pytest
from django.core.files.base import ContentFile

from mikrovirk.fund.models import Interest
from mikrovirk.fund.services import reports
from mikrovirk.fund.services.agreements import NotStanding
from mikrovirk.fund.services.interests import LockedOut
from mikrovirk.fund.services.reports import AlreadyRead
from mikrovirk.mailing.models import Message
from tests.factories import NOW
from tests.fund.granted import applicant, granted, staff

pytestmark = pytest.mark.django_db


def test_what_is_typed_is_kept_until_it_is_sent_read_and_shown() -> None:
    made = granted()
    case = made.application
    reports.save(case, {"happened": "40 kom."}, at=NOW)
    report = reports.save(case, {"came_of_it": "Vi gør det igen.", "people": 40, "newcomers": 12}, at=NOW)
    assert (report.happened, report.came_of_it, report.people, report.sent_at) == (
        "40 kom.", "Vi gør det igen.", 40, None
    )  # fmt: skip
    reports.send(report, by=applicant(made), at=NOW)
    read = reports.approve(report, by=staff(case), at=NOW)
    assert read.approved_at == NOW
    with pytest.raises(AlreadyRead):
        reports.save(case, {"happened": "Nej."}, at=NOW)
    with pytest.raises(AlreadyRead):
        reports.send(report, by=applicant(made), at=NOW)
    with pytest.raises(AlreadyRead):
        reports.ask_again(report, by=staff(case), at=NOW, why="?")


def test_a_report_that_was_not_sent_is_not_approved() -> None:
    made = granted()
    report = reports.save(made.application, {"happened": "…"}, at=NOW)
    assert reports.approve(report, by=staff(made.application), at=NOW).approved_at is None


def test_a_picture_takes_the_place_of_the_one_before_and_can_be_dropped(
    settings, tmp_path, django_capture_on_commit_callbacks
) -> None:
    settings.MEDIA_ROOT = tmp_path
    case = granted().application
    reports.save(case, {}, at=NOW, picture=ContentFile(b"one", name="one.jpg"))
    with django_capture_on_commit_callbacks(execute=True):
        second = reports.save(case, {"picture_text": "Torvet"}, at=NOW, picture=ContentFile(b"two", name="two.jpg"))
    assert [path.read_bytes() for path in tmp_path.rglob("*.jpg")] == [b"two"]
    assert second.picture_text == "Torvet"
    with django_capture_on_commit_callbacks(execute=True):
        third = reports.save(case, {}, at=NOW, drop_picture=True)
    assert (third.picture.name, third.picture_text, list(tmp_path.rglob("*.jpg"))) == ("", "", [])


def test_what_is_missing_is_said_and_the_report_opens_again() -> None:
    made = granted()
    report = reports.save(made.application, {"happened": "Fint."}, at=NOW)
    reports.send(report, by=applicant(made), at=NOW)
    again = reports.ask_again(report, by=staff(made.application), at=NOW, why="Hvor mange kom?")
    assert again.sent_at is None
    assert Message.objects.get(mailing__kind="fund.report_again").mailing.context["why"] == "Hvor mange kom?"


def test_there_is_no_report_on_what_was_not_accepted_and_none_is_read_by_those_with_an_interest() -> None:
    with pytest.raises(NotStanding):
        reports.save(granted(accepted=False).application, {}, at=NOW)
    made = granted()
    worker = staff(made.application)
    report = reports.save(made.application, {}, at=NOW)
    Interest.objects.create(application=made.application, user=worker, ground="own", declared_at=NOW)
    with pytest.raises(LockedOut):
        reports.approve(report, by=worker, at=NOW)
    with pytest.raises(LockedOut):
        reports.ask_again(report, by=worker, at=NOW, why="?")
