"""`make check`: one line for each thing that is fine, what is wrong in full for each that is not.

python -m checks            everything
python -m checks types docs only these
"""

import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from checks import coverage, hygiene, messages, publiccode, vendored, vulnerabilities
from checks.programs import Outcome, problems_found, program


@dataclass(frozen=True)
class Check:
    """One thing looked at: the word that chooses it, what it says when fine, and how it is done."""

    word: str
    fine: str
    run: Callable[[], Outcome]


CHECKS = (
    Check("lint", "ruff has nothing to say", lambda: program("ruff", "check", ".")),
    Check("format", "the code is formatted (make fix does it)", lambda: program("ruff", "format", "--check", ".")),
    Check("types", "mypy --strict: every type holds", lambda: program("mypy")),
    Check("layers", "apps look downwards only", lambda: program("lint-imports", "--no-cache")),
    Check("templates", "djlint has nothing to say", lambda: program("djlint", "src", "--lint", "--quiet")),
    Check("spelling", "codespell knows every English word", hygiene.spelling),
    Check("migrations", "every change of a model has its migration", hygiene.migrations),
    Check("danish", "every text has its Danish", lambda: problems_found(messages.problems())),
    Check("docs", "every row of docs/coverage.md and docs/seeds.md leads somewhere", coverage.check),
    Check("vendored", "vendored files are those of VERSIONS", lambda: problems_found(vendored.problems())),
    Check("publiccode", "publiccode.yml has what the standard asks for", lambda: problems_found(publiccode.problems())),
    Check("hygiene", "no machine's paths, registries or compiled files are committed", hygiene.tracked_files),
    Check("audit", "no known vulnerability in what we depend on", vulnerabilities.check),
)


def main(words: list[str]) -> int:
    """Run the checks chosen by `words`, two at a time; return 0 only if all are fine."""
    unknown = set(words) - {check.word for check in CHECKS}
    if unknown:
        print(f"Unknown: {', '.join(sorted(unknown))}. There are: {', '.join(check.word for check in CHECKS)}")
        return 2
    chosen = [check for check in CHECKS if not words or check.word in words]
    with ThreadPoolExecutor(max_workers=2) as pool:
        outcomes = list(pool.map(report, chosen))
    failed = outcomes.count(False)
    print(f"make check: {len(chosen) - failed} fine, {failed} not")
    return 1 if failed else 0


def report(check: Check) -> bool:
    started = time.monotonic()
    outcome = check.run()
    seconds = time.monotonic() - started
    if outcome.ok:
        print(f"ok    {check.word:<11} {outcome.said or check.fine} ({seconds:.0f} s)", flush=True)
    else:
        print(f"WRONG {check.word:<11}\n{outcome.said.rstrip()}", flush=True)
    return outcome.ok


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
