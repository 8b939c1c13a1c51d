"""The one table everything is counted in: for every unit the stretches in which nothing about it changes.

kind, unit_id, start, end (half-open)      whose, from when until when
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
from mikrovirk.overview.domain.indicators.timelines import KEY, bounded, in_turn, overlap, timeline
from mikrovirk.overview.domain.sections import BEGINNINGS, LONGEST
from mikrovirk.register.domain.industries import HOLDINGS, UNKNOWN
from mikrovirk.register.domain.layout import COMPANY, PLACE
from mikrovirk.register.domain.size_classes import UNKNOWN as SIZE_UNKNOWN

# Statistics Denmark's municipalities begin here: an address that begins on this day is a new code for the same place.
REFORM = ibis.date("2007-01-01")


def segments(tables: Tables, keep: Keep = keep_nothing) -> Table:
    """All stretches of all units; two of one unit never overlap, and together they cover its life exactly."""
    rows = lives(tables, keep)
    rows = rows.mutate(life_start=rows.start, life_end=rows.end).left_join(marks(tables), KEY, rname="{name}_mark")
    rows = rows.drop("kind_mark", "unit_id_mark") if "kind_mark" in rows.columns else rows
    rows = overlap(rows, keep("forms", forms(tables, keep)), "form_sort", "is_sole")
    rows = overlap(
        rows, keep("addresses", addresses(tables)), "municipality", "postcode", "at_care_of", "came_from", "moved_on"
    )
    rows = overlap(rows, keep("industries", industries(tables)), "section", "industry_group", "trade")
    rows = overlap(rows, sizes(tables["unit_size"], keep), *SIZE_COLUMNS)
    return told(rows)


def marks(tables: Tables) -> Table:
    unit = tables["unit"]
    return unit.select(*KEY, is_pseudo=unit.is_pseudo, is_secret=unit.is_secret)


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
    """The main industry: its section in DB25, its first three digits, and whether it is holding or letting ('' neither)."""
    main = tables["unit_industry"].filter(_["rank"] == 0)
    coded = timeline(main.mutate(coded=_.scheme.fill_null("") + ":" + _.code.fill_null("")), "coded")
    known = main.select(scheme=_.scheme.fill_null(""), code=_.code.fill_null("")).distinct()
    known = known.select(
        coded=known.scheme + ":" + known.code,
        section=section(known.scheme, known.code),
        industry_group=ibis.ifelse(known.code.left(4) == "9999", "", known.code.left(3)),
        trade=trade(known.scheme, known.code),
    )
    return coded.join(known, "coded").drop("coded")


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
    """Legal forms of companies, and for each place those of the company it belonged to last: a sort ('' business), is_sole."""
    rows = tables["unit_form"].filter((_.kind == COMPANY) & ~_.form.isnull())
    sorted_forms = timeline(rows.mutate(form=rows.form), "form")
    form_sort = ibis.cases(
        (sorted_forms.form.isin(kinds.OTHER_FORMS), kinds.OTHERS),
        (sorted_forms.form.isin(kinds.ASSOCIATION_FORMS), kinds.ASSOCIATIONS),
        else_="",
    )
    own = sorted_forms.select(
        *KEY, form_sort=form_sort, is_sole=sorted_forms.form.isin(kinds.SOLE_FORMS), start=_.start, end=_.end
    )
    own = keep("company_forms", own)
    parents = bounded(tables["unit_parent"]).filter((_.kind == PLACE) & ~_.parent_id.isnull())
    latest = parents.mutate(following=parents.start.lead().over(in_turn("end", "parent_id"))).filter(
        _.following.isnull()
    )
    theirs = latest.select("kind", "unit_id", "parent_id")
    companys = own.select(company_id=own.unit_id, form_sort=_.form_sort, is_sole=_.is_sole, start=_.start, end=_.end)
    theirs = theirs.join(companys, theirs.parent_id == companys.company_id)
    return ibis.union(own, theirs.select(own.columns))


def told(rows: Table) -> Table:
    """The rows with what is counted in them."""
    is_first, is_last = rows.start == rows.life_start, rows.end == rows.life_end
    has_moved = (rows.start == rows.moved_on) & ~is_first
    form_sort, trade_sort = rows.form_sort.fill_null(""), rows.trade.fill_null("")
    sort = ibis.cases(
        (rows.is_pseudo.fill_null(False), kinds.OTHERS),
        (form_sort != "", form_sort),
        (trade_sort != "", trade_sort),
        else_=kinds.BUSINESS,
    )
    numbers = {name: rows[name].fill_null(0) for name in SIZE_COLUMNS[1:]}
    return rows.select(
        *KEY,
        "start",
        "end",
        municipality=rows.municipality.fill_null(""),
        postcode=rows.postcode.fill_null(""),
        at_care_of=rows.at_care_of.fill_null(False),
        section=rows.section.fill_null(UNKNOWN),
        industry_group=rows.industry_group.fill_null(""),
        sort=sort,
        is_sole=rows.is_sole.fill_null(False),
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
