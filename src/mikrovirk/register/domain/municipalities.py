"""The 98 municipalities of Denmark since 2007: codes, names, regions, kind, and the place of each on the tile map.

Codes, names and regions: CPR-kontoret and Danmarks Statistik; the kind (town, remote or other): De Økonomiske Råd, Dansk
Økonomi, forår 2015, table IV.1. The tile map is MikroVirk's own: one tile for each municipality, roughly where it lies.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

# The Economic Councils' three kinds: bykommune, yderkommune, øvrig.
TOWN, REMOTE, OTHER = "town", "remote", "other"

# Ertholmene have a code in the registers and belong to no municipality: the Ministry of Defence runs the islands.
CHRISTIANSOE: Final = "0411"


@dataclass(frozen=True)
class Municipality:
    """A municipality. `tile` is (column, row), counted from 0 at the top left of the tile map."""

    code: str
    name: str
    region: str
    kind: str
    tile: tuple[int, int]


_ALL = (
    Municipality("0101", "København", "Hovedstaden", TOWN, (16, 6)),
    Municipality("0147", "Frederiksberg", "Hovedstaden", TOWN, (15, 6)),
    Municipality("0151", "Ballerup", "Hovedstaden", TOWN, (13, 4)),
    Municipality("0153", "Brøndby", "Hovedstaden", TOWN, (13, 7)),
    Municipality("0155", "Dragør", "Hovedstaden", OTHER, (16, 8)),
    Municipality("0157", "Gentofte", "Hovedstaden", TOWN, (15, 5)),
    Municipality("0159", "Gladsaxe", "Hovedstaden", TOWN, (14, 4)),
    Municipality("0161", "Glostrup", "Hovedstaden", TOWN, (13, 6)),
    Municipality("0163", "Herlev", "Hovedstaden", TOWN, (14, 5)),
    Municipality("0165", "Albertslund", "Hovedstaden", TOWN, (13, 5)),
    Municipality("0167", "Hvidovre", "Hovedstaden", TOWN, (14, 7)),
    Municipality("0169", "Høje-Taastrup", "Hovedstaden", OTHER, (12, 5)),
    Municipality("0173", "Lyngby-Taarbæk", "Hovedstaden", TOWN, (15, 4)),
    Municipality("0175", "Rødovre", "Hovedstaden", TOWN, (14, 6)),
    Municipality("0183", "Ishøj", "Hovedstaden", TOWN, (12, 6)),
    Municipality("0185", "Tårnby", "Hovedstaden", TOWN, (16, 7)),
    Municipality("0187", "Vallensbæk", "Hovedstaden", TOWN, (12, 7)),
    Municipality("0190", "Furesø", "Hovedstaden", OTHER, (14, 3)),
    Municipality("0201", "Allerød", "Hovedstaden", OTHER, (13, 3)),
    Municipality("0210", "Fredensborg", "Hovedstaden", OTHER, (14, 2)),
    Municipality("0217", "Helsingør", "Hovedstaden", TOWN, (14, 1)),
    Municipality("0219", "Hillerød", "Hovedstaden", OTHER, (13, 2)),
    Municipality("0223", "Hørsholm", "Hovedstaden", OTHER, (15, 2)),
    Municipality("0230", "Rudersdal", "Hovedstaden", OTHER, (15, 3)),
    Municipality("0240", "Egedal", "Hovedstaden", OTHER, (12, 4)),
    Municipality("0250", "Frederikssund", "Hovedstaden", OTHER, (12, 3)),
    Municipality("0253", "Greve", "Sjælland", TOWN, (11, 7)),
    Municipality("0259", "Køge", "Sjælland", OTHER, (11, 8)),
    Municipality("0260", "Halsnæs", "Hovedstaden", REMOTE, (12, 2)),
    Municipality("0265", "Roskilde", "Sjælland", TOWN, (11, 6)),
    Municipality("0269", "Solrød", "Sjælland", TOWN, (12, 8)),
    Municipality("0270", "Gribskov", "Hovedstaden", OTHER, (13, 1)),
    Municipality("0306", "Odsherred", "Sjælland", REMOTE, (10, 4)),
    Municipality("0316", "Holbæk", "Sjælland", OTHER, (10, 5)),
    Municipality("0320", "Faxe", "Sjælland", REMOTE, (11, 9)),
    Municipality("0326", "Kalundborg", "Sjælland", REMOTE, (9, 5)),
    Municipality("0329", "Ringsted", "Sjælland", OTHER, (10, 7)),
    Municipality("0330", "Slagelse", "Sjælland", REMOTE, (9, 7)),
    Municipality("0336", "Stevns", "Sjælland", REMOTE, (12, 9)),
    Municipality("0340", "Sorø", "Sjælland", REMOTE, (10, 6)),
    Municipality("0350", "Lejre", "Sjælland", OTHER, (11, 5)),
    Municipality("0360", "Lolland", "Sjælland", REMOTE, (9, 10)),
    Municipality("0370", "Næstved", "Sjælland", REMOTE, (10, 8)),
    Municipality("0376", "Guldborgsund", "Sjælland", REMOTE, (10, 10)),
    Municipality("0390", "Vordingborg", "Sjælland", REMOTE, (10, 9)),
    Municipality("0400", "Bornholm", "Hovedstaden", REMOTE, (16, 10)),
    Municipality("0410", "Middelfart", "Syddanmark", OTHER, (5, 8)),
    Municipality("0420", "Assens", "Syddanmark", OTHER, (5, 9)),
    Municipality("0430", "Faaborg-Midtfyn", "Syddanmark", OTHER, (6, 10)),
    Municipality("0440", "Kerteminde", "Syddanmark", OTHER, (7, 8)),
    Municipality("0450", "Nyborg", "Syddanmark", OTHER, (7, 9)),
    Municipality("0461", "Odense", "Syddanmark", TOWN, (6, 9)),
    Municipality("0479", "Svendborg", "Syddanmark", REMOTE, (7, 10)),
    Municipality("0480", "Nordfyns", "Syddanmark", OTHER, (6, 8)),
    Municipality("0482", "Langeland", "Syddanmark", REMOTE, (7, 11)),
    Municipality("0492", "Ærø", "Syddanmark", REMOTE, (6, 11)),
    Municipality("0510", "Haderslev", "Syddanmark", OTHER, (3, 8)),
    Municipality("0530", "Billund", "Syddanmark", REMOTE, (1, 6)),
    Municipality("0540", "Sønderborg", "Syddanmark", REMOTE, (3, 9)),
    Municipality("0550", "Tønder", "Syddanmark", REMOTE, (2, 8)),
    Municipality("0561", "Esbjerg", "Syddanmark", TOWN, (1, 7)),
    Municipality("0563", "Fanø", "Syddanmark", OTHER, (0, 7)),
    Municipality("0573", "Varde", "Syddanmark", OTHER, (0, 6)),
    Municipality("0575", "Vejen", "Syddanmark", OTHER, (2, 7)),
    Municipality("0580", "Aabenraa", "Syddanmark", REMOTE, (2, 9)),
    Municipality("0607", "Fredericia", "Syddanmark", OTHER, (4, 7)),
    Municipality("0615", "Horsens", "Midtjylland", TOWN, (4, 6)),
    Municipality("0621", "Kolding", "Syddanmark", TOWN, (3, 7)),
    Municipality("0630", "Vejle", "Syddanmark", TOWN, (2, 6)),
    Municipality("0657", "Herning", "Midtjylland", TOWN, (1, 5)),
    Municipality("0661", "Holstebro", "Midtjylland", REMOTE, (2, 4)),
    Municipality("0665", "Lemvig", "Midtjylland", REMOTE, (0, 4)),
    Municipality("0671", "Struer", "Midtjylland", REMOTE, (1, 4)),
    Municipality("0706", "Syddjurs", "Midtjylland", REMOTE, (5, 4)),
    Municipality("0707", "Norddjurs", "Midtjylland", REMOTE, (5, 3)),
    Municipality("0710", "Favrskov", "Midtjylland", OTHER, (4, 4)),
    Municipality("0727", "Odder", "Midtjylland", OTHER, (5, 6)),
    Municipality("0730", "Randers", "Midtjylland", TOWN, (4, 3)),
    Municipality("0740", "Silkeborg", "Midtjylland", OTHER, (3, 4)),
    Municipality("0741", "Samsø", "Midtjylland", REMOTE, (7, 5)),
    Municipality("0746", "Skanderborg", "Midtjylland", OTHER, (3, 5)),
    Municipality("0751", "Aarhus", "Midtjylland", TOWN, (4, 5)),
    Municipality("0756", "Ikast-Brande", "Midtjylland", OTHER, (2, 5)),
    Municipality("0760", "Ringkøbing-Skjern", "Midtjylland", REMOTE, (0, 5)),
    Municipality("0766", "Hedensted", "Midtjylland", OTHER, (3, 6)),
    Municipality("0773", "Morsø", "Nordjylland", REMOTE, (1, 3)),
    Municipality("0779", "Skive", "Midtjylland", REMOTE, (2, 3)),
    Municipality("0787", "Thisted", "Nordjylland", REMOTE, (1, 2)),
    Municipality("0791", "Viborg", "Midtjylland", REMOTE, (3, 3)),
    Municipality("0810", "Brønderslev", "Nordjylland", OTHER, (3, 1)),
    Municipality("0813", "Frederikshavn", "Nordjylland", REMOTE, (4, 0)),
    Municipality("0820", "Vesthimmerlands", "Nordjylland", REMOTE, (2, 2)),
    Municipality("0825", "Læsø", "Nordjylland", REMOTE, (6, 0)),
    Municipality("0840", "Rebild", "Nordjylland", OTHER, (3, 2)),
    Municipality("0846", "Mariagerfjord", "Nordjylland", OTHER, (4, 2)),
    Municipality("0849", "Jammerbugt", "Nordjylland", REMOTE, (2, 1)),
    Municipality("0851", "Aalborg", "Nordjylland", TOWN, (4, 1)),
    Municipality("0860", "Hjørring", "Nordjylland", REMOTE, (3, 0)),
)
MUNICIPALITIES: Final[Mapping[str, Municipality]] = {each.code: each for each in _ALL}
REGIONS: Final = ("Hovedstaden", "Sjælland", "Syddanmark", "Midtjylland", "Nordjylland")
TILE_COLUMNS: Final = 1 + max(each.tile[0] for each in _ALL)
TILE_ROWS: Final = 1 + max(each.tile[1] for each in _ALL)
_BY_NAME: Final = {each.name.casefold().replace("-", " "): each for each in _ALL}


def four_digits(code: str | int) -> str:
    """A municipality's code with its leading zero: 101, "101" and "0101" are all "0101"."""
    return str(code).strip().zfill(4)


def named(code: str | int) -> str:
    """The name of a municipality of today, "Christiansø" for Ertholmene, or the code itself where nobody knows it."""
    wanted = four_digits(code)
    if wanted == CHRISTIANSOE:
        return "Christiansø"
    found = MUNICIPALITIES.get(wanted)
    return found.name if found else wanted


def by_name(name: str) -> Municipality | None:
    """The municipality somebody wrote the name of: "Vordingborg", "VORDINGBORG KOMMUNE", "høje taastrup"."""
    wanted = " ".join(name.casefold().replace("-", " ").split()).removesuffix(" kommune")
    return _BY_NAME.get(wanted) or _BY_NAME.get(wanted.removesuffix("s"))


def of_region(region: str) -> tuple[Municipality, ...]:
    """The municipalities of a region, by name in the Danish order of letters."""
    return tuple(sorted((each for each in _ALL if each.region == region), key=lambda each: danish_order(each.name)))


def danish_order(name: str) -> str:
    """A key that sorts names as Danes do: æ, ø and å last, in that order, and Aa as å."""
    plain = name.casefold().replace("aa", "å")
    return plain.translate({ord("æ"): "{", ord("ø"): "|", ord("å"): "}"})
