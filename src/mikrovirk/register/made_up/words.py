"""What made-up businesses are called, do and live in. Codes and their labels are those of the register; all names are invented."""

from typing import Final, NamedTuple


class Trade(NamedTuple):
    """One industry with its code in each scheme, how many of a hundred have it, and how such a business is called."""

    share: float
    in_2003: str
    in_2007: str
    label: str
    in_2025: str
    label_2025: str
    called: tuple[str, ...]


# {family}, {first} and {town} stand for the owner's names and the place.
TRADES: Final = (
    Trade(7, "454200", "433200", "Tømrer- og bygningssnedkervirksomhed", "433200", "Tømrer- og bygningssnedkeraktiviteter", ("{family}s Tømrerfirma", "Tømrermester {first} {family}", "{town} Tømrer og Snedker")),
    Trade(4, "453100", "432100", "El-installation", "432100", "El-installation", ("{family} El", "{town} El-service")),
    Trade(3, "453300", "432200", "VVS- og blikkenslagerforretninger", "432200", "Installation af vvs-, varme- og klimaanlæg", ("{family} VVS", "{town} VVS og Blik")),
    Trade(4, "454400", "433410", "Malerforretninger", "433410", "Maleraktiviteter", ("Malermester {first} {family}", "{family} Maling")),
    Trade(3, "452500", "439910", "Murere", "439100", "Murerarbejde", ("Murermester {family}", "{town} Mur og Puds")),
    Trade(6, "930210", "960210", "Frisørsaloner", "962100", "Drift af frisør- og barbersaloner", ("Salon {first}", "Frisør {first} {family}", "Hår i {town}")),
    Trade(4, "930240", "960220", "Skønheds- og hudpleje", "962200", "Skønhedspleje og anden skønhedsbehandling", ("Klinik {first}", "{first}s Hudpleje")),
    Trade(5, "722200", "620100", "Computerprogrammering", "621000", "Computerprogrammering", ("{family} Software", "{first} Web")),
    Trade(4, "726000", "620200", "Konsulentbistand vedrørende informationsteknologi", "622000", "Konsulentbistand vedrørende informationsteknologi", ("{family} IT", "{town} IT-hjælp")),
    Trade(4, "741200", "692000", "Bogføring og revision; skatterådgivning", "692000", "Bogføring, revision og skatterådgivning", ("{family} Regnskab", "Bogholder {first} {family}")),
    Trade(7, "741490", "702200", "Virksomhedsrådgivning og anden rådgivning om driftsledelse", "702000", "Virksomheds- og ledelsesrådgivning", ("{family} Rådgivning", "{first} {family} Consult")),
    Trade(3, "744010", "731110", "Reklamebureauer", "731110", "Planlægning og design af reklamekampagner", ("{family} Kommunikation", "Bureauet {first}")),
    Trade(5, "553010", "561010", "Restauranter", "561110", "Servering af mad i restauranter og caféer", ("Café {first}", "{town} Kro", "Restaurant {family}")),
    Trade(2, "555200", "562100", "Event catering", "562100", "Event catering", ("{first}s Køkken", "{family} Mad ud af Huset")),
    Trade(4, "524200", "477110", "Tøjforretninger", "477110", "Detailhandel med tøj", ("Butik {first}", "{family} Mode")),
    Trade(3, "521150", "471110", "Købmænd og døgnkiosker", "471110", "Detailhandel med kioskvarer", ("{town} Købmand", "{family}s Kiosk")),
    Trade(6, "011120", "011100", "Dyrkning af korn (undtagen ris), bælgfrugter og olieholdige frø", "011100", "Dyrkning af korn (undtagen ris), bælgfrugter og olieholdige frø", ("{family}gård", "{first} {family}, landbrug")),
    Trade(2, "012120", "014100", "Avl af malkekvæg", "014100", "Avl af malkekvæg", ("{family}lund Kvæg", "{first} {family}")),
    Trade(5, "702040", "682040", "Udlejning af erhvervsejendomme", "682040", "Udlejning af erhvervsejendomme", ("{family} Ejendomme", "{town} Erhvervspark")),
    Trade(3, "747010", "812100", "Almindelig rengøring i bygninger", "812100", "Almindelig rengøring i bygninger", ("{family} Rengøring", "{first}s Rengøring")),
    Trade(4, "502010", "452010", "Autoreparationsværksteder mv.", "953190", "Reparation og vedligeholdelse af motorkøretøjer", ("{family} Auto", "{town} Autoværksted")),
    Trade(3, "602410", "494100", "Vejgodstransport", "494100", "Vejgodstransport", ("Vognmand {family}", "{family} Transport")),
    Trade(2, "748110", "742000", "Fotografisk virksomhed", "742000", "Fotografisk virksomhed", ("Fotograf {first} {family}", "{first} Foto")),
    Trade(2, "742040", "711100", "Arkitektvirksomhed", "711100", "Arkitektvirksomhed", ("Tegnestuen {family}", "{family} Arkitekter")),
    Trade(2, "851420", "869020", "Fysio- og ergoterapeuter", "869500", "Fysio- og ergoterapeuter", ("{town} Fysioterapi", "Klinik {first} {family}")),
    Trade(2, "804290", "855900", "Anden undervisning i.a.n.", "855900", "Anden undervisning", ("{first}s Kurser", "{family} Undervisning")),
    Trade(3, "923110", "900300", "Kunstnerisk skaben", "901300", "Kunstnerisk skaben", ("Atelier {first}", "{first} {family}")),
    Trade(3, "552390", "552000", "Ferieboliger og andre indlogeringsfaciliteter til kortvarige ophold", "552000", "Ferieboliger og andre indlogeringsfaciliteter til kortvarige ophold", ("{town} Bed & Breakfast", "{first}s Feriebolig")),
)  # fmt: skip
HOLDING: Final = Trade(
    0,
    "741590",
    "642020",
    "Ikke-finansielle holdingselskaber",
    "642100",
    "Holdingselskabers virksomhed",
    ("{first} {family} Holding", "{family} Invest"),
)
ASSOCIATION: Final = Trade(
    0,
    "913300",
    "949900",
    "Andre organisationer og foreninger i.a.n.",
    "949900",
    "Andre organisationer og foreninger i.a.n.",
    ("{town} Borgerforening", "Foreningen {family}s Venner", "{town} Skytteforening"),
)

# Legal forms by their share of a hundred companies that were ever in CVR (live aggregation of 2025-09-08, ceased included).
FORM_SHARES: Final = {
    "10": 42.5,
    "80": 31.5,
    "115": 7.8,
    "15": 6.4,
    "30": 5.0,
    "60": 4.5,
    "110": 1.8,
    "81": 0.5,
}
FIRST_NAMES: Final = (
    "Anna Anders Birthe Bent Camilla Christian Ditte Dennis Else Erik Freja Frederik Grethe Gert Hanne Henrik Ida Ivan "
    "Julie Jens Karen Karsten Lone Lars Mette Morten Nanna Niels Oda Ole Pia Peter Rikke Rasmus Sanne Søren Tine Torben Ulla Uffe Vibeke Villy"
).split()
FAMILY_NAMES: Final = (
    "Abildtoft Birkemose Bækkeskov Dalsvig Egelykke Enghave Falkebjerg Fjordager Gammelmark Grønnevang Havbjerg Hesselvig "
    "Højager Ibsgård Kildevæld Klintholt Kornerup Lindevang Lyngdal Marksø Mosegård Nørrelykke Odderskov Pilegrund Ravnholt Rugmark "
    "Sandbjerg Skovlykke Solager Stenvig Strandmark Søndervang Tangkær Tornhøj Vesterlund Vibemose Ågård Åkjær Østermark"
).split()
STREETS: Final = (
    "Algade Bakkevej Birkevej Brogade Byvejen Damvej Drosselvej Egevej Engvej Enghavevej Fabriksvej Fasanvej Gartnervej Granvej "
    "Havnevej Hovedgaden Industrivej Jernbanegade Kirkevej Kystvejen Langgade Lærkevej Markvej Møllevej Nygade Nørregade Parkvej "
    "Præstevej Ringvejen Skolegade Skolevej Skovvej Smedevej Stationsvej Storegade Strandvejen Søndergade Søvej Torvet Vestergade Østergade"
).split()
