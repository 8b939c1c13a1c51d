"""What there is on a day."""

from mikrovirk.overview.domain.definitions.kinds import (
    EUROSTAT,
    RECOMMENDATION,
    REGISTER,
    Definition,
    Unit,
    gettext_noop,
)

ON_A_DAY = (
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
)

UNCERTAIN = (
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
