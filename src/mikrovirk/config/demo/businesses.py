"""The business register of the example region: made-up documents, brought in as real ones are.

As many micro-businesses as the source texts tell (2,181 in Vordingborg and 2,447 in Guldborgsund in 2012), and among them those of the
networks' members, so that the coverage finds them. The documents are brief and of those that ended only some are there: that is quicker.
"""

import json
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from mikrovirk.directory.models import Membership
from mikrovirk.overview.domain.indicators.kinds import ASSOCIATION_FORMS, OTHER_FORMS
from mikrovirk.overview.services import cubes
from mikrovirk.register.domain.size_classes import MICRO_MOST
from mikrovirk.register.domain.towns import town_at
from mikrovirk.register.made_up.as_cvr import brief_company, documents_of
from mikrovirk.register.made_up.lives import Life, Stay, lives
from mikrovirk.register.made_up.words import HOLDING, STREETS, TRADES, Trade
from mikrovirk.register.queries import copies
from mikrovirk.register.services.importing import import_files

MICRO = {"0390": 2181, "0376": 2447}  # the two source texts, of 2012
SEED = 20121101
FIRST_YEAR = date(2007, 1, 1)  # what ended earlier is in no chart
TAKEN = 5  # of ten that began since then, ended or not: the others would only take time
NO_BUSINESSES_TAKEN = 3  # of ten
DAYS_OLD = 3  # the register is read once a week
FIRST_PLACE = 1_800_000_000
UNKNOWN_TO_REGISTER = (
    23  # of so many members one is not in the register: they begin next month, or their number is mistyped
)
LETTING = "682040"
PROTECTED = 0.30
# The trades of the members in the codes of the register (DB07), the nearest where it has none by that name.
CODES = {
    "Bogføring": "692000", "Frisør": "960210", "Keramik": "900300", "Grafisk design": "731110", "Webudvikling": "620100",
    "Tømrer": "433200", "Murer": "439910", "Café": "561010", "Bed & breakfast": "552000", "Fotograf": "742000",
    "Økologisk landbrug": "011100", "Coaching": "855900", "Fysioterapi": "869020", "Gartner": "812100",
    "Guldsmed": "900300", "Oversættelse": "702200", "Advokat": "702200", "Elektriker": "432100", "Bryggeri": "562100",
    "Trælegetøj": "900300", "Syning": "477110", "Massage": "960220", "IT-support": "620200", "Turguide": "552000",
    "Kaffebrænding": "471110",
}  # fmt: skip


def bring_in(today: date) -> copies.Copy:
    """Make the documents, read them in as `mikrovirk register import` does, and count the cubes."""
    until = today - timedelta(days=DAYS_OLD)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "cvr-eksempel.ndjson"
        with file.open("w", encoding="utf-8") as out:
            for document in documents(until):
                out.write(json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n")
        outcome = import_files([file], "cvr", as_of=until)
    cubes.build_missing()
    return outcome.copy


def documents(until: date) -> Iterator[dict[str, object]]:
    """The members' businesses first, then the others until there are as many micro-businesses as told."""
    of_members = list(members(until))
    taken = {life.cvr for life in of_members}
    wanted = Counter(MICRO)
    for life in of_members:
        wanted[place_of(life)] -= is_micro(life, until)
        yield from documents_of(life, until, is_brief=True)
    for life in lives(seed=SEED, municipalities=tuple(MICRO), until=until):
        if life.cvr in taken or not is_taken(life):
            continue
        if life.ended:
            yield brief_company(life, until)
            continue
        if is_micro(life, until) and (code := place_of(life)) in MICRO:
            if not wanted[code]:
                continue
            wanted[code] -= 1
        yield from documents_of(life, until, is_brief=True)
        if not wanted.total():
            return


def is_taken(life: Life) -> bool:
    """Whether it was ever in the region and some chart shows it; of those that began lately, and of those that are no businesses, only some."""
    ended = life.ended or date.max
    if ended < FIRST_YEAR or not any(stay.town.municipality in MICRO for stay in life.stays):
        return False
    if is_no_business(life):
        return life.cvr % 10 < NO_BUSINESSES_TAKEN
    return life.cvr % 10 < TAKEN or (life.ended is None and life.started < FIRST_YEAR)


def place_of(life: Life) -> str:
    return life.stays[-1].town.municipality


def is_no_business(life: Life) -> bool:
    """Whether the figures leave it out with the plain choices: associations, holdings, letting."""
    is_outside = life.form in (*ASSOCIATION_FORMS, *OTHER_FORMS)
    return is_outside or life.trade is HOLDING or life.trade.in_2025 == LETTING


def is_micro(life: Life, until: date) -> bool:
    """Whether the indicator of micro-businesses counts it with the plain choices."""
    newest = until.year if until >= date(until.year, 1, 28) else until.year - 1  # January's number comes at its end
    return not is_no_business(life) and life.employed.get(newest, 0) <= MICRO_MOST


def members(until: date) -> Iterator[Life]:
    """The businesses of the networks' members, with the names, numbers and places the directory has."""
    random = Random(SEED)  # noqa: S311  the same every time
    rows = Membership.objects.filter(left_date=None, business__isnull=False).select_related("business", "person__user")
    known: set[int] = set()
    for number, row in enumerate(rows.order_by("pk")):
        business = row.business
        if business is None or not business.cvr or int(business.cvr) in known or number % UNKNOWN_TO_REGISTER == 0:
            continue
        known.add(int(business.cvr))
        yield of_member(
            int(business.cvr),
            business.name,
            row.person.name,
            business.industry,
            business.postcode,
            random,
            until,
            number,
        )


def of_member(
    cvr: int, name: str, owner: str, industry: str, postcode: str, random: Random, until: date, number: int
) -> Life:
    """One member's business: small, some years old, at the place the directory says."""
    town = town_at(postcode)
    assert town is not None
    started = until - timedelta(days=random.randint(60, 365 * 16))
    street = random.randrange(len(STREETS))
    employed = random.choices((0, 1, 3, 6), (70, 15, 11, 4))[0]
    return Life(
        cvr=cvr,
        form="80" if number % 5 == 0 else "10",
        name=name,
        owner=owner,
        trade=trade_of(industry),
        spans=((started, None),),
        stays=(Stay(town, STREETS[street], 100 + 7 * street, random.randint(1, 140), started, None),),
        employed=dict.fromkeys(range(started.year, until.year + 1), employed),
        is_protected=random.random() < PROTECTED,
        places=(FIRST_PLACE + number,),
    )


def trade_of(industry: str) -> Trade:
    return next(trade for trade in TRADES if trade.in_2007 == CODES.get(industry, "702200"))
