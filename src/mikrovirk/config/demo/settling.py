"""Who moves to the example region: the public pages, the members who say welcome, and newcomers at every step of the way in."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Membership
from mikrovirk.networks.models import Network
from mikrovirk.overview.models import MovePage, Newcomer, Premises, WelcomeHost
from mikrovirk.overview.services import hosts, move_pages, newcomers
from mikrovirk.programme.models import Meeting, SignUp
from mikrovirk.programme.services import check_in

Kind = Premises.Kind
Came = Newcomer.Came


@dataclass(frozen=True)
class Village:
    """A village with a page of its own."""

    place: str
    slug: str
    postcode: str
    text: str
    is_public: bool = True


@dataclass(frozen=True)
class Place:
    """What one municipality's pages say, and who answers there. `premises`: (place, kind, name, in one line)."""

    code: str
    network: str
    text: str
    contact: str
    email: str
    phone: str
    host_words: str
    villages: tuple[Village, ...]
    premises: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True)
class Wrote:
    """Somebody who wrote on the page: name, trade, wish, and how many days ago."""

    name: str
    email: str
    trade: str
    wish: str
    days: int


VORDINGBORG = Place(
    code="0390",
    network="mikrovirk",
    text=(
        "Her er plads, hav og korte veje til dem, der bestemmer. Der er toget til København på en time, og der er naboer, der køber hos hinanden.\n\n"
        "Kom med til et møde, før du flytter: så kender du tredive, når flyttebilen kommer."
    ),
    contact="Henny Dahlgaard, Vordingborg Erhverv",
    email="kontakt@vordingborg-erhverv.example",
    phone="55 00 00 01",
    host_words="Jeg flyttede selv hertil for seks år siden. Ring, så drikker vi en kop kaffe og går en tur gennem byen.",
    villages=(
        Village("Stege", "stege", "4780", "Møns købstad: butikker i gaden hele året, og gæster fra hele verden om sommeren."),
        Village("Præstø", "praestoe", "4720", "Havn, torv og håndværkere. Tre butikker i hovedgaden venter på nogen."),
        Village("Mern", "mern", "4735", "Skole, købmand og billige lokaler.", is_public=False),
    ),
    premises=(
        ("Stege", Kind.COWORKING, "Loftet over biblioteket", "Otte borde, kaffe og møderum. 900 kr. om måneden."),
        ("Præstø", Kind.SHOP, "Adelgade 41", "60 m² butik med vindue til torvet, ledig nu."),
        ("Vordingborg", Kind.OFFICE, "Pakhuset på havnen, 1. sal", "Tre små kontorer med udsigt."),
        ("Lundby", Kind.WORKSHOP, "Hallen ved stationen", "220 m² med port og kraftstik."),
    ),
)  # fmt: skip
GULDBORGSUND = Place(
    code="0376",
    network="mikronet",
    text="Guldborgsund har vand på alle sider, og husene er til at betale. Mikronet holder træf hver måned, og du er velkommen fra den første dag.",
    contact="Guldborgsund Erhvervsråd",
    email="kontakt@guldborgsund-erhvervsraad.example",
    phone="54 00 00 02",
    host_words="Vi er nogle stykker, der tager imod. Skriv, hvad du laver, så finder vi en fra dit fag.",
    villages=(
        Village("Nysted", "nysted", "4880", "Lille by ved havnen med gæster om sommeren og ro om vinteren."),
        Village("Sakskøbing", "sakskoebing", "4990", "Torv, tog og motorvej.", is_public=False),
    ),
    premises=(
        ("Nykøbing F", Kind.COWORKING, "Kulturforsyningen", "Ti borde i stueetagen, betal for dagen."),
        ("Nysted", Kind.SHOP, "Adelgade 70", "45 m² i hovedgaden, første halve år til halv leje."),
        ("Eskilstrup", Kind.WORKSHOP, "Det gamle mejeri", "Tre værksteder med fælles gård."),
    ),
)
ASK = {
    "0390": (
        Wrote("Signe Lund", "signe@ler-og-lys.example", "Keramiker", "Et lille værksted fra foråret, gerne med butik ud til gaden.", 10),
        Wrote("Omar Haddad", "omar@brod.example", "Bager", "Et sted med plads til en stenovn.", 3),
        Wrote("Freja Winkel", "freja@winkel-web.example", "Webudvikling", "Vi er to og vil gerne kende nogen, før vi flytter.", 75),
        Wrote("Tage Brink", "tage@brink-mobler.example", "Møbelsnedker", "En hal på 400 m² med det samme.", 58),
        Wrote("Liv Ankjær", "liv@ankjaer-yoga.example", "Yogalærer", "En sal om aftenen og nogen at dele den med.", 21),
    ),
    "0376": (
        Wrote("Karoline Vang", "karoline@vang-vin.example", "Vinimport", "En kælder og en butik i Nysted.", 12),
        Wrote("Mads Elkjær", "mads@elkjaer-tegner.example", "Illustrator", "Et bord blandt andre, der arbejder alene.", 4),
        Wrote("Nadia Petrov", "nadia@petrov-syr.example", "Syning", "Jeg syr kostumer og søger et lyst rum.", 66),
        Wrote("Bent Rohde", "bent@rohde-cykler.example", "Cykelsmed", "Et værksted med udlejning om sommeren.", 49),
    ),
}  # fmt: skip
NO_BECAUSE = {"0390": "De fandt en hal i Næstved.", "0376": "Han fik et lokale i Maribo, der kunne bruges nu."}


def open_pages(place: Place, office: User, *, now: datetime) -> MovePage:
    """The page of the municipality and those of its villages, with places to work; one village's is not published yet."""
    written_at, today = now - timedelta(days=140), timezone.localdate(now)
    network = Network.objects.get(slug=place.network)
    public, *_others = say_welcome(network, place, at=written_at)
    page = move_pages.write_page(
        place.code,
        text=place.text,
        host=public,
        contact=place.contact,
        email=place.email,
        phone=place.phone,
        by=office,
        at=written_at,
    )
    move_pages.publish(page, at=written_at)
    for village in place.villages:
        own = move_pages.write_page(
            place.code,
            slug=village.slug,
            place=village.place,
            postcode=village.postcode,
            text=village.text,
            by=office,
            at=written_at,
        )
        if village.is_public:
            move_pages.publish(own, at=written_at)
    for town, kind, name, about in place.premises:
        move_pages.list_premises(
            place.code,
            on=today - timedelta(days=60),
            place=town,
            kind=kind,
            name=name,
            about=about,
            contact=place.contact,
        )
    return page


def say_welcome(network: Network, place: Place, *, at: datetime) -> list[WelcomeHost]:
    """Three members who welcome newcomers, each with their trade and town; the first stands on the public page."""
    rows = Membership.objects.filter(network=network, left_date=None, introduced_date__lt=timezone.localdate(at))
    members = rows.filter(business__isnull=False).select_related("person__user", "business").order_by("pk")
    found = []
    for number, row in enumerate(members[6:9]):
        assert row.business is not None
        found.append(
            hosts.become_host(
                row.person,
                network,
                trade=row.business.industry,
                place=row.business.town,
                words=place.host_words if number == 0 else "",
                is_public=number == 0,
                at=at,
            )
        )
    return found


def welcome(page: MovePage, *, now: datetime) -> None:
    """Newcomers at every step: late, new, welcomed at a meeting and counted, gone elsewhere, and on the way."""
    code = page.municipality
    village = MovePage.objects.filter(municipality=code, host=None).exclude(slug="").exclude(published_at=None)[0]
    late, new, came, gone, *others = ASK[code]
    write(village, late, now=now)
    write(page, new, now=now)
    come_along(write(page, came, now=now), now=now)
    closed = write(page, gone, now=now)
    newcomers.note_answered(closed, at=now - timedelta(days=gone.days - 2))
    newcomers.close(closed, because=NO_BECAUSE[code], at=now - timedelta(days=gone.days - 20))
    for each in others:
        invited = write(page, each, now=now)
        coming = meetings(page).filter(starts_at__gt=now).order_by("starts_at").first()
        if coming:
            newcomers.invite_to(invited, coming, at=now - timedelta(days=2))
    newcomers.note_welcomed(
        newcomers.note_newcomer(
            code,
            name="Rolf Esbensen",
            came=Came.STARTED,
            trade="Haveanlæg",
            by=page.changed_by,
            at=now - timedelta(days=130),
        ),
        at=now - timedelta(days=122),
    )


def write(page: MovePage, wrote: Wrote, *, now: datetime) -> Newcomer:
    made = newcomers.write_in(
        page,
        name=wrote.name,
        email=wrote.email,
        trade=wrote.trade,
        wish=wrote.wish,
        at=now - timedelta(days=wrote.days),
        by_qr=wrote.days % 2 == 0,
    )
    assert made is not None
    return made


def come_along(newcomer: Newcomer, *, now: datetime) -> None:
    """They were answered, came along to the last meeting before today and were checked in: that is counted."""
    held = meetings(newcomer).filter(starts_at__gt=newcomer.made_at + timedelta(days=5), ends_at__lt=now)
    meeting = held.order_by("starts_at").last()
    assert meeting is not None
    answered_at = newcomer.made_at + timedelta(days=2)
    newcomers.note_answered(newcomer, at=answered_at)
    newcomers.invite_to(newcomer, meeting, at=answered_at)
    row = SignUp.objects.get(meeting=meeting, person=Newcomer.objects.get(pk=newcomer.pk).person)
    check_in.mark(meeting, row.pk, came=True, at=meeting.starts_at)


def meetings(of: MovePage | Newcomer) -> QuerySet[Meeting]:
    """The published meetings of the network that welcomes there."""
    assert of.host is not None
    rows = Meeting.objects.filter(network=of.host.network, state=Meeting.State.PUBLISHED)
    return rows.select_related("network", "venue")
