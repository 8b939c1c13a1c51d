"""Dividing a pot, from a Pabulib file: only a calculation, without an installation or Django."""

import sys
from argparse import Namespace
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from mikrovirk.config.command import CannotDo
from mikrovirk.fund.domain.allocation import (
    Allocation,
    Completion,
    Explanation,
    Method,
    NotDefined,
    Reason,
    Rule,
    allocate,
    explain,
    is_quick,
)
from mikrovirk.fund.domain.allocation.words import Words
from mikrovirk.fund.domain.pabulib import NotPabulib, PabulibFile, read


def allocate_file(options: Namespace) -> int | tuple[int, dict[str, Any]]:
    """Divide the pot of the file; 2 where it cannot be read or the rule does not know such ballots."""
    file = read_file(Path(options.file))
    for note in file.notes:
        print(f"mikrovirk: {options.file}: {note}", file=sys.stderr)
    try:
        made = allocate(file.election, rule_of(options))
    except NotDefined as error:
        raise CannotDo(f"{options.file}: {error}") from error
    explanation = explained(file, made, options) if options.explain else None
    if options.json:
        return 0, as_document(file, made, explanation)
    print_for_people(file, made, explanation)
    return 0


def read_file(path: Path) -> PabulibFile:
    try:
        return read(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise CannotDo(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise CannotDo(f"{path} is not UTF-8 text") from error
    except NotPabulib as error:
        raise CannotDo(f"{path}: {error}") from error


def rule_of(options: Namespace) -> Rule:
    method, completion = Method(options.rule), Completion(options.completion)
    if method is Method.GREEDY and (completion is not Completion.NONE or options.stop_when_exhaustive):
        raise CannotDo("--completion and --stop-when-exhaustive belong to equal-shares")
    if options.stop_when_exhaustive and completion is Completion.NONE:
        raise CannotDo("--stop-when-exhaustive belongs to --completion add1 or add1u")
    return Rule(method, completion, options.stop_when_exhaustive)


def explained(file: PabulibFile, made: Allocation, options: Namespace) -> Explanation:
    """Explain; in a large vote without what losers would have needed, as that means dividing anew thousands of times."""
    what_if = options.what_if or is_quick(file.election)
    if not what_if:
        print("mikrovirk: a large vote: add --what-if to find what losers would have needed (slow)", file=sys.stderr)
    return explain(file.election, made, what_if=what_if)


# --- the document ----------------------------------------------------------------------------------------------------


def as_document(file: PabulibFile, made: Allocation, explanation: Explanation | None) -> dict[str, Any]:
    """Amounts are in the currency of the file, as it writes them."""
    unit = file.election.unit
    found = {
        "funded": list(made.funded),
        "cost": number(made.cost, unit),
        "budget": number(made.budget, unit),
        "rule": rule_document(made.rule),
    }
    if made.endowment is not None:
        found["endowment"] = number(made.endowment, unit)
    if explanation is None:
        return found
    words = {language: words_of(file, language) for language in ("da", "en")}
    return found | {
        "unspent": number(made.unspent, unit),
        "left_over": str(explanation.left_over),
        "voters": explanation.voters,
        "voters_served": explanation.voters_served,
        "others": [
            {"rule": rule_document(other.rule), "funded": list(other.funded), "cost": number(other.cost, unit)}
            for other in explanation.others
        ],
        "reasons": [reason_document(each, explanation, words, unit) for each in explanation.reasons],
        **{language: [said.left_over(explanation), said.served(explanation)] for language, said in words.items()},
    }


def reason_document(reason: Reason, explanation: Explanation, words: Mapping[str, Words], unit: int) -> dict[str, Any]:
    found: dict[str, Any] = {
        "project": reason.project,
        "funded": reason.funded,
        "why": str(reason.why),
        "cost": number(reason.cost, unit),
        "supporters": reason.supporters,
        "votes": number(reason.votes, 1),
        "place": reason.place,
        "payers": [{"voters": each.voters, "amount": number(each.amount, unit)} for each in reason.payers],
        "taken": [{"project": each.project, "amount": number(each.amount, unit)} for each in reason.taken],
        "after": reason.after,
        "wins_with": reason.wins_with,
        "elsewhere": [rule_document(rule) for rule in reason.elsewhere],
    }
    for name in ("had", "lacked", "left", "wins_at"):
        amount = getattr(reason, name)
        found[name] = None if amount is None else number(amount, unit)
    return found | {language: said.reason(reason, explanation) for language, said in words.items()}


def rule_document(rule: Rule) -> dict[str, Any]:
    found: dict[str, Any] = {"rule": str(rule.method)}
    if rule.method is Method.EQUAL_SHARES:
        found["completion"] = str(rule.completion)
        if rule.completion is not Completion.NONE:
            found["stop_when_exhaustive"] = rule.stop_when_exhaustive
    return found


def number(amount: Fraction | int, unit: int) -> int | float:
    """Whole units where they are whole; else rounded to six decimals."""
    exact = Fraction(amount) / unit
    return int(exact) if exact.denominator == 1 else round(float(exact), 6)


def words_of(file: PabulibFile, language: str) -> Words:
    currency = file.meta.get("currency") or "kr."
    return Words(
        "da" if language == "da" else "en", file.names, file.election.unit, "kr." if currency == "DKK" else currency
    )


# --- for people ------------------------------------------------------------------------------------------------------


def print_for_people(file: PabulibFile, made: Allocation, explanation: Explanation | None) -> None:
    words = words_of(file, "en")
    for id in made.funded:
        print(f"{id} {file.names[id]}: {words.money(file.election.by_id[id].cost)}")
    print(
        f"{len(made.funded)} of {len(file.election.projects)} projects, {words.money(made.cost)} of {words.money(made.budget)}"
    )
    if explanation is None:
        return
    print(words.left_over(explanation), words.served(explanation), sep="\n")
    for reason in explanation.reasons:
        print(f"\n{reason.project} {file.names[reason.project]}", *words.reason(reason, explanation), sep="\n  ")
