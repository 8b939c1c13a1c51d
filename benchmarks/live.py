"""The evening under load: how soon a full room sees what the host does, and whether all that is typed is kept."""

import json
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from benchmarks.evening import Room
from benchmarks.serving import COMMANDS, OURS, Server, environment, free_port, wait_for

PHONES = 300
PRESSES = 20
PRESS_EVERY = 0.9  # seconds
GOAL_SECONDS, GOAL_SHARE = 1.0, 0.99
TOKEN = "a" * 32


@dataclass(frozen=True)
class Stretch:
    """Some minutes of the evening: seconds from each press to each phone (none: it never came), and what it cost."""

    name: str
    latencies: list[float]
    missing: int
    cpu: float  # share of one core

    @property
    def in_time(self) -> float:
        """Share of the phones that saw a press in time."""
        seen = sum(latency <= GOAL_SECONDS for latency in self.latencies)
        return seen / max(len(self.latencies) + self.missing, 1)

    @property
    def meets_goal(self) -> bool:
        return self.in_time >= GOAL_SHARE


@dataclass(frozen=True)
class Result:
    """What came out."""

    quiet: Stretch
    busy: Stretch
    sent: int
    stored: int
    took: list[float]  # seconds until an input was said to be stored
    megabytes: float  # sent to all phones
    memory: float  # MB
    lost: int  # lines that broke

    @property
    def meets_goal(self) -> bool:
        return self.quiet.meets_goal and self.busy.meets_goal and self.stored == self.sent and not self.lost


class Host:
    """The remote control."""

    def __init__(self, server: Server, room: Room) -> None:
        self.server, self.room = server, room
        self.pressed: dict[int, float] = {}  # the press's own moment in milliseconds -> when it was sent

    def press(self, number: int) -> None:
        at = round(time.time() * 1000)
        turn = self.room.keys[number % len(self.room.keys)]
        body = json.dumps([{"id": str(uuid4()), "what": "press", "kind": "go", "turn": turn, "at": at}])
        headers = {
            "Content-Type": "application/json",
            "X-CSRFToken": TOKEN,
            "Cookie": f"csrftoken={TOKEN}; sessionid={self.room.session}",
        }
        self.pressed[at] = time.monotonic()
        self.server.connect()  # a phone's own line, not one that is kept warm
        status, answer, _headers = self.server.ask("POST", f"/l/{self.room.code}/say/", headers, body)
        assert status == 200, answer
        assert json.loads(answer)["refused"] == []


class Hall:
    """The process with the phones."""

    def __init__(self, server: Server, room: Room) -> None:
        words = [sys.executable, "-m", "benchmarks.hall", str(server.port), room.code]
        self.process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.say(json.dumps(room.cookies))

    def say(self, word: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(f"{word}\n")
        self.process.stdin.flush()

    def answer(self) -> dict[str, Any]:
        assert self.process.stdout
        found: dict[str, Any] = json.loads(self.process.stdout.readline())
        return found

    def ask(self, word: str) -> dict[str, Any]:
        self.say(word)
        return self.answer()

    def close(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait(timeout=30)


def measure(phones: int = PHONES, presses: int = PRESSES) -> Result:
    """Serve an evening on the embedded default and fill the room."""
    with tempfile.TemporaryDirectory() as name:
        words = environment(Path(name) / "site")
        Path(words["MIKROVIRK_DATA"]).mkdir(parents=True)
        room = Room(**last_line("benchmarks.evening", str(phones), environment=words))
        process = subprocess.Popen([*COMMANDS[OURS], "--port", str(port := free_port())], env=words)
        try:
            server = Server(OURS, port, process, room.session)
            wait_for(server)
            return run(server, room, presses, words)
        finally:
            process.kill()
            process.wait()


def run(server: Server, room: Room, presses: int, words: dict[str, str]) -> Result:
    hall, host = Hall(server, room), Host(server, room)
    try:
        hall.ask("open")
        host.press(0)
        time.sleep(1)
        quiet = stretch(server, host, range(1, presses + 1))
        hall.say("send")
        busy = stretch(server, host, range(presses + 1, 2 * presses + 1))
        took = hall.answer()["took"]
        time.sleep(1.5)
        memory = server.memory()
        heard = hall.ask("heard")
    finally:
        hall.close()
    stored = last_line("benchmarks.evening", "stored", room.code, environment=words)
    assert stored["inputs"] == stored["phones"]
    return Result(
        stretch_of("the host presses", quiet, heard["heard"]),
        stretch_of("while everybody types", busy, heard["heard"]),
        sent=len(room.cookies),
        stored=stored["inputs"],
        took=took,
        megabytes=heard["bytes"] / 1e6,
        memory=memory,
        lost=heard["lost"],
    )


Pressed = tuple[dict[int, float], float]


def stretch(server: Server, host: Host, numbers: range) -> Pressed:
    """Press in steady time; the presses of this stretch and the share of a core that the server used."""
    known, cpu, started = set(host.pressed), server.cpu_seconds(), time.monotonic()
    for number in numbers:
        begun = time.monotonic()
        host.press(number)
        time.sleep(max(PRESS_EVERY - (time.monotonic() - begun), 0))
    share = (server.cpu_seconds() - cpu) / (time.monotonic() - started)
    return {at: when for at, when in host.pressed.items() if at not in known}, share


def stretch_of(name: str, pressed: Pressed, heard: list[list[tuple[int | None, float]]]) -> Stretch:
    presses, cpu = pressed
    latencies, missing = [], 0
    for phone in heard:
        came: dict[int | None, float] = {}
        for since, at in phone:
            came.setdefault(since, at)
        for at, sent in presses.items():
            if at in came:
                latencies.append(came[at] - sent)
            else:
                missing += 1
    return Stretch(name, sorted(latencies), missing, cpu)


def last_line(module: str, *arguments: str, environment: dict[str, str]) -> dict[str, Any]:
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def share_of(values: list[float], share: float) -> float:
    """The value that this share of the values does not exceed; infinite where there are none."""
    return sorted(values)[min(int(share * len(values)), len(values) - 1)] if values else float("inf")


def report(result: Result) -> str:
    """The table that is printed."""
    lines = [
        f"The evening · {result.sent} phones, one web process, SQLite",
        f"{'ms from the press to a phone':28} {'p50':>6} {'p95':>6} {'p99':>6} {'max':>6}  within 1 s     CPU",
    ]
    for each in (result.quiet, result.busy):
        columns = " ".join(f"{share_of(each.latencies, share) * 1000:6.0f}" for share in (0.5, 0.95, 0.99, 1))
        verdict = "" if each.meets_goal else "  MISSED"
        lines.append(f"{each.name:28} {columns}  {each.in_time:8.2%} (≥ 99 %) {each.cpu:4.0%}{verdict}")
    columns = " ".join(f"{share_of(result.took, share) * 1000:6.0f}" for share in (0.5, 0.95, 0.99, 1))
    lines.append(f"{'ms until an input is stored':28} {columns}")
    verdict = "" if result.stored == result.sent else "  MISSED"
    lines.append(f"{result.stored} of {result.sent} inputs sent within 10 s are stored, each once{verdict}")
    lines.append(
        f"{result.megabytes:.0f} MB to all phones, {result.memory:.0f} MB memory (PSS), {result.lost} lines lost"
    )
    return "\n".join(lines)
