"""What changes: births and deaths, survival, growth, moves, new jobs."""

from mikrovirk.overview.domain.definitions.kinds import (
    EUROSTAT,
    STATISTICS_DENMARK,
    Definition,
    Unit,
    gettext_noop,
)

CHANGES = (
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
)
