"""Read a Pabulib file. What contradicts itself is refused with its line; what is merely odd is read and noted."""

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from mikrovirk.fund.domain.allocation import Ballot, Election, NotAnElection, Points, Project, VoteType
from mikrovirk.fund.domain.pabulib.file import VOTE_TYPES, NotPabulib, PabulibFile, Row

SECTIONS = ("META", "PROJECTS", "VOTES")
NEEDED = {"META": (), "PROJECTS": ("project_id", "cost"), "VOTES": ("voter_id", "vote")}
DECIMALS = 6  # of an amount: more are not money


@dataclass
class _Section:
    line: int
    columns: list[str]
    rows: list[tuple[int, Row]] = field(default_factory=list)


def read(text: str) -> PabulibFile:
    """The election in a .pb file; raises NotPabulib.

    Amounts become minor units: where one has decimals, all are multiplied by the same power of ten (`election.unit`).
    """
    sections = _sections(text)
    meta = {row["key"]: row["value"] for _, row in sections["META"].rows}
    vote_type = meta.get("vote_type", "").casefold()
    if vote_type not in VOTE_TYPES:
        raise NotPabulib(f"META: vote_type is one of {', '.join(VOTE_TYPES)}, found “{vote_type}”")
    if "budget" not in meta:
        raise NotPabulib("META: the budget is missing")
    line_of_budget = next(line for line, row in sections["META"].rows if row["key"] == "budget")
    budget = _amount(meta["budget"], f"line {line_of_budget}: budget")
    costs = {
        row["project_id"]: _amount(row["cost"], f"line {line}: cost")
        for line, row in _once(sections["PROJECTS"].rows, "project_id", "project")
    }
    unit = max(_scale(amount) for amount in (budget, *costs.values()))
    given = list(_ballots(sections["VOTES"].rows, vote_type, costs))
    try:
        election = Election(
            budget=int(budget * unit),
            projects=tuple(Project(id, int(cost * unit)) for id, cost in costs.items()),
            ballots=tuple(Ballot(*said, count=count) for said, count in Counter(given).items()),
            unit=unit,
            vote_type=VoteType.CUMULATIVE if vote_type == "scoring" else VoteType(vote_type),
            longest=_longest(meta, vote_type, given, len(costs)),
        )
    except NotAnElection as error:  # what the lines above do not find
        raise NotPabulib(str(error)) from error
    projects = tuple(row for _, row in sections["PROJECTS"].rows)
    votes = tuple(row for _, row in sections["VOTES"].rows)
    return PabulibFile(election, meta, projects, votes, tuple(_notes(meta, projects, election)))


# --- the three tables ------------------------------------------------------------------------------------------------


def _sections(text: str) -> dict[str, _Section]:
    found: dict[str, _Section] = {}
    lines = csv.reader(text.removeprefix("\ufeff").splitlines(keepends=True), delimiter=";", strict=True)
    current = None
    try:
        for cells in lines:
            current = _line(found, current, lines.line_num, [cell.strip() for cell in cells])
    except csv.Error as error:
        raise NotPabulib(f"line {lines.line_num}: {error}") from error
    for name in SECTIONS:
        if name not in found:
            raise NotPabulib(f"the section {name} is missing")
        if not found[name].columns:
            raise NotPabulib(f"line {found[name].line}: {name} has no columns")
    return found


def _line(found: dict[str, _Section], current: str | None, line: int, cells: list[str]) -> str | None:
    """Take in one line; the section the next one is in."""
    if not any(cells):
        return current
    if cells[0].upper() in SECTIONS and not any(cells[1:]):
        name = cells[0].upper()
        if name in found:
            raise NotPabulib(f"line {line}: {name} is there twice")
        found[name] = _Section(line, [])
        return name
    if current is None:
        raise NotPabulib(f"line {line}: expected META, found “{cells[0][:40]}”")
    section = found[current]
    if section.columns:
        section.rows.append((line, _row(section, cells, line)))
    else:
        section.columns = _columns(current, cells, line)
    return current


def _columns(name: str, cells: list[str], line: int) -> list[str]:
    if name == "META":
        if len(cells) < 2:
            raise NotPabulib(f"line {line}: META has the columns key and value")
        return ["key", "value", *cells[2:]]
    columns = [cell.casefold() for cell in cells]
    for needed in NEEDED[name]:
        if needed not in columns:
            raise NotPabulib(f"line {line}: {name} has no column {needed}")
    if twice := next((cell for cell, count in Counter(columns).items() if count > 1), None):
        raise NotPabulib(f"line {line}: {name} has the column {twice} twice")
    return columns


def _row(section: _Section, cells: list[str], line: int) -> Row:
    """A line by its columns. Cells that are left out at the end are empty; more cells than columns are an error."""
    columns = section.columns
    if len(cells) > len(columns) and any(cells[len(columns) :]):
        raise NotPabulib(
            f"line {line}: {len(cells)} cells, but {len(columns)} columns (a semicolon in a text needs quotes)"
        )
    return dict(zip(columns, [*cells, *[""] * (len(columns) - len(cells))], strict=False))


def _once(rows: list[tuple[int, Row]], column: str, what: str) -> Iterator[tuple[int, Row]]:
    seen: set[str] = set()
    for line, row in rows:
        if not row[column]:
            raise NotPabulib(f"line {line}: {column} is empty")
        if row[column] in seen:
            raise NotPabulib(f"line {line}: {what} {row[column]} is there twice")
        seen.add(row[column])
        yield line, row


# --- amounts and ballots ---------------------------------------------------------------------------------------------


def _amount(text: str, place: str) -> Fraction:
    """An amount of money: digits, perhaps decimals after a point or comma."""
    whole, _, decimals = text.replace(",", ".").partition(".")
    if not (whole + decimals).isdecimal() or not (whole + decimals).isascii() or len(decimals.rstrip("0")) > DECIMALS:
        raise NotPabulib(f"{place}: expected an amount such as 12500 or 12500.50, found “{text[:40]}”")
    return Fraction(int((whole + decimals.rstrip("0")) or "0"), 10 ** len(decimals.rstrip("0")))


def _scale(amount: Fraction) -> int:
    """The power of ten that makes an amount whole."""
    powers: list[int] = [10**decimals for decimals in range(DECIMALS + 1)]
    return next(power for power in powers if power % amount.denominator == 0)


def _ballots(
    rows: list[tuple[int, Row]], vote_type: str, known: dict[str, Fraction]
) -> Iterator[tuple[tuple[str, ...], tuple[Points, ...]]]:
    """What each voter said: projects, and points where the vote is by points."""
    for line, row in _once(rows, "voter_id", "voter"):
        projects = _projects(row["vote"], known, line)
        if vote_type == "choose-1" and len(projects) > 1:
            raise NotPabulib(f"line {line}: {len(projects)} projects, but each voter chooses one")
        if vote_type not in {"cumulative", "scoring"}:
            yield (projects if vote_type == "ordinal" else tuple(sorted(projects))), ()
            continue
        if "points" not in row:
            raise NotPabulib(f"line {line}: a vote by points needs the column points")
        points = [_points(each.strip(), line) for each in row["points"].split(",")] if row["points"] else []
        if len(points) != len(projects):
            raise NotPabulib(f"line {line}: {len(projects)} projects, but {len(points)} points")
        pairs = sorted(pair for pair in zip(projects, points, strict=True) if pair[1])
        yield tuple(project for project, _ in pairs), tuple(each for _, each in pairs)


def _projects(vote: str, known: dict[str, Fraction], line: int) -> tuple[str, ...]:
    projects = tuple(each.strip() for each in vote.split(",")) if vote else ()
    if vote in known and "," in vote:  # an id may have a comma in it
        projects = (vote,)
    for each in projects:
        if each not in known:
            raise NotPabulib(f"line {line}: there is no project “{each[:40]}”")
    if len(set(projects)) != len(projects):
        twice = next(each for each, count in Counter(projects).items() if count > 1)
        raise NotPabulib(f"line {line}: project {twice} is there twice")
    return projects


def _points(text: str, line: int) -> Points:
    points = _amount(text, f"line {line}: points")
    return int(points) if points.denominator == 1 else points


def _longest(meta: Row, vote_type: str, given: list[tuple[tuple[str, ...], tuple[Points, ...]]], projects: int) -> int:
    """How many ranks a voter could give."""
    if vote_type != "ordinal":
        return 0
    said = int(meta["max_length"]) if meta.get("max_length", "").isdecimal() else projects
    return max([min(said, projects), *(len(ranking) for ranking, _ in given)])


# --- what is odd -----------------------------------------------------------------------------------------------------


def _notes(meta: Row, projects: tuple[Row, ...], election: Election) -> Iterator[str]:
    """Where the file's own counts do not go with its rows: files in use have such places, and the rows count."""
    for key, count in (("num_projects", len(projects)), ("num_votes", election.voters)):
        if meta.get(key, str(count)) != str(count):
            yield f"META says {key} {meta[key]}, but there are {count}"
    by_points = election.vote_type in {VoteType.CUMULATIVE, VoteType.ORDINAL}
    column, counted = ("score", election.votes) if by_points else ("votes", election.supporters)
    for row in projects:
        said, found = row.get(column, ""), counted[row["project_id"]]
        if said and said not in {str(found), f"{found}.0"}:
            yield f"project {row['project_id']}: {column} says {said}, but there are {found}"
