"""The parts of an iCalendar file, one inside the other: calendars, their events and time zones."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from mikrovirk.landscape.domain.calendars.lines import Line
from mikrovirk.landscape.domain.calendars.problems import Problem

DEEPEST = 20  # parts inside parts; what is deeper is read as if it stood beside


@dataclass
class Part:
    """What stands between BEGIN and END; `number` is the line of its BEGIN, 0 for the file as a whole."""

    name: str
    number: int = 0
    lines: list[Line] = field(default_factory=list)
    parts: list["Part"] = field(default_factory=list)

    def all(self, name: str) -> list[Line]:
        """The properties of that name, in order."""
        return [line for line in self.lines if line.name == name]

    def first(self, name: str) -> Line | None:
        return next((line for line in self.lines if line.name == name), None)

    def text(self, name: str) -> str:
        """The text of the first property of that name; "" where there is none."""
        line = self.first(name)
        return line.text.strip() if line else ""

    def within(self, *names: str) -> Iterator["Part"]:
        """The parts of those names at any depth."""
        for part in self.parts:
            if part.name in names:
                yield part
            yield from part.within(*names)


def parts_of(lines: Iterable[Line | Problem], problems: list[Problem]) -> Part:
    """The whole file as one part; what is wrong is added to `problems`."""
    whole = Part("")
    open_parts = [whole]
    for line in lines:
        if isinstance(line, Problem):
            problems.append(line)
        elif line.name == "BEGIN":
            part = Part(line.value.strip().upper(), line.number)
            open_parts[-1].parts.append(part)
            if len(open_parts) <= DEEPEST:
                open_parts.append(part)
        elif line.name == "END":
            close(open_parts, line, problems)
        else:
            open_parts[-1].lines.append(line)
    problems += [Problem("unfinished", part.number, what=part.name) for part in open_parts[1:]]
    return whole


def close(open_parts: list[Part], line: Line, problems: list[Problem]) -> None:
    """End the innermost part of that name, and those inside it that were left open."""
    name = line.value.strip().upper()
    names = [part.name for part in open_parts]
    if name not in names[1:]:
        problems.append(Problem("stray_end", line.number, what=line.value))
        return
    while open_parts[-1].name != name:
        left = open_parts.pop()
        problems.append(Problem("unfinished", left.number, what=left.name))
    open_parts.pop()


def calendars_in(whole: Part) -> list[Part]:
    """Each calendar of the file; events that stand outside of every calendar make one of their own."""
    calendars = list(whole.within("VCALENDAR"))
    outside = Part("VCALENDAR", parts=[part for part in whole.parts if part.name != "VCALENDAR"])
    if any(outside.within("VEVENT")):
        calendars.append(outside)
    return calendars
