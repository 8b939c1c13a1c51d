"""Which lines the writer's program quoted: found by comparing with the text that was sent."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import Enum

from mikrovirk.mailing.domain.incoming.bodies import Line
from mikrovirk.voice.domain.replies.asked import Asked, AskedPerson, Round

WORD = re.compile(r"\w+")
RUN_AT_LEAST = 3  # words in a row that are the same before they count as quoted
COVERED = 0.8  # of a line's words
MOST = 0.6  # of a quoted passage's words, before what else is in it counts as quoted too
HARDLY = 0.3
REMAINS_AFTER = 4  # lines behind a quote that may be what is left of it
WRITTEN_AT_LEAST = 4  # words of a line among quoted ones before somebody may have written it there
INTRODUCTION_AT_MOST = 8  # words
NAMES_AT_MOST = 6  # words behind a label
REACH = 12  # lines above a quote that may belong to it
HEADER_LINE = re.compile(r"^\W*([^\W\d_][\w .-]{0,18}\w)\W*:\W*\s?(.*)$")
HEADER_BLOCK_AT_LEAST = 3
DIVIDER = re.compile(r"^\W*$")
DASHED = re.compile(r"^\s*[-_=*]{3,}\s*\S.*[-_=*]{3,}\s*$")
E_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
ADDRESS = re.compile(r"<?https?://\S+")
CLOCK = re.compile(r"\b\d{1,2}[.:]\d\d\b")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
DAY = re.compile(r"\b\d{1,4}[./-]\s?\d{1,2}[./-]\s?\d{1,4}\b|\b\d{1,2}\.? [^\W\d_]{3,}\.? \d{2,4}\b")
INTRODUCES = re.compile(r"[:\uff1a]\s*$")


class Mark(Enum):
    """What a line is."""

    OWN = "own"
    QUOTED = "quoted"
    ABOVE = "above"  # what the program says about the quoted mail
    DOUBTFUL = "doubtful"  # stands among what was quoted, and was not sent
    UNSEEN = "unseen"  # another mail's text, which we cannot compare


@dataclass(frozen=True, slots=True)
class Facts:
    """What a program may tell of the mail it quotes, as words."""

    sure: tuple[str, ...]  # addresses and moments, which nobody writes by themselves
    subject: str

    def stand_in(self, text: str, *, only_sure: bool = False) -> bool:
        """Whether a line tells of that mail; people may repeat the subject themselves."""
        line = " ".join(text.casefold().split())
        return any(fact in line for fact in self.sure) or (
            not only_sure and bool(self.subject) and self.subject in line
        )


@dataclass(slots=True)
class Marked:
    """The lines of a mail with what each is."""

    lines: list[Line]
    marks: list[Mark] = field(default_factory=list)


def facts_about(sent: Round | None, person: AskedPerson | None, asked: Asked) -> Facts:
    before, _, after = asked.inbound.partition("TOKEN")
    texts = [f"{before}{person.token}{after}" if person else "", asked.inbound.replace("+TOKEN", "")]
    times: list[str] = []
    if sent and sent.sent_at:
        at = sent.sent_at
        times = [f"{at.year} {word}{at:%H}{dot}{at:%M}" for dot in ".:" for word in ("", "kl. ", "at ")]
    sure = (*(" ".join(text.casefold().split()) for text in texts if text), *times)
    return Facts(sure, " ".join(sent.subject.casefold().split()) if sent else "")


def marked(lines: Sequence[Line], sent: str, facts: Facts) -> Marked:
    """Say of every line whether the person wrote it."""
    found = Marked(list(lines), [Mark.OWN] * len(lines))
    covered = coverage(lines, sent)
    quoted = {n for n, share in enumerate(covered) if share >= COVERED}
    drop_what_is_only_repeated(found, quoted, facts)
    for number in quoted:
        found.marks[number] = Mark.QUOTED
    mark_passages(found, covered)
    mark_remains(found, sent)
    mark_above(found, facts)
    mark_introductions(found)
    mark_blocks(found)
    mark_between(found)
    return found


def words(text: str) -> list[str]:
    """The words of a text; addresses are left out, since programs rewrite them."""
    return WORD.findall(ADDRESS.sub(" ", text).casefold())


def coverage(lines: Sequence[Line], sent: str) -> list[float]:
    """For each line, the share of its words that stand in the sent text in the same order, in runs; 0 without words."""
    own: list[str] = []
    owner: list[int] = []
    for number, line in enumerate(lines):
        for word in words(line.text):
            own.append(word)
            owner.append(number)
    hits = [0] * len(lines)
    whole = {tuple(words(paragraph)) for paragraph in sent.split("\n")}
    if own and sent:
        matcher = SequenceMatcher(None, own, words(sent), autojunk=False)
        for block in matcher.get_matching_blocks():
            members = range(block.a, block.a + block.size)
            short = block.size < RUN_AT_LEAST and tuple(own[block.a : block.a + block.size]) not in whole
            if not short:
                for place in members:
                    hits[owner[place]] += 1
    counts = [len(words(line.text)) for line in lines]
    return [hit / count if count else 0.0 for hit, count in zip(hits, counts, strict=True)]


def drop_what_is_only_repeated(found: Marked, quoted: set[int], facts: Facts) -> None:
    """A sentence of ours inside somebody's own words is theirs: a quote has marks, or words about the mail above it, or
    is most of what was sent."""
    for run in runs(quoted):
        is_deep = any(found.lines[n].depth for n in run)
        above = [found.lines[n].text for n in range(max(run[0] - REACH, 0), run[0]) if found.lines[n].text.strip()][-4:]
        told = any(facts.stand_in(text) for text in above)
        starts_whole = len(run) >= HEADER_BLOCK_AT_LEAST
        after_quote = any(other < run[0] for other in quoted)
        if not (is_deep or told or starts_whole or after_quote):
            quoted -= set(run)


def runs(numbers: Iterable[int]) -> list[list[int]]:
    """Numbers that follow each other, with at most two (empty lines) missing between."""
    found: list[list[int]] = []
    for number in sorted(numbers):
        if found and number - found[-1][-1] <= 3:
            found[-1].append(number)
        else:
            found.append([number])
    return found


def mark_passages(found: Marked, covered: Sequence[float]) -> None:
    """Lines with quote marks in one passage with what was sent are quoted too; a passage with little of it is not."""
    start = 0
    while start < len(found.lines):
        if not found.lines[start].depth:
            start += 1
            continue
        end = start
        while end < len(found.lines) and found.lines[end].depth:
            end += 1
        passage = range(start, end)
        sizes = [len(words(found.lines[n].text)) for n in passage]
        same = sum(size * covered[n] for n, size in zip(passage, sizes, strict=True))
        if sum(sizes) and same >= MOST * sum(sizes):
            for n, size in zip(passage, sizes, strict=True):
                if found.marks[n] is Mark.OWN:
                    is_new = size >= WRITTEN_AT_LEAST and covered[n] < HARDLY
                    found.marks[n] = Mark.DOUBTFUL if is_new else Mark.QUOTED
        start = end


def mark_remains(found: Marked, sent: str) -> None:
    """Between quoted lines: marks without words (bars, lone signs), and pieces of what was sent, broken on the way."""
    quoted = {n for n, mark in enumerate(found.marks) if mark is Mark.QUOTED}
    whole = "".join(sent.split())
    for run in runs(quoted):
        for n in range(run[0] + 1, min(run[-1] + REMAINS_AFTER, len(found.lines))):
            piece = "".join(found.lines[n].text.split())
            is_inside = n < run[-1] and not words(found.lines[n].text)
            if found.marks[n] is Mark.OWN and piece and (is_inside or (n - 1 in quoted and piece in whole)):
                found.marks[n] = Mark.QUOTED
                quoted.add(n)


def mark_above(found: Marked, facts: Facts) -> None:
    """What the program put above a quote, from the quote upwards: lines that tell of the mail, labels and dividers."""
    for run in runs(n for n, mark in enumerate(found.marks) if mark is Mark.QUOTED):
        top, gap = run[0], False
        for n in range(run[0] - 1, max(run[0] - REACH, 0) - 1, -1):
            line = found.lines[n]
            if not line.text.strip():
                gap = True
                continue
            if found.marks[n] is Mark.QUOTED or not tells(found.lines, n, facts, is_apart=gap and top < run[0]):
                break
            top, gap = n, False
        if any(facts.stand_in(joined(found.lines, n)) for n in range(top, run[0])):
            for n in range(top, run[0]):
                found.marks[n] = Mark.ABOVE


def tells(lines: Sequence[Line], number: int, facts: Facts, *, is_apart: bool) -> bool:
    """Whether a line says something about the mail below it; `is_apart`: an empty line stands between."""
    text = lines[number].text.strip()
    if DIVIDER.match(text) or DASHED.match(text):
        return True
    if facts.stand_in(joined(lines, number), only_sure=is_apart) or facts.stand_in(joined(lines, number - 1)[-200:]):
        return not is_apart or facts.stand_in(text, only_sure=True)
    return bool(HEADER_LINE.match(text)) and not is_apart and is_label(text)


def is_label(text: str) -> bool:
    """A label with an address, a moment, or a name or two behind it."""
    found = HEADER_LINE.match(text)
    is_short = found is not None and len(words(found[2])) <= NAMES_AT_MOST and not re.search(r"[.?!]$", text)
    return bool(E_MAIL.search(text) or (CLOCK.search(text) and YEAR.search(text)) or is_short)


def mark_introductions(found: Marked) -> None:
    """The line right above a quote that ends in a colon, in any language: with a day or an hour it is the program's;
    without, it may be either's."""
    for run in runs(n for n, mark in enumerate(found.marks) if mark is Mark.QUOTED):
        above = [n for n in range(max(run[0] - 4, 0), run[0]) if found.lines[n].text.strip()][-2:]
        if not above or any(found.marks[n] is not Mark.OWN for n in above[-1:]):
            continue
        last = found.lines[above[-1]].text
        whole = " ".join(found.lines[n].text for n in above if above[-1] - n <= 1)
        if not INTRODUCES.search(last):
            continue
        tells_last, tells_both = (CLOCK.search(t) or DAY.search(t) for t in (last, whole))
        if tells_last or tells_both:
            for n in above[-1:] if tells_last else above:
                found.marks[n] = Mark.ABOVE
        elif not HEADER_LINE.match(last) and len(words(last)) <= INTRODUCTION_AT_MOST:
            found.marks[above[-1]] = Mark.DOUBTFUL


def joined(lines: Sequence[Line], number: int) -> str:
    """A line with the next one: what is told may be broken over two."""
    following = lines[number + 1].text if number + 1 < len(lines) else ""
    return f"{lines[number].text} {following}" if lines[number].text.strip() else ""


def mark_blocks(found: Marked) -> None:
    """Another mail that is passed on or answered below: a block of labels with an address and a moment, or a line with a
    moment above quote marks. Below it is not the writer's, unless it was marked already."""
    for number in range(len(found.lines)):
        if found.marks[number] is not Mark.OWN:
            continue
        size = block_at(found.lines, number)
        if not size:
            continue
        top = number
        while top > 0 and (DASHED.match(found.lines[top - 1].text) or is_rule(found.lines[top - 1].text)):
            top -= 1
        for n in range(top, end_of_block(found.lines, number + size)):
            if found.marks[n] is Mark.OWN:
                found.marks[n] = Mark.ABOVE if n < number + size else Mark.UNSEEN
        return


def end_of_block(lines: Sequence[Line], start: int) -> int:
    """Where the other mail ends: with its quote marks where it has them, else with everything."""
    following = next((n for n in range(start, len(lines)) if lines[n].text.strip()), None)
    if following is None or not lines[following].depth:
        return len(lines)
    return next((n for n in range(following, len(lines)) if lines[n].text.strip() and not lines[n].depth), len(lines))


def is_rule(text: str) -> bool:
    return bool(text.strip()) and bool(DIVIDER.match(text))


def block_at(lines: Sequence[Line], number: int) -> int:
    """How many lines a block of labels has that begins here; 0 where none does."""
    size = 0
    texts: list[str] = []
    for line in lines[number:]:
        if not HEADER_LINE.match(line.text.strip()):
            break
        texts.append(line.text)
        size += 1
    whole = " ".join(texts)
    is_block = size >= HEADER_BLOCK_AT_LEAST and E_MAIL.search(whole) and CLOCK.search(whole) and YEAR.search(whole)
    if is_block:
        return size
    first = " ".join(line.text for line in lines[number : number + 2]).strip()
    following = [line for line in lines[number + 1 : number + 4] if line.text.strip()]
    tells = CLOCK.search(first) and (YEAR.search(first) or DAY.search(first))
    quotes_below = any(line.depth > lines[number].depth for line in following)
    if not (tells and quotes_below and lines[number].text.strip()):
        return 0
    return next((n + 1 for n in (0, 1) if INTRODUCES.search(lines[min(number + n, len(lines) - 1)].text)), 0)


def mark_between(found: Marked) -> None:
    """Between the words about the mail and its first quoted line people write nothing; programs put warnings there."""
    for number, mark in enumerate(found.marks):
        if mark is not Mark.OWN or not found.lines[number].text.strip():
            continue
        before = next((m for n, m in reversed(list(enumerate(found.marks[:number]))) if counts(found, n)), None)
        if before is Mark.ABOVE or before is Mark.DOUBTFUL:
            found.marks[number] = Mark.DOUBTFUL


def counts(found: Marked, number: int) -> bool:
    return bool(found.lines[number].text.strip())
