"""From four fields on a public page to being welcomed at a meeting, and counted."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mikrovirk.directory.models import Membership
from mikrovirk.directory.services import memberships
from mikrovirk.mailing.models import Message
from mikrovirk.networks.models import Role
from mikrovirk.overview import jobs
from mikrovirk.overview.domain.welcoming import Counts, Step
from mikrovirk.overview.models import Newcomer, WelcomeHost
from mikrovirk.overview.queries import newcomers as queries
from mikrovirk.overview.services import hosts
from mikrovirk.overview.services import newcomers as services
from mikrovirk.programme.models import SignUp
from mikrovirk.programme.services import sign_ups
from tests import factories as f
from tests.overview import settlement
from tests.overview.pages import officer

pytestmark = pytest.mark.django_db
TODAY = f.TODAY


def step_of(newcomer: Newcomer) -> Step:
    return queries.path_of(queries.newcomers_in("0390").get(pk=newcomer.pk)).step


def mails(kind: str) -> list[str]:
    return sorted(Message.objects.filter(kind=kind).values_list("user__email", flat=True))


def test_what_is_written_on_the_page_goes_to_its_host() -> None:
    office = officer()
    lise = settlement.host(settlement.network(), "Lise Holm")
    made = settlement.wrote(settlement.page(by_host=lise))
    assert (made.host, made.source, made.came, step_of(made)) == (lise, "page", "plans", Step.HOSTED)
    assert mails("overview.your_newcomer") == [lise.person.email]
    assert mails("overview.newcomer") == []
    mail = Message.objects.get(kind="overview.your_newcomer").mailing.context
    assert (mail["who"], mail["trade"], mail["address"]) == ("Signe Lund", "Keramiker", "signe@ler.example")
    assert office.email not in mails("overview.your_newcomer")
    assert made.wording.startswith("Kommunen")


def test_without_a_host_the_business_service_office_is_told_and_else_the_municipality() -> None:
    karen = officer()
    page = settlement.page()
    settlement.wrote(page)
    assert mails("overview.newcomer") == [karen.email]
    office = f.user("Per Bo")
    erhverv = f.organisation(municipality_code="0390")
    Role.objects.create(user=office, name="host", organisation=erhverv, since_date=TODAY)
    settlement.wrote(page, email="to@ler.example")
    assert mails("overview.newcomer") == sorted([karen.email, office.email])


def test_nobody_writes_more_than_three_times_a_day_from_one_address() -> None:
    page = settlement.page()
    for _time in range(3):
        settlement.wrote(page)
    assert services.write_in(page, **settlement.SIGNE, at=f.NOW + timedelta(hours=1)) is None
    assert services.write_in(page, **settlement.SIGNE, at=f.NOW + timedelta(days=2)) is not None
    assert Newcomer.objects.count() == 4


def test_no_mail_goes_to_who_wrote_until_somebody_signs_them_up() -> None:
    place = settlement.network()
    made = settlement.wrote(settlement.page())
    assert not Message.objects.filter(user__email="signe@ler.example").exists()
    services.invite_to(made, f.meeting(place), at=f.NOW)
    assert mails("programme.receipt") == ["signe@ler.example"]


def test_the_whole_way_to_a_meeting_and_counted_by_the_check_in() -> None:
    place = settlement.network()
    lise = settlement.host(place, "Lise Holm")
    made = settlement.wrote(settlement.page(by_host=lise))
    services.note_answered(made, at=f.NOW + timedelta(days=1))
    assert step_of(made) == Step.ANSWERED
    meeting = f.meeting(place)
    services.invite_to(made, meeting, at=f.NOW + timedelta(days=2))
    assert step_of(made) == Step.INVITED
    row = SignUp.objects.get(meeting=meeting)
    assert (row.as_guest, row.person.name, row.state) == (True, "Signe Lund", "coming")
    row.checked_in_at = meeting.starts_at
    row.save()
    assert step_of(made) == Step.WELCOMED
    day = timezone.localdate(meeting.starts_at)
    assert queries.counts_of("0390", today=day) == Counts(all=1, welcomed=1)
    begin = meeting.starts_at
    assert queries.welcomed_between("0390", begin, begin + timedelta(1)) == 1
    assert queries.welcomed_between("0390", begin + timedelta(seconds=1), begin + timedelta(1)) == 0
    assert queries.welcomed_between("0376", begin, begin + timedelta(1)) == 0


def test_who_signs_off_again_is_answered_and_no_longer_coming() -> None:
    made = settlement.wrote(settlement.page())
    services.invite_to(made, f.meeting(settlement.network()), at=f.NOW)
    sign_ups.cancel(SignUp.objects.get(), at=f.NOW)
    assert step_of(made) == Step.ANSWERED


def test_a_visit_counts_as_it_is_noted_and_is_taken_up_again() -> None:
    made = settlement.wrote(settlement.page())
    services.note_welcomed(made, at=f.NOW)
    with pytest.raises(services.IsClosed):
        services.close(made, because="Flyttede til Jylland", at=f.NOW)
    made.refresh_from_db()
    services.take_up_again(made)
    with pytest.raises(ValueError, match="reason"):
        services.close(made, because="", at=f.NOW)
    services.close(made, because="Flyttede til Jylland", at=f.NOW)
    assert (step_of(made), queries.counts_of("0390", today=TODAY)) == (Step.CLOSED, Counts(all=1, closed=1))


def test_without_an_address_nobody_is_signed_up() -> None:
    made = services.note_newcomer("0390", name="Ole", came="moved", by=None, at=f.NOW)
    with pytest.raises(services.NoAddress):
        services.invite_to(made, f.meeting(settlement.network()), at=f.NOW)


def test_a_number_is_written_down_once() -> None:
    facts = {"name": "Ole", "came": "moved", "unit_id": "10000001", "by": None, "at": f.NOW}
    assert services.note_newcomer("0390", **facts) == services.note_newcomer("0390", **facts)


def test_the_same_host_is_told_once_and_another_one_too() -> None:
    place = settlement.network()
    lise, per = settlement.host(place, "Lise Holm"), settlement.host(place, "Per Bo")
    made = settlement.wrote(settlement.page())
    for host in (lise, lise, per):
        services.give_host(made, host, at=f.NOW)
    assert mails("overview.your_newcomer") == sorted([lise.person.email, per.person.email])


def test_the_host_of_the_trade_and_village_is_suggested_first() -> None:
    place = settlement.network()
    settlement.host(place, "Frisør i byen", trade="Frisør", village="Vordingborg")
    settlement.host(place, "Frisør i Stege", trade="Frisører", village="Stege")
    settlement.host(place, "Keramiker i byen", trade="Keramik og ler", village="Vordingborg")
    settlement.host(f.network("andre", municipality_code="0376"), "Nabo", trade="Keramiker", village="Stege")
    made = settlement.wrote(settlement.page(slug="stege", place="Stege"), trade="keramik")
    assert [
        (each.host.person.name, each.match.same_trade, each.match.same_place) for each in queries.suggested_hosts(made)
    ] == [
        ("Frisør i Stege", False, True),
        ("Keramiker i byen", True, False),
        ("Frisør i byen", False, False),
    ]


def test_only_members_welcome_and_who_stops_is_named_no_longer() -> None:
    place = settlement.network()
    with pytest.raises(hosts.NotAMember):
        hosts.become_host(f.person(), place, at=f.NOW)
    lise = settlement.host(place, "Lise Holm", is_public=True)
    page = settlement.page(by_host=lise)
    waits, answered = settlement.wrote(page), settlement.wrote(page, email="to@ler.example")
    services.note_answered(answered, at=f.NOW)
    hosts.stop_hosting(lise, at=f.NOW)
    assert (step_of(waits), step_of(answered)) == (Step.WAITS, Step.ANSWERED)
    assert queries.public_host_of(WelcomeHost.objects.get()) is None
    assert list(queries.hosts_in("0390")) == []
    third = settlement.wrote(page, email="tre@ler.example")
    assert third.host is None


def test_the_office_is_told_once_of_who_waits_for_a_week() -> None:
    karen = officer()
    lise = settlement.host(settlement.network(), "Lise Holm")
    page = settlement.page(by_host=lise)
    waits, answered = settlement.wrote(page), settlement.wrote(page, email="to@ler.example")
    services.note_answered(answered, at=f.NOW)
    assert services.tell_of_late(now=f.NOW + timedelta(days=7)) == 0
    assert services.tell_of_late(now=f.NOW + timedelta(days=7, minutes=1)) == 1
    assert services.tell_of_late(now=f.NOW + timedelta(days=8)) == 0
    assert mails("overview.newcomer_waits") == [karen.email]
    waits.refresh_from_db()
    assert waits.late_told_at == f.NOW + timedelta(days=7, minutes=1)


def test_who_leaves_the_network_welcomes_nobody_for_it() -> None:
    place = settlement.network()
    lise, per = settlement.host(place, "Lise Holm"), settlement.host(place, "Per Bo")
    membership = Membership.objects.get(person=lise.person)
    memberships.leave_network(membership, on=TODAY)
    jobs.run(now=f.NOW)
    assert list(queries.hosts_in("0390")) == [per]


def test_names_and_words_are_forgotten_a_year_after_the_last_step_and_the_count_stays() -> None:
    page = settlement.page()
    old, fresh = settlement.wrote(page), settlement.wrote(page, email="to@ler.example")
    services.note_answered(fresh, at=f.NOW + timedelta(days=300))
    assert services.forget_old(now=f.NOW + timedelta(days=366)) == 1
    old.refresh_from_db()
    assert (old.name, old.email, old.trade, old.wish) == ("–", "", "", "")
    fresh.refresh_from_db()
    assert fresh.name == "Signe Lund"
    assert queries.counts_of("0390", today=TODAY).all == 2


def test_who_leaves_is_taken_out_and_their_copy_has_what_they_wrote() -> None:
    place = settlement.network()
    made = settlement.wrote(settlement.page())
    services.invite_to(made, f.meeting(place), at=f.NOW)
    made.refresh_from_db()
    lise = settlement.host(place, "Lise Holm")
    user = made.person.user
    assert [row["trade"] for row in queries.export_of(user)["wrote_as_newcomer"]] == ["Keramiker"]
    assert [row["network__name"] for row in queries.export_of(lise.person.user)["welcomes_newcomers"]] == [
        "Netværk Møn"
    ]
    services.erase(user, at=f.NOW)
    services.erase(lise.person.user, at=f.NOW)
    made.refresh_from_db()
    assert (made.name, made.email, made.person, WelcomeHost.objects.count()) == ("–", "", None, 0)
