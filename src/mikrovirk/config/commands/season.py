"""From wishes to a season, from a file: only a calculation, without an installation or Django."""

import json
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from mikrovirk.config.command import CannotDo
from mikrovirk.programme.domain.season_plan import NotASeason, Planned, Season, published_of, season_of


def plan(options: Namespace) -> int | tuple[int, dict[str, Any]]:
    """Plan the season in the file; 2 where the file does not say one. A season that cannot be is an answer, too."""
    if options.network is not None:
        return hand_on(options)
    season, published = read(options)
    if options.alternatives < 0:
        raise CannotDo("--alternatives is a whole number from 0")
    if options.why_not is not None and options.why_not not in {topic.id for topic in season.topics}:
        raise CannotDo(f"--why-not: there is no topic “{options.why_not}” in {options.file}")
    # The solver is loaded here, past everything that needs only the file.
    from mikrovirk.programme.domain.season_plan.answer import answer
    from mikrovirk.programme.domain.season_plan.solving import Undecided

    try:
        made = answer(season, others=options.alternatives, published=published, asked_for=options.why_not)
    except Undecided as error:
        raise CannotDo(f"{options.file}: neither a plan nor a proof that there is none was found") from error
    if options.json:
        return 0, made
    print_answer(made)
    return 0


def hand_on(options: Namespace) -> int | tuple[int, dict[str, Any]]:
    """Write the file that the network's planner last asked, or would ask at its first visit."""
    from mikrovirk.config.commands import planner  # loads Django, which planning from a file does without

    asked = planner.file_of(options.network)
    try:
        Path(options.file).write_text(json.dumps(asked, ensure_ascii=False, indent=1) + "\n", "utf-8")
    except OSError as error:
        raise CannotDo(f"{options.file} cannot be written: {error.strerror}") from error
    if options.json:
        return 0, asked
    print(f"{options.file}: {len(asked['meetings'])} meetings, {len(asked['topics'])} topics")
    return 0


def read(options: Namespace) -> tuple[Season, tuple[Planned, ...]]:
    """The season, and the plan that was published."""
    try:
        season, passed_over = season_of(document(options.file))
    except NotASeason as error:
        raise CannotDo(f"{options.file}: {error}") from error
    for note in passed_over:
        print(f"mikrovirk: {note}", file=sys.stderr)
    if options.published is None:
        return season, ()
    try:
        return season, published_of(document(options.published))
    except NotASeason as error:
        raise CannotDo(f"{options.published}: {error}") from error


def document(name: str) -> Any:
    try:
        return json.loads(Path(name).read_text("utf-8-sig"))
    except OSError as error:
        raise CannotDo(f"{name} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise CannotDo(f"{name} is not UTF-8 text") from error
    except (ValueError, RecursionError) as error:
        raise CannotDo(f"{name} is not JSON: {error}") from error


def print_answer(made: dict[str, Any]) -> None:
    if made["plan"] is None:
        print("There is no such season. These demands cannot hold together; without any one of them the others can:")
        print_lines(each["en"] for each in made["conflict"])
        print("The least to let go:")
        print_lines(each["en"] for each in made["let_go"])
        return
    print_plan(made)
    for number, other in enumerate(made["alternatives"], start=1):
        print(f"\nAlternative {number}: costs {other['costs']['support']} of the support")
        print_plan(other, reasons=False)
    if "moved" in made:
        print(f"\nMoved: {', '.join(map(str, made['moved'])) or 'none'}")
    if "why_not" in made:
        print_why_not(made["why_not"])


def print_plan(made: dict[str, Any], *, reasons: bool = True) -> None:
    for each in made["plan"]:
        turns = [*each["hot_seat"], *each["newest"]]
        print(" · ".join([f"{each['number']}", *(each[key] for key in ("date", "topic", "speaker", "venue")), *turns]))
        if reasons:
            print_lines(reason["en"] for reason in each["because"])
    verdict = "no plan is better" if made["optimal"] else "a better one was not ruled out"
    print(f"support {made['support']}, waited {made['waited']}; {verdict}")


def print_why_not(found: dict[str, Any]) -> None:
    if found["plan"] is None:
        print(f"\n{found['topic']} cannot be had; these cannot hold together:")
        print_lines(each["en"] for each in found["conflict"])
        return
    print(f"\nWith {found['topic']}: costs {found['costs']['support']} of the support")
    print_plan(found, reasons=False)


def print_lines(lines: Any) -> None:
    for line in lines:
        print(f"    {line}")
