"""The coordinator's members: found, added, put right, ended, taken out as a file."""

import io
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from mikrovirk.directory import services
from mikrovirk.directory.domain.member_lists import read_member_list
from mikrovirk.directory.models import Business, Membership, Person, Referral
from mikrovirk.mailing.models import Mailing
from mikrovirk.networks.models import Network, Role
from tests.factories import TODAY, business, coordinator, meeting, member, network, person, sign_up, user

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Network:
    return network("havnby")


@pytest.fixture
def office(client: Client, place: Network) -> Client:
    client.force_login(coordinator(place))
    return client


def listed(client: Client, place: Network, **query: str) -> list[str]:
    response = client.get(reverse("directory:members", args=[place.slug]), query)
    return [line.name for line in response.context["lines"]]


def test_the_list_finds_and_narrows(office: Client, place: Network) -> None:
    now = timezone.now()
    old = now.date() - timedelta(days=500)
    lise = member(place, "Lise Sørensen", joined=old, firm=business("Systuen", town="Bogø", industry="Frisør"))
    member(place, "Per Bo", joined=now.date() - timedelta(days=3), firm=business("Bådbyg", town="Stege"))
    member(place, "Åse Ålborg", joined=old, bounced_at=now)
    services.leave_network(member(place, "Hans Gået", joined=old).memberships.get(), on=now.date())
    sign_up(meeting(place, starts_at=now - timedelta(days=9)), lise, checked_in_at=now - timedelta(days=9))
    sign_up(meeting(place), person("Gitte Gæst"))
    member(network(), "Somebody Elsewhere")
    services.refresh_search_texts(all_rows=True)
    assert listed(office, place) == ["Lise Sørensen", "Per Bo", "Åse Ålborg"]
    assert listed(office, place, q="sorensen") == ["Lise Sørensen"]
    assert listed(office, place, q="frisører bogo") == ["Lise Sørensen"]
    assert listed(office, place, q="bådbyg") == ["Per Bo"]
    assert listed(office, place, q="elsewhere") == []
    assert listed(office, place, show="new") == ["Per Bo"]
    assert listed(office, place, show="away") == ["Åse Ålborg"]
    assert listed(office, place, show="bounced") == ["Åse Ålborg"]
    assert listed(office, place, show="guests") == ["Gitte Gæst"]
    assert listed(office, place, show="guests", q="gitte") == ["Gitte Gæst"]
    assert listed(office, place, show="left") == ["Hans Gået"]
    assert listed(office, place, order="newest") == ["Per Bo", "Åse Ålborg", "Lise Sørensen"]
    assert listed(office, place, show="nonsense", order="nonsense") == ["Lise Sørensen", "Per Bo", "Åse Ålborg"]


def test_the_list_shows_thirty_at_a_fixed_number_of_queries(
    office: Client, place: Network, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    address = reverse("directory:members", args=[place.slug])
    office.get(address)  # the first look is written down
    # session, user, roles, parts, which; and how many there are, where one page does not show them all
    for members, queries in ((1, 5), (3, 5), (40, 6), (300, 6)):
        while place.memberships.count() < members:
            member(place)
        with django_assert_num_queries(queries):
            response = office.get(address)
    assert len(response.context["lines"]) == 30
    assert "1–30 af 300" in response.text
    assert "31–60 af 300" in office.get(address, {"page": "2"}).text
    services.refresh_search_texts()
    with django_assert_num_queries(5):
        piece = office.get(address, {"q": "lise"}, headers={"HX-Request": "true"})
    assert piece.text.startswith('<div id="results"')
    assert "HX-Request" in piece.headers["Vary"]


def test_what_people_wrote_is_escaped(office: Client, place: Network) -> None:
    member(place, "<b>Lise</b>", firm=business("Syning & <i>mere</i>", town='"Stege"'))
    for query in ({}, {"q": '"><script>'}):
        page = office.get(reverse("directory:members", args=[place.slug]), query).text
        assert "<b>Lise" not in page
        assert "<i>mere" not in page
        assert "<script>" not in page.split("</head>")[1]
    assert "&quot;&gt;&lt;script&gt;" in page


def test_an_empty_network_is_told_how_to_begin(office: Client, place: Network) -> None:
    page = office.get(reverse("directory:members", args=[place.slug])).text
    assert "Her kommer dine medlemmer til at stå" in page
    assert reverse("directory:export_csv", args=[place.slug]) not in page
    assert reverse("directory:import", args=[place.slug]) in page


@pytest.mark.parametrize("who", ["member", "steering", "elsewhere", "administrator"])
def test_nobody_else_sees_the_members(client: Client, place: Network, who: str) -> None:
    if who == "member":
        somebody = member(place).user
    elif who == "steering":
        somebody = user()
        Role.objects.create(user=somebody, name="steering", network=place, since_date=TODAY)
    elif who == "elsewhere":
        somebody = coordinator(network())
    else:
        somebody = user(is_administrator=True)
    lise = member(place)
    client.force_login(somebody)
    pages = ("members", "add_member", "import", "export_csv", "export_xlsx")
    addresses = [reverse(f"directory:{name}", args=[place.slug]) for name in pages]
    ones = ("member", "edit_member", "member_business", "member_other_business")
    addresses += [reverse(f"directory:{name}", args=[place.slug, lise.pk]) for name in ones]
    assert {client.get(address).status_code for address in addresses} == {404}
    actions = ("leave", "undo_leaving", "make_member")
    posts = [reverse(f"directory:{name}", args=[place.slug, lise.pk]) for name in actions]
    assert {client.post(address).status_code for address in posts} == {404}
    assert lise.memberships.get().left_date is None


def test_signed_out_one_is_asked_to_sign_in(client: Client, place: Network) -> None:
    response = client.get(reverse("directory:members", args=[place.slug]))
    assert response.status_code == 302
    assert reverse("account_login") in response["Location"]
    assert isinstance(response.wsgi_request.user, AnonymousUser)


NEW = {
    "name": "Lise Holm",
    "email": "Lise@Systuen.example",
    "phone": "27526544",
    "business_name": "Systuen",
    "cvr": "",
    "industry": "Syning",
    "town": "Stege",
    "job_title": "Indehaver",
    "joined_date": "2027-01-04",
    "inviter": "Per Bo",
    "note": "Kom med Per",
}


def test_a_member_is_added_with_business_and_inviter_and_a_welcome_is_drafted(office: Client, place: Network) -> None:
    per = member(place, "Per Bo")
    response = office.post(reverse("directory:add_member", args=[place.slug]), NEW)
    membership = Membership.objects.get(person__user__email="lise@systuen.example")
    assert response["Location"] == reverse("directory:member", args=[place.slug, membership.person_id])
    assert (membership.person.name, membership.person.phone) == ("Lise Holm", "+4527526544")
    assert membership.business is not None
    assert (membership.business.name, membership.business.town) == ("Systuen", "Stege")
    assert (membership.came, membership.invited_by, membership.note) == ("invited", per, "Kom med Per")
    assert Referral.objects.get(person=membership.person).inviter == per
    assert membership.person.user.roles.get().name == "member"
    assert [(each.kind, each.state) for each in Mailing.objects.all()] == [("directory.welcome", "draft")]
    assert "Lise Holm er nu medlem." in office.get(response["Location"]).text


def test_errors_stand_beside_the_fields_and_what_was_typed_is_kept(office: Client, place: Network) -> None:
    typed = {**NEW, "email": "lise", "cvr": "12345678", "inviter": "Ukendt", "note": "CPR 010170-1234", "phone": "nej"}
    response = office.post(reverse("directory:add_member", args=[place.slug]), typed)
    assert response.context["form"].errors == {
        "email": ["Skriv en e-mailadresse som navn@firma.dk."],
        "cvr": ["Det er ikke et CVR-nummer. Det har otte cifre. Se på en faktura eller på cvr.dk."],
        "phone": ["Skriv et telefonnummer som 27 52 65 44. Begynd med +, hvis det er udenlandsk."],
        "inviter": ["Intet medlem, eller flere end ét, hedder det. Skriv e-mailadressen."],
        "note": [
            "Her står et CPR-nummer. Vi gemmer aldrig CPR-numre, så der er ikke gemt noget. Fjern nummeret, og prøv igen."
        ],
    }
    assert 'value="Lise Holm"' in response.text
    assert not Membership.objects.exists()


def test_the_page_of_a_member_shows_what_the_coordinator_may_know(office: Client, place: Network) -> None:
    firm = business("Systuen", industry="Syning", town="Stege", cvr="91000008", seeks="En bogholder")
    lise = member(place, "Lise Holm", firm=firm, email="lise@systuen.example")
    Membership.objects.update(note="Allergisk over for nødder")
    member(place, "Per Bo")
    Membership.objects.filter(person__user__full_name="Per Bo").update(invited_by=lise)
    page = office.get(reverse("directory:member", args=[place.slug, lise.pk])).text
    for text in ("Lise Holm", "lise@systuen.example", "Systuen", "En bogholder", "Allergisk over for nødder", "Per Bo"):
        assert text in page
    assert "Vises ikke. Medlemmet bestemmer." in page


def test_somebody_of_another_network_is_not_found(office: Client, place: Network) -> None:
    elsewhere = member(network())
    assert office.get(reverse("directory:member", args=[place.slug, elsewhere.pk])).status_code == 404


def test_a_member_is_put_right(office: Client, place: Network) -> None:
    lise = member(place, "Lise Holm", email="lise@systuen.exampl", bounced_at=timezone.now())
    typed = {"name": "Lise Holm Hansen", "email": "lise@systuen.example", "phone": "", "joined_date": "2026-01-01"}
    office.post(reverse("directory:edit_member", args=[place.slug, lise.pk]), typed | {"job_title": "Ejer", "note": ""})
    lise = Person.objects.get(pk=lise.pk)
    assert (lise.name, lise.email, lise.user.bounced_at) == ("Lise Holm Hansen", "lise@systuen.example", None)
    assert lise.memberships.get().job_title == "Ejer"
    assert " hansen " in lise.search_text


def test_an_address_that_is_taken_or_signed_in_with_stays(office: Client, place: Network) -> None:
    lise, per = member(place, "Lise Holm", email="lise@a.example"), member(place, "Per Bo", email="per@b.example")
    address = reverse("directory:edit_member", args=[place.slug, lise.pk])
    typed = {
        "name": "L",
        "email": "per@b.example",
        "phone": "",
        "joined_date": "2026-01-01",
        "job_title": "",
        "note": "",
    }
    assert office.post(address, typed).context["form"].errors["email"] == ["En anden har den adresse."]
    lise.user.last_login = timezone.now()
    lise.user.save()
    errors = office.post(address, typed | {"email": "ny@a.example"}).context["form"].errors
    assert errors["email"] == ["De logger ind med deres adresse, så kun de selv kan ændre den."]
    lise, per = Person.objects.get(pk=lise.pk), Person.objects.get(pk=per.pk)
    assert (lise.name, lise.email, per.email) == ("Lise Holm", "lise@a.example", "per@b.example")


def test_a_membership_is_ended_and_the_page_offers_to_undo_it(office: Client, place: Network) -> None:
    lise = member(place, "Lise Holm")
    page = office.post(reverse("directory:leave", args=[place.slug, lise.pk]), follow=True).text
    membership = lise.memberships.get()
    assert membership.left_date == timezone.localdate()
    assert not lise.user.roles.exists()
    assert "Medlemskabet sluttede" in page
    assert "Fortryd" in page
    office.post(reverse("directory:undo_leaving", args=[place.slug, lise.pk]))
    membership.refresh_from_db()
    assert membership.left_date is None
    assert lise.user.roles.get().name == "member"


def test_opening_the_pages_changes_nothing(office: Client, place: Network) -> None:
    lise = member(place)
    for name in ("leave", "undo_leaving", "make_member"):
        assert office.get(reverse(f"directory:{name}", args=[place.slug, lise.pk])).status_code == 405
    assert lise.memberships.get().left_date is None


def test_a_guest_is_made_a_member(office: Client, place: Network) -> None:
    guest = person("Gitte Gæst")
    sign_up(meeting(place), guest)
    page = office.get(reverse("directory:member", args=[place.slug, guest.pk])).text
    assert "En gæst: har tilmeldt sig et møde og er ikke medlem endnu." in page
    office.post(reverse("directory:make_member", args=[place.slug, guest.pk]))
    assert guest.memberships.get().came == "guest"


def test_the_business_is_put_right_or_changed(office: Client, place: Network) -> None:
    firm = business("Systuen")
    lise = member(place, "Lise Holm", firm=firm)
    business("Anden", cvr="91000008")
    address = reverse("directory:member_business", args=[place.slug, lise.pk])
    fields = {"name": "Systuen i Stege", "town": "Stege", "website": "systuen.example", "cvr": "91 00 00 08"}
    assert "cvr" in office.post(address, fields).context["form"].errors
    office.post(address, fields | {"cvr": ""})
    firm.refresh_from_db()
    assert (firm.name, firm.website, firm.listed_at) == ("Systuen i Stege", "https://systuen.example", None)
    assert " stege " in firm.search_text
    office.post(
        reverse("directory:member_other_business", args=[place.slug, lise.pk]),
        {"business_name": "Anden", "cvr": "91000008"},
    )
    assert lise.memberships.get().business == Business.objects.get(cvr="91000008")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_members_come_out_as_a_file_that_we_read_again(office: Client, place: Network, kind: str) -> None:
    firm = business("=Systuen", cvr="91000008", town="Stege", postcode="4780", seeks="+1 medarbejder")
    lise = member(place, "Lise Holm", firm=firm, email="lise@systuen.example")
    Person.objects.filter(pk=lise.pk).update(phone="+46701234567")
    response = office.get(reverse(f"directory:export_{kind}", args=[place.slug]))
    assert f'.{kind}"' in response["Content-Disposition"]
    if kind == "csv":
        assert ";'=Systuen;" in response.content.decode("utf-8-sig")
        assert ";'+46 701 234 567;" in response.content.decode("utf-8-sig")
    else:
        sheet = load_workbook(io.BytesIO(response.content)).active
        assert sheet is not None
        assert {cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row if cell.value} <= {"s", "d"}
    row = read_member_list(response.content).rows[0]
    assert (row.person.name, row.person.email, row.person.phone) == (
        "Lise Holm",
        "lise@systuen.example",
        "+46701234567",
    )
    assert (row.business.name, row.business.cvr, row.business.town, row.business.seeks) == (
        "=Systuen",
        "91000008",
        "Stege",
        "+1 medarbejder",
    )
    assert row.joined == lise.memberships.get().joined_date
