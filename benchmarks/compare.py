"""Whether the floor still shows what our pages show. `python -m benchmarks.compare` prints the differences.

Each side makes its pages in a process of its own, as each has its own settings.
"""

import difflib
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.serving import FLOOR, OURS, Installations, installations
from benchmarks.text import shown_in
from benchmarks.world import SEARCHED, SLUG, Subject

MEETINGS = f"/networks/{SLUG}/meetings/"
SETTINGS = {OURS: "mikrovirk.config.settings", FLOOR: "benchmarks.floor_settings"}
Pages = dict[str, str]


def pages_of(side: str, made: Installations) -> Pages:
    """The measured pages as HTML, by name."""
    environment = made.environments[side] | {"DJANGO_SETTINGS_MODULE": SETTINGS[side]}
    words = [sys.executable, "-m", "benchmarks.compare", "inside", side, json.dumps(made.subject.__dict__)]
    done = subprocess.run(words, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    pages: Pages = json.loads(done.stdout.splitlines()[-1])
    return pages


def inside(side: str, subject: Subject) -> Pages:
    """Make the pages in this process."""
    import django

    django.setup()
    from django.test import Client

    if side == FLOOR:
        from benchmarks import floor

        floor.prepare()
    somebody, coordinator = Client(headers={"host": "localhost"}), Client(headers={"host": "localhost"})
    coordinator.cookies["sessionid"] = subject.session if side == OURS else subject.floor_session
    sign_up = f"{MEETINGS}{subject.meeting}/sign-up/"
    pages = {
        "list": somebody.get(MEETINGS),
        "second page of the list": somebody.get(f"{MEETINGS}?page=2"),
        "meeting": somebody.get(f"{MEETINGS}{subject.meeting}/"),
        "calendar": somebody.get(f"/networks/{SLUG}/meetings.ics"),
        "sign-up": somebody.get(sign_up),
    }
    typed = {"name": "Per Gæst", "email": "per@ny.example", "extra": ""}
    pages["confirmation"] = somebody.post(sign_up, typed, follow=True)
    for words in SEARCHED:
        pages[f"search for {words}"] = coordinator.get(f"/networks/{SLUG}/members/", {"q": words})
    assert {page.status_code for page in pages.values()} == {200}, pages
    return {name: page.content.decode() for name, page in pages.items()}


def both(folder: Path) -> dict[str, Pages]:
    """The pages of both, from the same rows."""
    with installations(folder) as made:
        return {side: pages_of(side, made) for side in SETTINGS}


def differences(ours: str, floor: str) -> list[str]:
    """The lines that only one of the two shows."""
    found = difflib.unified_diff(shown_in(floor), shown_in(ours), "floor", "ours", lineterm="", n=0)
    return [line for line in found if not line.startswith(("---", "+++", "@@"))]


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        pages = both(Path(name))
    for name, ours in pages[OURS].items():
        print(f"== {name}", *differences(ours, pages[FLOOR][name]), sep="\n")


if __name__ == "__main__":
    if sys.argv[1:2] == ["inside"]:
        print(json.dumps(inside(sys.argv[2], Subject(**json.loads(sys.argv[3])))))
    else:
        main()
