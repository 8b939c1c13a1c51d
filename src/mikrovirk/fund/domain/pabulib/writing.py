"""Write a Pabulib file: one that was read, or a vote of our own.

Ballots are written in the order of what they say, under new numbers, so that nobody's place in a list says who they are.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from fractions import Fraction

from mikrovirk.fund.domain.allocation import Election, VoteType
from mikrovirk.fund.domain.pabulib.file import PabulibFile, Row

NEEDED = ("description", "country", "unit", "instance")  # the format wants them, whatever they say
COUNTED = ("num_projects", "num_votes", "budget", "vote_type")


def write(file: PabulibFile) -> str:
    """The text of a .pb file, every column in its place."""
    out = io.StringIO()
    cells = csv.writer(out, delimiter=";", lineterminator="\n")
    cells.writerows([["META"], ["key", "value"], *file.meta.items()])
    for name, rows, usual in (
        ("PROJECTS", file.projects, ["project_id", "cost"]),
        ("VOTES", file.votes, ["voter_id", "vote"]),
    ):
        columns = list(rows[0]) if rows else usual
        cells.writerow([name])
        cells.writerow(columns)
        cells.writerows([row[column] for column in columns] for row in rows)
    return out.getvalue()


def pabulib_of(
    election: Election, *, names: Mapping[str, str], meta: Mapping[str, str], funded: tuple[str, ...] | None = None
) -> PabulibFile:
    """A vote of our own as a file. `meta`: what else is known (description, instance, rule, date_begin, currency …)."""
    counted = {
        "num_projects": str(len(election.projects)),
        "num_votes": str(election.voters),
        "budget": decimal(Fraction(election.budget, election.unit)),
        "vote_type": str(election.vote_type),
    }
    if election.vote_type is VoteType.ORDINAL:
        counted["max_length"] = str(election.longest or len(election.projects))
    said = {**{key: meta.get(key, "") for key in NEEDED}, **counted}
    said.update((key, value) for key, value in meta.items() if key not in said)
    return PabulibFile(election, said, tuple(_projects(election, names, funded)), tuple(_votes(election)))


def decimal(amount: Fraction) -> str:
    """An amount in digits, with as many decimals as it has; raises ValueError where they do not end."""
    decimals = 0
    while 10**decimals % amount.denominator:
        decimals += 1
        if decimals > amount.denominator.bit_length():
            raise ValueError(f"{amount} has no end of decimals")
    whole, rest = divmod(amount.numerator * 10**decimals // amount.denominator, 10**decimals)
    return f"{whole}.{rest:0{decimals}}" if decimals else str(whole)


def _projects(election: Election, names: Mapping[str, str], funded: tuple[str, ...] | None) -> Iterator[Row]:
    by_points = election.vote_type is VoteType.CUMULATIVE
    for project in election.projects:
        row = {
            "project_id": project.id,
            "cost": decimal(Fraction(project.cost, election.unit)),
            "votes": str(election.supporters[project.id]),
        }
        if by_points:
            row["score"] = decimal(Fraction(election.votes[project.id]))
        row["name"] = names.get(project.id, project.id)
        if funded is not None:
            row["selected"] = str(int(project.id in funded))
        yield row


def _votes(election: Election) -> Iterator[Row]:
    voter = 0
    for ballot in sorted(election.ballots, key=lambda each: (each.projects, each.points)):
        row = {"vote": ",".join(ballot.projects)}
        if election.vote_type is VoteType.CUMULATIVE:
            row["points"] = ",".join(
                decimal(Fraction(points)) for points in ballot.points or (1,) * len(ballot.projects)
            )
        for _ in range(ballot.count):
            voter += 1
            yield {"voter_id": str(voter), **row}
