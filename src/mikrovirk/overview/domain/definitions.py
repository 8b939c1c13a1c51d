"""Which indicators there are, and how each is defined: what it says, how it is counted, where the definition comes from.

Texts are English source strings, marked for translation; `queries.definitions.in_words` gives them in the reader's language.
"""

from dataclasses import dataclass
from enum import StrEnum


def gettext_noop(text: str) -> str:
    """Marks a text for translation; the domain itself knows one language."""
    return text


class Unit(StrEnum):
    """What a figure is counted in."""

    NUMBER = "number"
    SHARE = "share"  # 0..1; may be below 0 or above 1 where it is a share of a change


EUROSTAT = gettext_noop("Eurostat–OECD Manual on Business Demography Statistics (2007)")
STATISTICS_DENMARK = gettext_noop("Statistics Denmark, Business Demography")
RECOMMENDATION = gettext_noop("Commission Recommendation 2003/361/EC, by number of employed only")
REGISTER = gettext_noop("The business register's own fields")


@dataclass(frozen=True)
class Definition:
    """One indicator. `formula` is in the words of docs/using/indicators.md; `source` names where the definition comes from."""

    key: str
    unit: Unit
    name: str
    says: str
    formula: str
    source: str


_ROWS = (
    Definition(
        "businesses",
        Unit.NUMBER,
        gettext_noop("Businesses"),
        gettext_noop("How many businesses there are in the area on the day."),
        gettext_noop(
            "Companies whose life in the register covers the day and whose address on that day lies in the area. Holding companies, companies that only let out their own commercial property, associations, estates, units being formed, foreign and public units are left out unless they are switched on."
        ),
        REGISTER,
    ),
    Definition(
        "micro_businesses",
        Unit.NUMBER,
        gettext_noop("Micro-businesses"),
        gettext_noop(
            "Businesses with fewer than ten employed, among them those with none and those whose number is not known."
        ),
        gettext_noop(
            "Businesses with 0 to 9 employed by the figure nearest before the day, at most two years old. A business the register has no number for is counted here: an employer of ten or more reports. How many those are stands under “What is uncertain”. Owners are not counted, turnover is not known."
        ),
        RECOMMENDATION,
    ),
    Definition(
        "micro_share_of_businesses",
        Unit.SHARE,
        gettext_noop("Micro-businesses among all businesses"),
        gettext_noop("How large a share of the businesses are micro-businesses."),
        gettext_noop("Micro-businesses divided by businesses."),
        RECOMMENDATION,
    ),
    Definition(
        "jobs",
        Unit.NUMBER,
        gettext_noop("Jobs"),
        gettext_noop("How many are employed in the businesses of the area."),
        gettext_noop(
            "The sum of the number of employed by the figure nearest before the day, at most two years old. Where the register gives an interval, its middle, rounded down; the parts say the least and the most it can be. Owners are not counted; a person with two jobs counts twice."
        ),
        REGISTER,
    ),
    Definition(
        "micro_jobs",
        Unit.NUMBER,
        gettext_noop("Jobs in micro-businesses"),
        gettext_noop("How many of the jobs are in micro-businesses."),
        gettext_noop("The jobs of the businesses with fewer than ten employed."),
        RECOMMENDATION,
    ),
    Definition(
        "micro_share_of_jobs",
        Unit.SHARE,
        gettext_noop("Micro-businesses' share of the jobs"),
        gettext_noop("How large a share of the jobs are in micro-businesses."),
        gettext_noop("Jobs in micro-businesses divided by jobs."),
        RECOMMENDATION,
    ),
    Definition(
        "sole_proprietors",
        Unit.NUMBER,
        gettext_noop("Sole proprietors"),
        gettext_noop("Businesses owned by one person who answers with everything they own."),
        gettext_noop(
            "Businesses whose legal form on the day is a sole proprietorship (ENK) or a small personally owned business (PMV)."
        ),
        REGISTER,
    ),
    Definition(
        "by_size",
        Unit.NUMBER,
        gettext_noop("Businesses by size"),
        gettext_noop("How many businesses there are in each size class."),
        gettext_noop(
            "Businesses by number of employed. None is kept apart from one to four, and “not known” from none. An interval that spans two classes counts as not known."
        ),
        EUROSTAT,
    ),
    Definition(
        "jobs_by_size",
        Unit.NUMBER,
        gettext_noop("Jobs by size of the business"),
        gettext_noop("How many jobs there are in businesses of each size class."),
        gettext_noop("Jobs by the size class of the business they are in."),
        EUROSTAT,
    ),
    Definition(
        "by_industry",
        Unit.NUMBER,
        gettext_noop("Micro-businesses by industry"),
        gettext_noop("How many of the businesses in each industry are micro-businesses."),
        gettext_noop(
            "By the main industry on the day, in the sections of DB25 (NACE Rev. 2.1) for every year: older codes (DB07, DB03) are counted in the section that their division lies in today, so that the new codes of 2025 do not look like businesses that changed."
        ),
        EUROSTAT,
    ),
    Definition(
        "jobs_by_industry",
        Unit.NUMBER,
        gettext_noop("Jobs in micro-businesses by industry"),
        gettext_noop("How many of the jobs in each industry are in micro-businesses."),
        gettext_noop("Jobs by the main industry of the business on the day, in the sections of DB25."),
        EUROSTAT,
    ),
    Definition(
        "by_group",
        Unit.NUMBER,
        gettext_noop("Micro-businesses by industry group"),
        gettext_noop("How many of the businesses in each industry group are micro-businesses."),
        gettext_noop(
            "By the first three digits of the main industry as it was coded on the day (DB25 from 2025, before that DB07)."
        ),
        EUROSTAT,
    ),
    Definition(
        "by_place",
        Unit.NUMBER,
        gettext_noop("Micro-businesses by place"),
        gettext_noop(
            "How many of the businesses in each municipality, or each postcode of a municipality, are micro-businesses."
        ),
        gettext_noop("By the address on the day: municipalities within the country, postcodes within a municipality."),
        REGISTER,
    ),
    Definition(
        "births",
        Unit.NUMBER,
        gettext_noop("Births"),
        gettext_noop("How many businesses started in the twelve whole months before the day."),
        gettext_noop(
            "Lives in the register that begin in the period, where the business lay that day. Not a birth: a business that comes back within two years, one that takes over a place from another business within 90 days of its start, one that comes of a merger or split within 31 days."
        ),
        EUROSTAT,
    ),
    Definition(
        "deaths",
        Unit.NUMBER,
        gettext_noop("Deaths"),
        gettext_noop("How many businesses ended in the twelve whole months before the day."),
        gettext_noop(
            "Lives in the register that end in the period, where the business lay on its last day. Not a death: a business that comes back within two years, one whose place another business takes over within 90 days of its end, one that goes into a merger or split within 31 days. Final only after two years."
        ),
        EUROSTAT,
    ),
    Definition(
        "birth_rate",
        Unit.SHARE,
        gettext_noop("Birth rate"),
        gettext_noop("Births for each business there was when the period began."),
        gettext_noop("Births divided by businesses on the first day of the period."),
        EUROSTAT,
    ),
    Definition(
        "death_rate",
        Unit.SHARE,
        gettext_noop("Death rate"),
        gettext_noop("Deaths for each business there was when the period began."),
        gettext_noop("Deaths divided by businesses on the first day of the period."),
        EUROSTAT,
    ),
    Definition(
        "churn",
        Unit.SHARE,
        gettext_noop("Churn"),
        gettext_noop("How much is renewed: births and deaths together for each business."),
        gettext_noop("Births and deaths divided by businesses on the first day of the period."),
        EUROSTAT,
    ),
    Definition(
        "survival",
        Unit.SHARE,
        gettext_noop("Survival"),
        gettext_noop("How large a share of those that started together are still there one to five years later."),
        gettext_noop(
            "Of the businesses born in the area in the twelve months that ended five years before the period's end: the share that live on the day one, two, three, four and five years after their start. One that was handed over, merged or split counts as living on. The curve follows the same businesses all the way."
        ),
        EUROSTAT,
    ),
    Definition(
        "survival_newest",
        Unit.SHARE,
        gettext_noop("Survival of the newest"),
        gettext_noop("For each number of years, the newest year of births that can be followed so far."),
        gettext_noop(
            "As survival, but each number of years looks at the newest twelve months of births that lie so far back. Each point is about other businesses, so the curve may rise."
        ),
        EUROSTAT,
    ),
    Definition(
        "transitions",
        Unit.NUMBER,
        gettext_noop("Growth between size classes"),
        gettext_noop("Where the businesses of some years ago are today: in which size class, moved away or ended."),
        gettext_noop(
            "Businesses in the area on the same day one, three or five years ago, by their size class then and now. “Moved away” are those that live outside the area today, “ended” those that are not in the register's living any more, handed over or not."
        ),
        EUROSTAT,
    ),
    Definition(
        "moves_in",
        Unit.NUMBER,
        gettext_noop("Moved in"),
        gettext_noop(
            "How many businesses moved here from another municipality in the twelve whole months before the day."
        ),
        gettext_noop(
            "Address periods that begin in the period, of a living business, in another municipality than the address before. A new code of the same place (the reform of 2007) is no move, nor is the first address. Parts: where from."
        ),
        STATISTICS_DENMARK,
    ),
    Definition(
        "moves_out",
        Unit.NUMBER,
        gettext_noop("Moved out"),
        gettext_noop("How many businesses moved to another municipality in the twelve whole months before the day."),
        gettext_noop("As moved in, seen from the municipality left. Parts: where to."),
        STATISTICS_DENMARK,
    ),
    Definition(
        "jobs_of_former_micro",
        Unit.NUMBER,
        gettext_noop("Jobs today in businesses that were micro five years ago"),
        gettext_noop("What the micro-businesses of then have become."),
        gettext_noop(
            "Jobs on the day in those businesses of the area that were micro-businesses, here or elsewhere, on the same day one, three or five years ago. Compared with the jobs they had then."
        ),
        EUROSTAT,
    ),
    Definition(
        "micro_share_of_net_new_jobs",
        Unit.SHARE,
        gettext_noop("Micro-businesses' share of net new jobs"),
        gettext_noop("How much of the change in jobs comes from businesses that were micro, or were not there yet."),
        gettext_noop(
            "The change in jobs over one, three or five years, business by business, by the size class at the beginning; a business that was not in the area then counts by its class today. The change in micro-businesses divided by the whole change; not said where jobs did not grow."
        ),
        EUROSTAT,
    ),
    Definition(
        "uncertain",
        Unit.NUMBER,
        gettext_noop("What is uncertain"),
        gettext_noop(
            "How many the doubtful ones are, counted or not: none employed, number not known, holding companies and so on."
        ),
        gettext_noop(
            "Units in the area on the day: without a known number of employed, with none, holding companies, letters of own commercial property, associations, other units that are no businesses, those with a protected address, those at a c/o address, without a known industry, at an unknown place (country only)."
        ),
        REGISTER,
    ),
)
DEFINITIONS = {row.key: row for row in _ROWS}
