"""A process of its own that plans one season: what is asked comes in as JSON, and the answer goes out line by line.

Whoever waits for it may end it at any time. In: {"season": …, "published": … or null, "others": 2, "why_not": a topic or
null}. Out: lines {"stage": …} as it goes on, and at last {"answer": …} or {"failed": …}.
"""

import json
import os
import resource
import sys
from typing import Any, TextIO

from mikrovirk.programme.domain.season_plan import NotASeason, published_of, season_of

MOST_SECONDS = 240  # of the processor: it ends by itself where nobody is left to end it


def plan(asked: dict[str, Any], out: TextIO) -> None:
    """Plan what is asked and say how far it is."""

    def say(**words: Any) -> None:
        out.write(json.dumps(words, ensure_ascii=False) + "\n")
        out.flush()

    try:
        season = season_of(asked["season"])[0]
        published = published_of(asked["published"]) if asked.get("published") else ()
    except NotASeason as error:
        say(failed=str(error))
        return
    # The solver is loaded here, where it is needed.
    from mikrovirk.programme.domain.season_plan.answer import answer
    from mikrovirk.programme.domain.season_plan.solving import Undecided

    try:
        made = answer(
            season,
            others=int(asked.get("others", 0)),
            published=published,
            asked_for=asked.get("why_not"),
            tell=lambda stage: say(stage=stage),
        )
    except Undecided:
        say(failed="undecided")
    else:
        say(answer=made)


def within_bounds() -> None:
    """Pages and mails go before it, and it does not think for ever."""
    os.nice(10)
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))


if __name__ == "__main__":
    within_bounds()
    plan(json.load(sys.stdin), sys.stdout)
