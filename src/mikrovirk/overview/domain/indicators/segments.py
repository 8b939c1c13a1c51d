"""The one table everything is counted in: for every unit the stretches in which nothing about it changes.

unit, kind, start, end (half-open)         whose (see `timelines.keyed`), from when until when
municipality, postcode, at_care_of         where ('' not known)
section, industry_group                    of DB25 ('X' not known); three digits as coded ('' not known)
sort, is_sole, is_secret                   see `kinds`; a sole proprietor; an address that is given to nobody
size_class, heads, least, most, full_time  see `sizes`
is_birth, took_over, lived                 the business began on `start` (see `lives`)
is_death, handed_over                      it ended on `end`
came_from                                  the municipality it moved here from on `start`, '' if it did not
"""

import ibis
from ibis import _
from ibis.expr.types import BooleanValue, StringValue, Table

from mikrovirk.overview.domain.indicators import kinds
from mikrovirk.overview.domain.indicators.kinds import Keep, Tables, keep_nothing
from mikrovirk.overview.domain.indicators.lives import lives
from mikrovirk.overview.domain.indicators.sizes import COLUMNS as SIZE_COLUMNS
from mikrovirk.overview.domain.indicators.sizes import sizes
from mikrovirk.overview.domain.indicators.timelines import KEY, bounded, in_turn, keyed, kind_of, overlap, timeline
from mikrovirk.overview.domain.sections import BEGINNINGS, LONGEST
from mikrovirk.register.domain.industries import HOLDINGS, UNKNOWN
from mikrovirk.register.domain.layout import COMPANY, PLACE
from mikrovirk.register.domain.size_classes import UNKNOWN as SIZE_UNKNOWN

# Statistics Denmark's municipalities begin here: an address that begins on this day is a new code for the same place.
REFORM = ibis.date("2007-01-01")


def segments(tables: Tables, keep: Keep = keep_nothing, *, by_number: bool = False) -> Table:
    """All stretches of all units; two of one unit never overlap, and together they cover its life exactly.

    by_number: every unit_id of the copy is a whole number, which is quicker.
    """
    tables = keyed(tables, by_number=by_number)
    employed = sizes(tables["unit_size"], keep)  # first, while nothing else is kept: they need the most memory by far
    rows = lives(tables, keep)
    rows = rows.mutate(life_start=rows.start, life_end=rows.end).left_join(marks(tables), KEY)
    rows = rows.select([name for name in rows.columns if not name.endswith("_right")])
    rows = overlap(rows, keep("forms", forms(tables, keep)), "form")
    rows = overlap(
        rows, keep("addresses", addresses(tables)), "municipality", "postcode", "at_care_of", "came_from", "moved_on"
    )
    rows = overlap(rows, keep("industries", industries(tables)), "coded")
    rows = overlap(rows, employed, *SIZE_COLUMNS)
    return told(rows, keep("codes", codes(tables)))


def marks(tables: Tables) -> Table:
    unit = tables["unit"]
    return unit.select(*KEY, "is_pseudo", "is_secret")


def addresses(tables: Tables) -> Table:
    """Where units lie and, in `came_from`, where they moved from on `moved_on`, when that was another municipality."""
    rows = tables["unit_address"].mutate(
        municipality=_.municipality.fill_null(""),
        postcode=_.postcode.fill_null(""),
        at_care_of=_.care_of.fill_null("") != "",
    )
    places = timeline(rows, "municipality", "postcode", "at_care_of")
    places = places.mutate(left=places.municipality.lag().over(in_turn()))
    has_moved = (places.left != "") & (places.municipality != "") & (places.left != places.municipality)
    return places.mutate(
        came_from=ibis.ifelse(has_moved & (places.start != REFORM), places.left, ""), moved_on=places.start
    )


def industries(tables: Tables) -> Table:
    """The main industry as coded: "DB07:620100"."""
    main = tables["unit_industry"].filter(_["rank"] == 0)
    return timeline(main.mutate(coded=_.scheme.fill_null("") + ":" + _.code.fill_null("")), "coded")


def codes(tables: Tables) -> Table:
    """What each code says: its section in DB25, its first three digits, and whether it is holding or letting ('' neither)."""
    main = tables["unit_industry"].filter(_["rank"] == 0)
    known = main.select(scheme=_.scheme.fill_null(""), code=_.code.fill_null("")).distinct()
    return known.select(
        coded=known.scheme + ":" + known.code,
        section=section(known.scheme, known.code),
        industry_group=ibis.ifelse(known.code.left(4) == "9999", "", known.code.left(3)),
        trade=trade(known.scheme, known.code),
    )


def section(scheme: StringValue, code: StringValue) -> StringValue:
    """The section of DB25 that a code of any scheme belongs to; the same as `sections.section_today`."""
    branches = []
    for name, beginnings in BEGINNINGS.items():
        for length in range(LONGEST, 1, -1):
            sections: dict[str, list[str]] = {}
            for beginning, letter in beginnings.items():
                if len(beginning) == length:
                    sections.setdefault(letter, []).append(beginning)
            branches += [
                ((scheme == name) & code.left(length).isin(found), letter) for letter, found in sections.items()
            ]
    return ibis.cases(*branches, else_=UNKNOWN)


def trade(scheme: StringValue, code: StringValue) -> StringValue:
    """Whether a code is that of a holding company or of letting own commercial property; '' neither."""
    branches: list[tuple[BooleanValue, str]] = []
    for name, beginnings in HOLDINGS.items():
        branches += [((scheme == name) & code.startswith(each), kinds.HOLDING) for each in beginnings]
    branches += [((scheme == name) & (code == each), kinds.LETTING) for name, each in kinds.LETTING_CODES.items()]
    return ibis.cases(*branches, else_="")


def forms(tables: Tables, keep: Keep) -> Table:
    """Legal forms of companies, and for each place those of the company it belonged to last."""
    own = keep("company_forms", timeline(tables["unit_form"].filter((_.kind == COMPANY) & ~_.form.isnull()), "form"))
    parents = bounded(tables["unit_parent"]).filter((_.kind == PLACE) & ~_.parent.isnull())
    latest = parents.mutate(following=parents.start.lead().over(in_turn("end", "parent"))).filter(_.following.isnull())
    theirs = latest.select("unit", "parent")
    companys = own.select(company=own.unit, form=_.form, start=_.start, end=_.end)
    theirs = theirs.join(companys, theirs.parent == companys.company)
    return ibis.union(own, theirs.select(own.columns))


def told(rows: Table, known: Table) -> Table:
    """The rows with what is counted in them."""
    meant = known.select("section", "industry_group", "trade", the_code=known.coded)
    rows = rows.left_join(meant, rows.coded == meant.the_code)
    is_first, is_last = rows.start == rows.life_start, rows.end == rows.life_end
    has_moved = (rows.start == rows.moved_on) & ~is_first
    form, trade_sort = rows.form.fill_null(""), rows.trade.fill_null("")
    sort = ibis.cases(
        (rows.is_pseudo.fill_null(False) | form.isin(kinds.OTHER_FORMS), kinds.OTHERS),
        (form.isin(kinds.ASSOCIATION_FORMS), kinds.ASSOCIATIONS),
        (trade_sort != "", trade_sort),
        else_=kinds.BUSINESS,
    )
    numbers = {name: rows[name].fill_null(0) for name in SIZE_COLUMNS[1:]}
    return rows.select(
        "unit",
        "start",
        "end",
        kind=kind_of(rows.unit),
        municipality=rows.municipality.fill_null(""),
        postcode=rows.postcode.fill_null(""),
        at_care_of=rows.at_care_of.fill_null(False),
        section=rows.section.fill_null(UNKNOWN),
        industry_group=rows.industry_group.fill_null(""),
        sort=sort,
        is_sole=form.isin(kinds.SOLE_FORMS),
        is_secret=rows.is_secret.fill_null(False),
        size_class=rows.size_class.fill_null(SIZE_UNKNOWN),
        **numbers,
        is_birth=rows.is_birth & is_first,
        took_over=rows.took_over,
        lived=rows.lived,
        is_death=rows.is_death & is_last,
        handed_over=rows.handed_over,
        came_from=ibis.ifelse(has_moved, rows.came_from.fill_null(""), ""),
    )
