"""The README and the meetings, for people."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mikrovirk.common.dates import moment
from mikrovirk.home.open_formats.tables import OpenTable
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import AgendaItem, Meeting, Talk

README = {
    "da": """# {name}

Skrevet {at} af MikroVirk {version}. Alt i filen er i åbne formater og kan læses uden MikroVirk.

- `json/…` : en fil for hver tabel, en liste af rækker, præcis som de står i databasen
- `csv/…` : det samme til regneark (semikolon, UTF-8). En apostrof foran en tekst, der ligner en formel, er sat ind for en sikkerheds skyld
- `columns.csv` : hvad hver kolonne er, og hvilken tabel den peger på
- `meetings.ics` : møderne som kalender, `meetings/…md` : hvert møde til at læse
{more}
Filen rummer oplysninger om mennesker. Pas på den, som du ville passe på dem: gem den låst, og slet den, når den er brugt.

## Tabeller

{tables}
""",
    "en": """# {name}

Written {at} by MikroVirk {version}. Everything in the file is in open formats and can be read without MikroVirk.

- `json/…`: a file for each table, a list of rows, exactly as they stand in the database
- `csv/…`: the same for spreadsheets (semicolons, UTF-8). An apostrophe before a text that looks like a formula is put there for safety
- `columns.csv`: what each column is, and which table it points at
- `meetings.ics`: the meetings as a calendar; `meetings/…md`: each meeting to read
{more}
The file holds what is known about people. Look after it as you would look after them: keep it locked, and delete it when it has been used.

## Tables

{tables}
""",
}
WHOLE = {
    "da": "- `files/…` : det, der er lagt op\n- `tables/…` og `manifest.json` : det samme til `mikrovirk network import`, som flytter netværket ind i et andet MikroVirk\n",
    "en": "- `files/…`: what was uploaded\n- `tables/…` and `manifest.json`: the same for `mikrovirk network import`, which moves the network into another MikroVirk\n",
}


def readme(name: str, tables: Iterable[tuple[OpenTable, int]], *, version: str, at: datetime, whole: bool) -> str:
    """What is in the file and how to read it, in the language of the reader."""
    language = "en" if get_language() == "en" else "da"
    lines = (f"- `{table.label}` ({count}): {table.about}".removesuffix(": ") for table, count in tables)
    return README[language].format(
        name=name, at=moment(at), version=version, more=WHOLE[language] if whole else "", tables="\n".join(lines)
    )


def meetings(network: Network) -> Iterator[tuple[str, str]]:
    """A file name and its text for each meeting; a fixed number of queries."""
    came = Count("sign_ups", filter=Q(sign_ups__checked_in_at__isnull=False))
    rows = Meeting.objects.filter(network=network).annotate(came=came).select_related("venue", "format")
    agendas: dict[int, list[AgendaItem]] = {}
    for item in AgendaItem.objects.filter(meeting__network=network).order_by("position", "pk"):
        agendas.setdefault(item.meeting_id, []).append(item)
    talks = {talk.meeting_id: talk for talk in Talk.objects.filter(meeting__network=network)}
    for meeting in rows.order_by("starts_at", "pk"):
        day = timezone.localdate(meeting.starts_at)
        name = f"{day.isoformat()}-{slugify(meeting.title)[:60] or 'meeting'}-{meeting.pk}.md"
        yield name, told(meeting, agendas.get(meeting.pk, []), talks.get(meeting.pk))


def told(meeting: "Meeting", agenda: list[AgendaItem], talk: Talk | None) -> str:
    """One meeting in Markdown. Reads `came`, venue and format."""
    came: int = meeting.came  # type: ignore[attr-defined]
    facts = [
        (_("When"), moment(meeting.starts_at)),
        (_("Place"), str(meeting.venue) if meeting.venue else ""),
        (_("Format"), str(meeting.format) if meeting.format else ""),
        (_("State"), meeting.get_state_display()),
        (_("Came"), str(came) if came else ""),
        (_("Talk"), talk.title if talk else ""),
    ]
    parts = [f"# {meeting.title}", "\n".join(f"- {label}: {value}" for label, value in facts if value), meeting.summary]
    if agenda:
        lines = "\n".join(f"{n}. {item.title} ({item.minutes} min)" for n, item in enumerate(agenda, 1))
        parts.append(f"## {_('Agenda')}\n\n{lines}")
    if meeting.recap:
        parts.append(f"## {_('Afterwards')}\n\n{meeting.recap}")
    return "\n\n".join(part for part in parts if part) + "\n"
