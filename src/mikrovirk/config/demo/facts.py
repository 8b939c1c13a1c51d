"""What the example region is made of. The networks, places and evenings follow the two source texts; every person, business and address is invented."""

from dataclasses import dataclass

REGION = "Vordingborg og Guldborgsund"


@dataclass(frozen=True)
class Place:
    """A venue with its town."""

    name: str
    address: str
    postcode: str
    town: str
    places: int
    parking: str
    latitude: str
    longitude: str


@dataclass(frozen=True)
class NetworkFacts:
    """One network as it stands today; `fade` is the share of its attendance that is left after two years."""

    slug: str
    name: str
    purpose: str
    about: str
    host: str
    municipality_code: str
    place: str
    members: int
    fade: float
    usual: int  # who come to a meeting
    weekday: int  # Monday is 0
    week: int  # of the month; -1: the last
    talks_from: int  # where in TALKS the network begins
    parts: tuple[str, ...]
    venues: tuple[Place, ...]
    towns: tuple[tuple[str, str], ...]

    @property
    def is_fading(self) -> bool:
        return self.fade < 0.5


ORGANISATIONS = (
    ("vordingborg-erhverv", "Vordingborg Erhverv", "business_council", "0390"),
    ("guldborgsund-erhvervsraad", "Guldborgsund Erhvervsråd", "business_council", "0376"),
    ("vordingborg-kommune", "Vordingborg Kommune", "municipality", "0390"),
    ("guldborgsund-kommune", "Guldborgsund Kommune", "municipality", "0376"),
)

LIBRARY = Place(
    "Møn Bibliotek",
    "Møllebrøndstræde 12",
    "4780",
    "Stege",
    45,
    "Parkér på pladsen bag biblioteket. Indgang fra gården, niveaufri adgang.",
    "54.98680",
    "12.28480",
)
HALL = Place(
    "Vordingborg Rådhus, mødesal 2",
    "Valdemarsgade 43",
    "4760",
    "Vordingborg",
    60,
    "Gratis parkering foran rådhuset efter kl. 17.",
    "55.00830",
    "11.91060",
)
HARBOUR = Place(
    "Pakhuset på havnen",
    "Havnevej 3",
    "4760",
    "Vordingborg",
    40,
    "Parkér på kajen. Der er elevator til 1. sal.",
    "55.00460",
    "11.90420",
)
CULTURE = Place(
    "Kulturforsyningen",
    "Frisegade 25",
    "4800",
    "Nykøbing F",
    50,
    "P-plads ved Slotsbryggen, tre minutters gang.",
    "54.76700",
    "11.87200",
)
SCHOOL = Place(
    "Stubbekøbing Skole, biblioteket",
    "Skolevej 4",
    "4850",
    "Stubbekøbing",
    30,
    "Parkér i skolegården.",
    "54.88660",
    "12.04230",
)
INN = Place(
    "Kroen i Nørre Alslev", "Hovedgaden 18", "4840", "Nørre Alslev", 35, "Parkér bag kroen.", "54.89570", "11.88320"
)

NETWORKS = (
    NetworkFacts(
        "mikrovirk",
        "MikroVirk",
        "Ét åbent netværk for mikrovirksomheder i Vordingborg Kommune, på tværs af alle brancher.",
        "MikroVirk er et dynamisk og medlemsrigt netværk, som favner mikrovirksomheder på tværs af alle brancher. Vi mødes én gang om måneden, skiftevis til 1.0 og 2.0. "
        "Hvert møde begynder med et fagligt oplæg og slutter med god tid til at netværke frit. Alle medlemmer og kommende medlemmer er altid velkomne.",
        "vordingborg-erhverv",
        "0390",
        "Vordingborg, Møn og omegn",
        126,
        1.0,
        31,
        1,
        -1,
        0,
        (
            "introductions",
            "hot_seat",
            "cards",
            "tasks",
            "feedback",
            "attendees",
            "directory",
            "toolbox",
            "voice",
            "topics",
            "planner",
            "steering_room",
            "health",
            "subscriptions",
            "invitations",
        ),
        (LIBRARY, HALL, HARBOUR),
        (
            ("4760", "Vordingborg"),
            ("4780", "Stege"),
            ("4720", "Præstø"),
            ("4771", "Kalvehave"),
            ("4793", "Bogø By"),
            ("4791", "Borre"),
            ("4772", "Langebæk"),
            ("4735", "Mern"),
            ("4750", "Lundby"),
        ),
    ),
    NetworkFacts(
        "mikronet",
        "Mikronet",
        "Små virksomheder i Guldborgsund mødes til træf, deler erfaringer og hjælper hinanden.",
        "Mikronet holder træf den tredje onsdag i måneden. Her taler vi om det, der fylder i en lille virksomhed, og finder samarbejdspartnere i lokalområdet.",
        "guldborgsund-erhvervsraad",
        "0376",
        "Nykøbing Falster og omegn",
        58,
        0.9,
        19,
        2,
        3,
        2,
        (
            "introductions",
            "hot_seat",
            "cards",
            "feedback",
            "directory",
            "subscriptions",
            "voice",
            "steering_room",
            "health",
            "invitations",
        ),
        (CULTURE, INN),
        (
            ("4800", "Nykøbing F"),
            ("4840", "Nørre Alslev"),
            ("4990", "Sakskøbing"),
            ("4880", "Nysted"),
            ("4863", "Eskilstrup"),
        ),
    ),
    NetworkFacts(
        "netvaerk-nordfalster",
        "Netværk Nordfalster",
        "Et lille netværk for selvstændige i Stubbekøbing og på Nordfalster.",
        "Netværket begyndte som en kaffeklub for selvstændige. De seneste år er der kommet færre til møderne.",
        "guldborgsund-erhvervsraad",
        "0376",
        "Stubbekøbing og Nordfalster",
        34,
        0.25,
        16,
        3,
        1,
        5,
        ("feedback", "health"),
        (SCHOOL,),
        (("4850", "Stubbekøbing"), ("4840", "Nørre Alslev"), ("4862", "Guldborg"), ("4873", "Væggerløse")),
    ),
)

FIRST_NAMES = (
    "Anne Bente Birgit Bodil Camilla Charlotte Dorthe Ellen Else Eva Gitte Grethe Hanne Helle Inge Irene Jette Karen Karin Kirsten Lene Line Lis Lise Lone Lotte Maja Marianne Mette Mie Nanna "
    "Pernille Pia Rikke Sanne Signe Sofie Susanne Thea Tina Ulla Vibeke Aage Anders Arne Asger Bent Bjørn Bo Carsten Claus Erik Finn Flemming Frede Gert Hans Henning Ib Ivan Jakob Jan Jens Jørgen "
    "Karl Kim Kjeld Lars Leif Mads Martin Michael Mikkel Morten Niels Ole Palle Per Peter Poul Rasmus René Søren Steen Svend Thomas Torben Villy Yusuf Øjvind Åge Amina Oksana Piotr Thuy"
).split()
LAST_NAMES = (
    "Andersen Bang Bech Berg Bisgaard Bruun Carlsen Christensen Clausen Dahl Dam Eriksen Eskildsen Fabricius Fisker Frandsen Friis Gregersen Hald Hansen Hedegaard Holm Iversen Jakobsen Jensen "
    "Juhl Kjær Klit Knudsen Kofoed Krogh Lassen Lauritsen Lund Madsen Meldgaard Mikkelsen Mortensen Munk Mølgaard Nygaard Nørgaard Olsen Overgaard Paulsen Petersen Poulsen Rasmussen Ravn Riis "
    "Schmidt Schou Skov Skovgaard Sørensen Thomsen Thygesen Toft Ulriksen Vestergaard Vinther Winther Østergaard Ågård Demir Kowalska Nguyen Al-Khatib"
).split()


@dataclass(frozen=True)
class Trade:
    """An industry with what such businesses are called, offer and seek."""

    industry: str
    names: tuple[str, ...]
    offers: str
    seeks: str


TRADES = (
    Trade(
        "Bogføring",
        ("Bogholderiet {town}", "{last}s Regnskab"),
        "Bogføring og moms for små virksomheder",
        "En webshop, der kan tale med regnskabet",
    ),
    Trade(
        "Frisør",
        ("Salon {first}", "Klip & Krølle"),
        "Klip til hele familien, også aftenåbent",
        "Hjælp til online booking",
    ),
    Trade(
        "Keramik",
        ("{first}s Keramik", "Værkstedet i {town}"),
        "Håndlavet brugskeramik og kurser",
        "Butikker, der vil forhandle",
    ),
    Trade(
        "Grafisk design",
        ("Tegnestuen {last}", "Streg & Flade"),
        "Logo, tryksager og skilte",
        "En fotograf at samarbejde med",
    ),
    Trade("Webudvikling", ("{last} Web", "Kodehuset {town}"), "Hjemmesider og webshops", "En tekstforfatter"),
    Trade("Tømrer", ("Tømrer {last}", "{town} Tømrer & Snedker"), "Tag, vinduer og tilbygninger", "En lærling"),
    Trade("Murer", ("Murer {last}",), "Små og store mureropgaver", "Hjælp til tilbud og fakturaer"),
    Trade("Café", ("Café {first}", "Kaffehuset {town}"), "Frokost, møder og selskaber", "Lokale råvarer"),
    Trade(
        "Bed & breakfast", ("B&B v/{first} {last}",), "Fire værelser med udsigt", "Oplevelser at sende gæster ud til"
    ),
    Trade(
        "Økologisk landbrug",
        ("{last}s Økogård",),
        "Grøntsager og kasser til døren",
        "Restauranter, der vil købe lokalt",
    ),
    Trade("Fotograf", ("Foto {last}",), "Portrætter, produkter og events", "Kunder uden for sommeren"),
    Trade(
        "Coaching",
        ("{first} {last} Coaching",),
        "Samtaler om retning og trivsel",
        "Virksomheder med stress i hverdagen",
    ),
    Trade("Fysioterapi", ("Klinik {last}",), "Behandling og træning", "Samarbejde med arbejdspladser"),
    Trade("Gartner", ("Gartner {last}", "Haveselskabet {town}"), "Haver, hække og belægning", "En bogholder"),
    Trade("Guldsmed", ("Guldsmed {last}",), "Smykker og reparationer", "Hjælp til sociale medier"),
    Trade("Oversættelse", ("{last} Oversættelse",), "Dansk, tysk, engelsk og polsk", "Eksportvirksomheder"),
    Trade("Advokat", ("Advokat {last}",), "Kontrakter og ejerskifte", "Nye netværk"),
    Trade("Elektriker", ("{last} El",), "Installation og varmepumper", "En dygtig svend"),
    Trade("Bryggeri", ("{town} Bryghus",), "Øl og rundvisninger", "Forhandlere i Jylland"),
    Trade("Trælegetøj", ("{first}s Trælegetøj",), "Legetøj i lokalt træ", "Nogen, der kan lave en hjemmeside"),
    Trade("Syning", ("Systuen {last}",), "Omsyning, gardiner og kostumer", "Et lokale i byen"),
    Trade("Massage", ("{first}s Massage",), "Massage på arbejdspladser", "Aftaler med lokale firmaer"),
    Trade("IT-support", ("{last} Data",), "Computere, net og sikkerhed", "Faste aftaler med småfirmaer"),
    Trade("Turguide", ("{town} Ture",), "Ture på klinten og ved havet", "Overnatningssteder"),
    Trade("Kaffebrænding", ("{last}s Kaffebrænding",), "Friskbrændt kaffe til arbejdspladser", "Et større lager"),
)

# (format, topic, title, three lines, speaker, from): the talks of the past two years and the coming season, in turn
TALKS = (
    (
        "1.0",
        "Salg",
        "Salg uden at sælge",
        "Sådan taler du om din pris. Tre spørgsmål, der åbner samtalen. Øvelser to og to.",
        "Birthe Lyng",
        "Salgsværkstedet",
    ),
    (
        "2.0",
        "Strategi",
        "Strategi på én side",
        "Hvad siger du nej til næste år? Vi tegner din plan på ét ark.",
        "Karsten Vang",
        "Vang Rådgivning",
    ),
    (
        "1.0",
        "Markedsføring",
        "Sociale medier på en time om ugen",
        "En fast rytme, billeder med telefonen, og hvad du godt kan lade være med.",
        "Ida Møller",
        "Klik & Ord",
    ),
    (
        "2.0",
        "Samarbejde",
        "Når to små løfter en stor ordre",
        "Om at byde sammen, dele risiko og stadig være venner.",
        "Gunnar Storm",
        "Storm Entreprise",
    ),
    (
        "1.0",
        "Økonomi",
        "Læs dit regnskab på ti minutter",
        "De fem tal, der betyder noget. Tag dit eget regnskab med.",
        "Else Marie Kvist",
        "Kvist Revision",
    ),
    (
        "2.0",
        "Udvikling",
        "Fra hobby til forretning",
        "Hvornår er det tid til at sige jobbet op? Tre ærlige historier.",
        "Nete Sandal",
        "Sandal Design",
    ),
    (
        "1.0",
        "Skat og moms",
        "Moms uden ondt i maven",
        "Frister, fradrag og de fejl, vi alle laver.",
        "Else Marie Kvist",
        "Kvist Revision",
    ),
    (
        "2.0",
        "Vækstpotentiale",
        "Den første medarbejder",
        "Hvad det koster, hvad det giver, og hvad du skal huske.",
        "Karsten Vang",
        "Vang Rådgivning",
    ),
)
BIRTHDAY = (
    "MikroVirk fylder to år",
    "En snak om fremtiden og fødselsdagskage. Udkastet til den plan, der skal drive netværket fremad, bliver vist, og salen giver sine input.",
)
BIRTHDAY_RECAP = (
    "De godt 30 fremmødte fik en god snak om, hvad der giver værdi i et netværk som MikroVirk, og så udkastet til planen med 1.0 og 2.0. "
    "Der kom forslag til emner og kommentarer til, hvordan netværket er blevet oplevet. Alle input er givet videre til styregruppen, som former det kommende forår."
)
PRAISE = (
    "Godt oplæg, jeg fik noget med hjem.",
    "Hyggelig aften. Lidt for kort tid til at netværke.",
    "Jeg mødte en, jeg nu skal lave en opgave sammen med.",
    "Gerne mere om priser og tilbud.",
    "Det var mit første møde, og jeg følte mig velkommen.",
    "Akustikken i lokalet er svær, når alle taler.",
    "De tre minutter var det bedste. Mere af det.",
    "",
    "",
    "",
    "",
)
