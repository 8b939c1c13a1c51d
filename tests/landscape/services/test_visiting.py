"""Feeds are read when they are due; everything that comes of it is written down."""

from datetime import date, timedelta
from typing import Any

import pytest

from mikrovirk.landscape.models import Feed, FeedVisit, OutsideEvent
from mikrovirk.landscape.queries.own_data import export_of
from mikrovirk.landscape.services import visiting
from mikrovirk.landscape.services.apart import TooHard, read_apart, read_here
from mikrovirk.landscape.services.feeds import (
    AlreadyThere,
    add_feed,
    change_feed,
    erase,
    pause_feed,
    put_back,
    remove_feed,
    resume_feed,
)
from mikrovirk.landscape.services.fetching import CannotFetch, Known, Refused
from mikrovirk.landscape.services.storing import store
from mikrovirk.mailing.models import Mailing
from tests import factories
from tests.factories import NOW
from tests.factories.landscape import answering, calendar, event, make_feed, make_outside_event

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def visit(feed: Feed, fetching: Any, *, hours: float = 0) -> FeedVisit:
    return visiting.visit(feed, now=NOW + hours * HOUR, fetching=fetching, reading=read_here)


def failing(reason: str, kind: type[CannotFetch] = CannotFetch, **more: Any) -> Any:
    def fetching(url: str, *, known: Any) -> Any:
        raise kind(reason, **more)

    return fetching


def titles() -> list[str]:
    return list(OutsideEvent.objects.order_by("starts_at").values_list("title", flat=True))


def test_the_first_time() -> None:
    feed = make_feed(town="Stege", audience="starting", is_free=True)
    log = visit(feed, answering(calendar("Åben café", "Kom i gang"), etag='"1"', last_modified="Mon"))
    assert (log.outcome, log.found_count, log.new_count, log.problems) == ("read", 2, 2, [])
    assert titles() == ["Åben café", "Kom i gang"]
    found = OutsideEvent.objects.first()
    assert found is not None
    assert (found.town, found.audience, found.is_free, found.municipality_code) == ("Stege", "starting", True, "0390")
    feed.refresh_from_db()
    assert (feed.etag, feed.read_at, feed.next_at) == ('"1"', NOW, NOW + 4 * HOUR)


def test_nothing_new_asks_with_what_is_known_and_lays_out_what_was_kept() -> None:
    """A feed that never changes still goes on: what repeats is laid out for the months ahead."""
    feed = make_feed()
    weekly = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Ugentlig\nDTSTART:20270113T180000Z\nRRULE:FREQ=WEEKLY\nEND:VEVENT\nEND:VCALENDAR"
    fetching = answering(weekly, None, etag='"1"')
    first = visit(feed, fetching).found_count
    log = visit(feed, fetching, hours=24 * 28)
    assert (log.outcome, log.new_count, log.found_count - first) == ("read", 4, 4)
    assert fetching.asked == [Known(), Known('"1"', "")]
    assert visit(feed, fetching, hours=24 * 28 + 4).outcome == "same"


def test_moved_cancelled_gone_and_new() -> None:
    feed = make_feed()
    visit(feed, answering(calendar("A", "B", "C")))
    before = {row.title: row for row in OutsideEvent.objects.all()}
    later = calendar("A", "B", "D").replace(b"DTSTART:20270113T180000Z", b"DTSTART:20270120T170000Z")
    later = later.replace(b"SUMMARY:B", b"SUMMARY:B\nSTATUS:CANCELLED")
    log = visit(feed, answering(later), hours=4)
    assert (log.new_count, log.changed_count, log.gone_count) == (1, 2, 1)
    after = {row.title: row for row in OutsideEvent.objects.all()}
    assert (after["A"].pk, after["A"].moved_from, after["A"].sequence) == (before["A"].pk, before["A"].starts_at, 1)
    assert after["B"].is_cancelled
    assert "STATUS:CANCELLED" in after["B"].calendar_lines
    assert sorted(after) == ["A", "B", "D"]


def test_changed_uids_keep_their_rows() -> None:
    feed = make_feed()
    visit(feed, answering(calendar("A", "B")))
    before = {row.title: row.pk for row in OutsideEvent.objects.all()}
    log = visit(feed, answering(calendar("A", "B").replace(b"UID:", b"UID:x-")), hours=4)
    assert ({row.title: row.pk for row in OutsideEvent.objects.all()}, log.new_count, log.gone_count) == (before, 0, 0)


def test_what_is_over_stays_when_the_feed_forgets_it() -> None:
    feed = make_feed()
    visit(feed, answering(calendar("A", start="20270110T100000Z")))
    visit(feed, answering(calendar("B")), hours=4)
    assert titles() == ["A", "B"]


def test_a_feed_that_is_suddenly_empty_is_believed_the_third_time() -> None:
    feed = make_feed()
    visit(feed, answering(calendar("A", "B", "C")))
    empty = answering(b"BEGIN:VCALENDAR\nEND:VCALENDAR")
    assert [visit(feed, empty, hours=number).reason for number in (1, 2, 3)] == ["empty", "empty", ""]
    assert titles() == []


def test_trouble_is_written_down_and_put_off_longer_and_longer() -> None:
    feed = make_feed()
    visit(feed, answering(calendar("A")))
    waits = []
    for _time in range(7):
        log = visit(feed, failing("no_answer"))
        assert feed.next_at is not None
        waits.append((feed.next_at - NOW) // HOUR)
    assert (log.outcome, log.reason, waits, titles()) == ("failed", "no_answer", [1, 4, 12, 24, 72, 168, 168], ["A"])
    assert visit(feed, failing("not_public", Refused)).outcome == "refused"
    visit(feed, answering(calendar("A")))
    assert (feed.failed_count, feed.failing_since) == (0, None)


def test_the_server_says_when_to_come_back() -> None:
    feed = make_feed()
    visit(feed, failing("busy", retry_after=36 * 3600))
    assert feed.next_at == NOW + 36 * HOUR


def test_a_feed_that_moved_for_good() -> None:
    feed = make_feed()
    visit(feed, answering(calendar("A"), moved_to="https://ny.example/feed.ics"))
    feed.refresh_from_db()
    assert feed.url == "https://ny.example/feed.ics"


def test_no_markup_reaches_the_rows() -> None:
    visit(
        make_feed(),
        answering(
            calendar("A").replace(
                b"SUMMARY:A", b"SUMMARY:<b onclick=x>A</b>\nDESCRIPTION:<script>1</script>ok\nURL:javascript:1"
            )
        ),
    )
    row = OutsideEvent.objects.get()
    assert (row.title, row.description, row.url) == ("A", "ok", "")


def test_a_page_with_activities() -> None:
    feed = make_feed(kind="page", url="https://side.example/")
    html = '<script type="application/ld+json">{"@type":"Event","name":"Åbent hus","startDate":"2027-01-14T10:00"}</script>'
    assert visit(feed, answering(html.encode())).found_count == 1
    assert titles() == ["Åbent hus"]


def test_a_file_is_laid_out_without_asking_anybody() -> None:
    feed = add_feed(
        by=factories.user(), at=NOW, octets=calendar("A"), kind="file", name="Fil", municipality_code="0390"
    )
    assert visit(feed, failing("no_answer")).found_count == 1
    assert titles() == ["A"]


def test_what_people_say_while_it_is_read_stays() -> None:
    feed = make_feed()
    inner = answering(calendar("A"))

    def fetching(url: str, *, known: Any) -> Any:
        change_feed(Feed.objects.get(pk=feed.pk), at=NOW, name="Nyt navn")
        remove_feed(Feed.objects.get(pk=feed.pk), at=NOW)
        return inner(url, known=known)

    visit(feed, fetching)
    feed.refresh_from_db()
    assert (feed.name, feed.removed_at, feed.next_at, titles()) == ("Nyt navn", NOW, None, [])


# --- once though in two calendars ------------------------------------------------------------------------------------


def test_the_same_in_two_calendars_is_shown_once() -> None:
    one, other = make_feed("Biblioteket"), make_feed("Kommunen")
    visit(one, answering(calendar("Moms for begyndere")))
    visit(other, answering(calendar("Moms for begyndere").replace(b"UID:", b"UID:y-")))
    lead = OutsideEvent.objects.get(feed=one)
    assert OutsideEvent.objects.get(feed=other).same_as == lead
    visit(one, answering(calendar("Noget helt andet")), hours=4)
    assert OutsideEvent.objects.get(feed=other).same_as is None


def test_our_own_meeting_in_their_calendar() -> None:
    network = factories.network(name="MikroVirk", municipality_code="0390")
    meeting = factories.meeting(network, title="Bliv valgt", starts_at=NOW + timedelta(days=3), state="published")
    visit(
        make_feed(),
        answering(
            b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:z\nDTSTART:20270114T090000Z\nSUMMARY:MikroVirk: Bliv valgt\nEND:VEVENT\nEND:VCALENDAR"
        ),
    )
    assert OutsideEvent.objects.get().same_meeting == meeting


def test_ones_own_copy_and_being_forgotten() -> None:
    owner, adder = factories.user(email="Bo@bibliotek.example"), factories.user()
    feed = make_feed("Biblioteket", owner_name="Bo", owner_email="bo@bibliotek.example", added_by=adder)
    (one,) = export_of(owner)["calendars"]
    assert (one["name"], one["looks_after_it"], one["added_it"]) == ("Biblioteket", True, False)
    assert [row["added_it"] for row in export_of(adder)["calendars"]] == [True]
    erase(owner)
    feed.refresh_from_db()
    assert (feed.owner_name, feed.owner_email, export_of(owner)["calendars"]) == ("", "", [])


# --- when it is due --------------------------------------------------------------------------------------------------


def test_those_that_are_due(monkeypatch: pytest.MonkeyPatch) -> None:
    read = []
    monkeypatch.setattr(visiting, "visit", lambda feed, *, now: read.append(feed.name))
    make_feed("due", next_at=NOW)
    make_feed("first", next_at=NOW - HOUR)
    make_feed("later", next_at=NOW + HOUR)
    make_feed("paused", next_at=NOW, paused_at=NOW)
    make_feed("never")
    assert visiting.read_due(now=NOW, going_on=lambda: True) == 2
    assert read == ["first", "due"]
    assert visiting.read_due(now=NOW, going_on=lambda: False) == 0
    assert Feed.objects.get(name="due").next_at == NOW + HOUR  # should the worker end here, it is tried again then


def test_pause_remove_and_put_back() -> None:
    feed = make_feed(next_at=NOW)
    make_outside_event(feed=feed)
    pause_feed(feed, at=NOW)
    feed.refresh_from_db()
    assert (feed.paused_at, feed.next_at) == (NOW, None)
    resume_feed(feed, at=NOW)
    remove_feed(feed, at=NOW)
    feed.refresh_from_db()
    assert (feed.removed_at, feed.next_at, titles()) == (NOW, None, [])
    again = add_feed(by=factories.user(), at=NOW, kind="calendar", name="X", municipality_code="0390", url=feed.url)
    with pytest.raises(AlreadyThere):
        put_back(feed, at=NOW)
    remove_feed(again, at=NOW)
    put_back(feed, at=NOW)
    feed.refresh_from_db()
    assert (feed.removed_at, feed.next_at) == (None, NOW)


def test_one_address_once_in_a_municipality() -> None:
    feed, other = make_feed(), make_feed()
    with pytest.raises(AlreadyThere):
        add_feed(by=factories.user(), at=NOW, kind="calendar", name="X", municipality_code="0390", url=feed.url)
    with pytest.raises(AlreadyThere):
        change_feed(other, at=NOW, url=feed.url)
    make_feed(url=feed.url, municipality_code="0376")


def test_the_log_is_kept_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visiting, "LOG_KEPT", 3)
    feed = make_feed()
    for number in range(5):
        visit(feed, failing("slow"), hours=number)
    assert [log.at for log in feed.visits.all()] == [NOW + number * HOUR for number in (4, 3, 2)]


# --- told to the owner -----------------------------------------------------------------------------------------------

BROKEN = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Kaffe\nEND:VEVENT\nEND:VCALENDAR"


def test_the_owner_is_told_once_the_coordinator_approves() -> None:
    network = factories.network()
    feed = make_feed(network=network, owner_email="web@bibliotek.example", owner_name="Bo Web")
    visit(feed, answering(BROKEN))
    visit(feed, answering(BROKEN), hours=4)
    mailing = Mailing.objects.get()
    assert (mailing.kind, mailing.state, mailing.messages.count()) == ("landscape.feed_trouble", "draft", 1)
    assert mailing.context["wrong"]["da"] == "- “Kaffe” (linje 2) har ingen start (DTSTART) og er lagt til side."


def test_a_server_that_is_away_for_a_while_is_no_news() -> None:
    feed = make_feed(network=factories.network(), owner_email="web@bibliotek.example")
    counts = []
    for number in range(4):
        visit(feed, failing("no_answer"), hours=number)
        counts.append(Mailing.objects.count())
    assert counts == [0, 0, 1, 1]


def test_nobody_is_written_to_where_nobody_can_approve_it() -> None:
    visit(make_feed(owner_email="web@bibliotek.example"), answering(BROKEN))
    visit(make_feed(network=factories.network()), answering(BROKEN))
    assert Mailing.objects.count() == 0


# --- read in a process of its own ------------------------------------------------------------------------------------


def test_apart_finds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    window: Any = {"url": "https://x.example/", "first_date": date(2027, 1, 1), "end_date": date(2028, 1, 1)}
    octets = calendar("Åben café", "B") + BROKEN
    assert read_apart(octets, is_page=False, **window) == read_here(octets, is_page=False, **window)
    monkeypatch.setattr("mikrovirk.landscape.services.apart.SECONDS", 0.001)
    with pytest.raises(TooHard):
        read_apart(octets, is_page=False, **window)


def test_what_takes_too_long_to_read_is_written_down() -> None:
    def reading(octets: bytes, **window: Any) -> Any:
        raise TooHard

    log = visiting.visit(make_feed(), now=NOW, fetching=answering(calendar("A")), reading=reading)
    assert (log.outcome, log.reason) == ("failed", "unreadable")


def test_many_changed_uids_cost_as_few_queries_as_few(django_assert_max_num_queries: Any) -> None:
    feed = make_feed()
    many = [event(f"Nr. {number} af mange", NOW + number * HOUR, uid=f"a{number}") for number in range(400)]
    again = [event(each.summary, each.start, uid=f"b{number}") for number, each in enumerate(many)]
    assert store(feed, many, now=NOW, from_date=NOW.date()).new == 400
    with django_assert_max_num_queries(14):  # SQLite takes some forty rows at a time
        counts = store(feed, again, now=NOW, from_date=NOW.date())
    assert (counts.new, counts.changed, counts.gone) == (0, 400, 0)
