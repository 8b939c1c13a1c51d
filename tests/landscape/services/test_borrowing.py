"""Making one's own what another shares: the copy, its origin, the figures after, and undoing it."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile

from mikrovirk.accounts.models import User
from mikrovirk.home.privacy import own_data
from mikrovirk.landscape.models import Borrowed, Shared
from mikrovirk.landscape.queries import borrowing as queries
from mikrovirk.landscape.services import borrowing as services
from mikrovirk.landscape.services import circle as circle_services
from mikrovirk.mailing.models import Mailing
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Format, Material, Meeting, Talk, Venue
from mikrovirk.programme.services import talk_copies
from tests import factories
from tests.landscape.circle_rows import NOW, Circle, circle

pytestmark = pytest.mark.django_db


@pytest.fixture
def two() -> Circle:
    return circle()


def borrowed(two: Circle, kind: str) -> Borrowed:
    return services.borrow(two.shares(kind), two.taker, by=two.tage, at=NOW)


def test_a_format_comes_with_its_recipe_and_says_whose_it_was(two: Circle) -> None:
    made = borrowed(two, "format").made_format
    assert made is not None
    assert made.network == two.taker
    theirs = Format.objects.get(network=two.giver)
    assert [(i.kind, i.minutes) for i in made.items.all()] == [(i.kind, i.minutes) for i in theirs.items.all()]
    origin = queries.origin_of(made)
    assert origin is not None
    assert (origin.source, origin.source_name) == (two.giver, "Giver")
    assert queries.origin_of(theirs) is None


def test_a_format_of_the_same_name_is_told_apart(two: Circle) -> None:
    factories.format_1_0(two.taker)
    made = borrowed(two, "format").made_format
    assert (made.name if made else "") == "1.0 · Giver"


def test_a_talk_comes_with_copies_of_its_material_and_without_its_speaker(two: Circle) -> None:
    slides = Material.objects.create(
        talk=Talk.objects.get(), kind="file", title="Sider", file_name="sider.pdf", file_size=4
    )
    slides.file.save("sider.pdf", ContentFile(b"side"))
    made = borrowed(two, "talk").made_talk
    assert made is not None
    assert (made.title, made.speaker, made.speaker_name, made.meeting) == ("Moms uden mavepine", None, "", None)
    assert [material.title for material in made.materials.all()] == ["Momsfrister", "Sider"]
    copied = made.materials.get(title="Sider")
    assert copied.file.name != slides.file.name
    with copied.file.open() as file:
        assert file.read() == b"side"


def test_a_speaker_comes_with_the_address_to_be_asked_at(two: Circle) -> None:
    made = borrowed(two, "speaker").made_talk
    assert made is not None
    assert (made.speaker.email if made.speaker else "", made.speaker_name, made.title) == (
        "tove@tal.example",
        "Tove Tal",
        "",
    )
    meeting = factories.meeting(two.taker, starts_at=NOW + timedelta(days=20), title="Åben aften")
    talk_copies.put_on_meeting(made, meeting, at=NOW)
    assert Meeting.objects.get(talk=made) == meeting
    with pytest.raises(talk_copies.HasATalk):
        talk_copies.put_on_meeting(Talk.objects.create(network=two.taker), meeting, at=NOW)
    with pytest.raises(services.InUse):
        services.give_back(Borrowed.objects.get(), at=NOW)
    assert Borrowed.objects.get().undone_at is None


def test_a_venue_is_ones_own_to_change(two: Circle) -> None:
    made = borrowed(two, "venue").made_venue
    assert made is not None
    assert (made.network, made.name, made.capacity) == (two.taker, "Laden", 40)
    assert Venue.objects.filter(name="Laden").count() == 2


def test_a_mail_text_goes_into_a_draft_of_the_same_kind(two: Circle) -> None:
    taken = borrowed(two, "mail")
    draft = Mailing.objects.create(network=two.taker, kind="programme.invitation", occasion="meeting:2", due_at=NOW)
    services.use_text(taken, draft)
    assert (draft.subject, draft.body) == ("Kom og mød os", "Hej {first_name}\n\nKom!")


def test_borrowed_twice_is_borrowed_once_and_undone_it_is_gone(two: Circle) -> None:
    shared = two.shares("format")
    first = services.borrow(shared, two.taker, by=two.tage, at=NOW)
    assert services.borrow(shared, two.taker, by=two.tage, at=NOW) == first
    services.give_back(first, at=NOW)
    services.give_back(first, at=NOW)
    assert not Format.objects.filter(network=two.taker).exists()
    assert not queries.borrowed_by(two.taker).exists()
    assert services.borrow(shared, two.taker, by=two.tage, at=NOW).pk != first.pk


def test_what_was_taken_back_is_copied_no_more_and_copies_stay(two: Circle) -> None:
    taken = borrowed(two, "venue")
    shared = Shared.objects.get()
    circle_services.revoke(shared, at=NOW)
    third = factories.network("tredje")
    with pytest.raises(services.NoLongerShared):
        services.borrow(shared, third, by=two.tage, at=NOW)
    assert queries.borrowed_by(two.taker).get() == taken
    Network.objects.filter(pk=two.giver.pk).delete()
    assert queries.borrowed_by(two.taker).get().source_name == "Giver"


def test_both_see_how_many_came_before_and_with_it(two: Circle) -> None:
    taken = borrowed(two, "format")
    for days, format, came in ((-90, None, 2), (-60, None, 4), (-30, taken.made_format, 5)):
        meeting = factories.meeting(two.taker, starts_at=NOW + timedelta(days=days), state="published", format=format)
        for _n in range(came):
            factories.sign_up(meeting, factories.person(), checked_in_at=NOW)
    expected = "Før kom der i snit 3 til 2 møder. Med det kom der 5 til 1 møde."
    for rows in (queries.borrowed_by(two.taker), queries.borrowed_from(two.giver)):
        (line,) = queries.lines_of(list(rows), now=NOW)
        assert (line.in_words, line.direction) == (expected, "up")


def test_figures_cost_one_query_however_many(two: Circle, django_assert_num_queries: object) -> None:
    for kind in ("format", "venue", "talk"):
        borrowed(two, kind)
    rows = list(queries.borrowed_by(two.taker))
    with django_assert_num_queries(1):  # type: ignore[operator]
        queries.lines_of(rows, now=NOW)


def test_a_speaker_who_is_erased_is_recommended_no_more(two: Circle) -> None:
    taken = borrowed(two, "speaker")
    own_data.erase(User.objects.get(email="tove@tal.example"), at=NOW)
    assert not Shared.objects.exists()
    taken.refresh_from_db()
    assert taken.title == "–"
    assert "Tove" not in str(list(Talk.objects.values("speaker_name", "speaker_from")))
