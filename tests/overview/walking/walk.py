"""Every indicator again, by walking from unit to unit: slow, plain, and without a line of the product's own reckoning."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

from tests.overview.walking import days
from tests.overview.walking.days import DAY, FIRST, LAST, years_on
from tests.overview.walking.units import Unit

Units = dict[tuple[str, str], Unit]
MICRO = ("0", "1-4", "5-9", "unknown")
ALL_CLASSES = ("0", "1-4", "5-9", "10-19", "20-49", "50-99", "100+", "unknown")


class Walk:
    """Walks over the units for one area, one day and one set of choices (a dict of switches)."""

    def __init__(
        self, units: Units, *, municipality: str | None, on: date, postcode: str | None = None, **choices: Any
    ):
        self.units, self.municipality, self.postcode, self.on = units, municipality, postcode, on
        self.choices = choices
        kind = "place" if choices.get("workplaces") else "company"
        self.own = [unit for unit in units.values() if unit.kind == kind]
        self.end = (on + DAY).replace(day=1)
        self.start = self.end.replace(year=self.end.year - 1)
        self.given, self.received = days.passings(units)
        # Some registers hold the living only: then nothing is said of ends.
        self.has_deaths = any(last < LAST for unit in units.values() for _, last in unit.lives)

    def is_here(self, unit: Unit, when: date) -> bool:
        where, postcode, _ = days.address(unit, when)
        return self.municipality in (None, where) and self.postcode in (None, postcode)

    def is_business(self, unit: Unit, when: date) -> bool:
        """Whether it counts, whatever its size."""
        sort = days.sort(unit, when, self.units)
        if sort != "business" and not self.choices.get(f"with_{sort}"):
            return False
        return not (self.choices.get("without_protected") and unit.is_secret)

    def counts(self, unit: Unit, when: date) -> bool:
        if not self.is_business(unit, when):
            return False
        size = days.size(unit, when)["size_class"]
        return not (
            (self.choices.get("without_zero") and size == "0")
            or (self.choices.get("known_size_only") and size == "unknown")
        )

    def there(self, when: date, *, counted: Callable[[Unit, date], bool]) -> list[Unit]:
        return [
            unit for unit in self.own if days.is_alive(unit, when) and self.is_here(unit, when) and counted(unit, when)
        ]

    def jobs(self, unit: Unit, when: date) -> int:
        found = days.size(unit, when)
        return int(found["full"] if self.choices.get("full_time") else found["heads"])

    def said(self, jobs: int | None) -> float | int | None:
        return jobs / 100 if jobs is not None and self.choices.get("full_time") else jobs

    def figures(self) -> dict[str, tuple[Any, Any, dict[tuple[str, ...], Any]]]:
        """(value, of, parts) of every indicator; a part is (value, of)."""
        return {**self.stock(), **self.change(), **self.survival(), **self.growth(), "uncertain": self.uncertain()}

    def stock(self) -> dict[str, Any]:
        on = self.on
        here = self.there(on, counted=self.counts)
        size = {unit.number: days.size(unit, on)["size_class"] for unit in here}
        is_known = not here or any(name != "unknown" for name in size.values())
        micro = [unit for unit in here if size[unit.number] in MICRO]
        jobs, micro_jobs = sum(self.jobs(unit, on) for unit in here), sum(self.jobs(unit, on) for unit in micro)

        def known(value: Any) -> Any:
            return value if is_known else None

        def split(name: Callable[[Unit, date], str], of_jobs: bool = False) -> dict[tuple[str, ...], Any]:
            whole: Counter[str] = Counter()
            part: Counter[str] = Counter()
            for unit in here:
                weight = self.jobs(unit, on) if of_jobs else 1
                whole[name(unit, on)] += weight
                part[name(unit, on)] += weight if unit in micro else 0
            if of_jobs:
                return {(key,): (self.said(part[key]), int(self.said(whole[key]) or 0)) for key in whole}
            return {(key,): (part[key], whole[key]) for key in whole if key}

        classes, job_classes = Counter(size.values()), Counter[str]()
        for unit in here:
            job_classes[size[unit.number]] += self.jobs(unit, on)
        bounds = {(key,): (sum(days.size(unit, on)[key] for unit in here), None) for key in ("least", "most")}
        place = (
            (lambda unit, when: days.address(unit, when)[0])
            if self.is_country
            else (lambda unit, when: days.address(unit, when)[1])
        )
        return {
            "businesses": (len(here), None, {}),
            "micro_businesses": (known(len(micro)), len(here), {}),
            "micro_share_of_businesses": (known(len(micro) / len(here) if here else None), len(here), {}),
            "jobs": (known(self.said(jobs)), None, bounds if is_known and not self.choices.get("full_time") else {}),
            "micro_jobs": (known(self.said(micro_jobs)), None, {}),
            "micro_share_of_jobs": (known(micro_jobs / jobs if jobs else None), known(int(self.said(jobs) or 0)), {}),
            "sole_proprietors": (sum(days.form(unit, on, self.units) in ("10", "15", "ENK", "1000") for unit in here), len(here), {}),
            "by_size": (len(here), None, {(name,): (classes[name], len(here)) for name in ALL_CLASSES}),
            "jobs_by_size": (
                known(self.said(jobs)),
                None,
                {(name,): (self.said(job_classes[name]), None) for name in ALL_CLASSES} if is_known else {},
            ),
            "by_industry": (known(len(micro)), None, split(days.section) if is_known else {}),
            "jobs_by_industry": (known(self.said(micro_jobs)), None, split(days.section, of_jobs=True) if is_known else {}),
            "by_group": (known(len(micro)), None, split(days.group) if is_known else {}),
            "by_place": (known(len(micro)), None, split(place) if is_known else {}),
        }  # fmt: skip

    @property
    def is_country(self) -> bool:
        return self.municipality is None and self.postcode is None

    def births_between(self, first: date, before: date) -> list[tuple[Unit, date, date]]:
        """(unit, first day, last day) of those that began in the area in those days and count as born."""
        found = []
        for unit in self.own:
            for begins, ends in days.existences(unit):
                if begins == FIRST or not first <= begins < before:
                    continue
                if not self.is_here(unit, begins) or not self.is_business(unit, begins):
                    continue
                if self.choices.get("with_handovers") or not self.passed(unit, begins, self.received):
                    found.append((unit, begins, ends))
        return found

    def passed(self, unit: Unit, when: date, places: dict[str, list[date]]) -> bool:
        """Whether a place changed hands, or there was a merger or split, near the day."""
        near = places.get(unit.number, []) if unit.kind == "company" else []
        return any(abs((each - when).days) <= 90 for each in near) or any(
            abs((each - when).days) <= 31 for each in unit.changes
        )

    def deaths(self) -> list[Unit]:
        found = []
        for unit in self.own:
            for _, ends in days.existences(unit):
                if (
                    ends < LAST
                    and self.start <= ends < self.end
                    and self.is_here(unit, ends)
                    and self.is_business(unit, ends)
                ) and (self.choices.get("with_handovers") or not self.passed(unit, ends + DAY, self.given)):
                    found.append((unit, ends))
        self.died = Counter(days.section(unit, ends) for unit, ends in found)
        return [unit for unit, _ in found]

    def change(self) -> dict[str, Any]:
        born = self.births_between(self.start, self.end)
        died = self.deaths()
        begun = len(self.there(self.start, counted=self.is_business))
        sections = Counter(days.section(unit, begins) for unit, begins, _ in born)

        def rate(value: int | None) -> float | None:
            return value / begun if value is not None and begun else None

        deaths = len(died) if self.has_deaths else None
        return {
            "births": (len(born), None, {(key,): (number, None) for key, number in sections.items()}),
            "deaths": (deaths, None, {(key,): (number, None) for key, number in self.died.items()}),
            "birth_rate": (rate(len(born)), begun, {}),
            "death_rate": (rate(deaths), begun, {}),
            "churn": (rate(None if deaths is None else len(born) + deaths), begun, {}),
            **self.moves(),
        }

    def moves(self) -> dict[str, Any]:
        if self.is_country:
            return {"moves_in": (None, None, {}), "moves_out": (None, None, {})}
        came: Counter[str] = Counter()
        left: Counter[str] = Counter()
        for unit in self.own:
            for first in {first for first, _, _ in unit.addresses}:
                if not self.start <= first < self.end or first == date(2007, 1, 1) or self.postcode:
                    continue
                to, come = days.address(unit, first)[0], days.address(unit, first - DAY)[0]
                lived_on = any(begins < first <= ends for begins, ends in joined(unit.lives))
                if to and come and to != come and lived_on and self.is_business(unit, first):
                    if to == self.municipality:
                        came[come] += 1
                    if come == self.municipality:
                        left[to] += 1
        return {
            "moves_in": (sum(came.values()), None, {(key,): (number, None) for key, number in came.items()}),
            "moves_out": (sum(left.values()), None, {(key,): (number, None) for key, number in left.items()}),
        }

    def survival(self) -> dict[str, Any]:
        if not self.has_deaths:
            return {"survival": (None, None, {}), "survival_newest": (None, None, {})}
        oldest = {n: self.lived(years_back=5, years=n) for n in range(1, 6)}
        newest = {n: self.lived(years_back=n, years=n) for n in range(1, 6)}
        return {
            "survival": (*oldest[5], {(str(n),): oldest[n] for n in oldest}),
            "survival_newest": (*newest[1], {(str(n),): newest[n] for n in newest}),
        }

    def lived(self, *, years_back: int, years: int) -> tuple[float | None, int]:
        first = self.start.replace(year=self.start.year - years_back)
        born = self.births_between(first, first.replace(year=first.year + 1))
        alive = 0
        for unit, begins, ends in born:
            # Handed over when this life ended: it goes on in another.
            last_of_life = next(last for start, last in joined(unit.lives) if start == begins)
            goes_on = last_of_life == ends and self.passed(unit, after(ends), self.given)
            alive += goes_on or ends >= years_on(begins, years)
        return (alive / len(born) if born else None), len(born)

    def growth(self) -> dict[str, Any]:
        now, then = self.on, years_on(self.on, -self.choices.get("span", 5))
        cells: Counter[tuple[str, str]] = Counter()
        former: Counter[str] = Counter()
        former_before, known_now, known_then = 0, False, False
        change: Counter[str] = Counter()
        for unit in self.own:
            lived, lives = days.is_alive(unit, then), days.is_alive(unit, now)
            was = lived and self.is_here(unit, then) and self.counts(unit, then)
            is_ = lives and self.is_here(unit, now) and self.counts(unit, now)
            before, today = days.size(unit, then)["size_class"], days.size(unit, now)["size_class"]
            known_then |= was and before != "unknown"
            known_now |= is_ and today != "unknown"
            if was:
                cells[(before, "ended" if not lives else today if self.is_here(unit, now) else "moved")] += 1
            if is_ and lived and before in MICRO:
                former[today] += self.jobs(unit, now)
                former_before += self.jobs(unit, then)
            if was or is_:
                by = "micro" if (before if was else today) in MICRO else "larger"
                jobs = (self.jobs(unit, now) if is_ else 0) - (self.jobs(unit, then) if was else 0)
                change[f"{by}_{'before' if was else 'new'}"] += jobs
        net, micro = sum(change.values()), change["micro_before"] + change["micro_new"]
        names = ("micro_before", "micro_new", "larger_before", "larger_new")
        nothing: tuple[None, None, dict[Any, Any]] = (None, None, {})
        jobs_now = {(key,): (self.said(number), None) for key, number in former.items() if number}
        return {
            "transitions": (sum(cells.values()), None, {key: (number, None) for key, number in cells.items()}),
            "jobs_of_former_micro": (self.said(sum(former.values())), int(self.said(former_before) or 0), jobs_now) if known_now else nothing,
            "micro_share_of_net_new_jobs": (
                micro / net if net > 0 else None,
                int(self.said(net) or 0),
                {(name,): (self.said(change[name]), None) for name in names},
            ) if known_now and known_then else nothing,
        }  # fmt: skip

    def uncertain(self) -> Any:
        on = self.on
        everybody = self.there(on, counted=lambda unit, when: True)
        here = [unit for unit in everybody if self.is_business(unit, on)]
        sorts = Counter(days.sort(unit, on, self.units) for unit in everybody)
        sizes = Counter(days.size(unit, on)["size_class"] for unit in here)
        kept = [
            unit
            for unit in everybody
            if self.choices.get(f"with_{days.sort(unit, on, self.units)}")
            or days.sort(unit, on, self.units) == "business"
        ]
        parts = {
            "unknown_size": sizes["unknown"],
            "zero": sizes["0"],
            **{name: sorts[name] for name in ("holdings", "letting", "associations", "others")},
            "protected": sum(unit.is_secret for unit in kept),
            "care_of": sum(days.address(unit, on)[2] for unit in here),
            "unknown_industry": sum(days.section(unit, on) == "X" for unit in here),
        }  # fmt: skip
        counted = self.there(on, counted=self.counts)
        if self.is_country:
            parts["unknown_place"] = sum(not days.address(unit, on)[0] for unit in counted)
        return len(everybody) - len(counted), None, {(key,): (number, None) for key, number in parts.items()}


def joined(lives: list[tuple[date, date]]) -> list[tuple[date, date]]:
    """Lives that touch or overlap, as one."""
    found: list[tuple[date, date]] = []
    for first, last in sorted(lives):
        if found and (found[-1][1] == LAST or first <= found[-1][1] + DAY):
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found


def after(last: date) -> date:
    return last if last == LAST else last + DAY
