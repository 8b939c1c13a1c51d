"""The `mikrovirk` command: its words and options. What each does stands in `config.commands`.

Exit status: 0 done, 1 done with rows set aside, 2 wrong use or nothing could be done.
"""

import argparse
import importlib
import json
import os
import sys
from collections.abc import Callable
from datetime import date
from typing import Any

from mikrovirk import __version__
from mikrovirk.config.command_api import add_api
from mikrovirk.config.command_around import add_around
from mikrovirk.config.command_bringing import add_bringing
from mikrovirk.config.command_cooperation import add_cooperation
from mikrovirk.config.command_fund import add_fund_office
from mikrovirk.config.command_privacy import add_privacy
from mikrovirk.config.command_recovery import add_recovery
from mikrovirk.config.command_words import command, group

Answer = Any  # what a command hands back: printed with --json as one document, else line by line


class CannotDo(Exception):
    """Nothing could be done; the message says why and what to do."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit status."""
    arguments = sys.argv[1:] if arguments is None else arguments
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mikrovirk.config.settings")
    if arguments[:1] == ["manage"]:
        return manage(arguments[1:])
    options = parser().parse_args(arguments)
    if "does" not in options:
        parser().print_help()
        return 2
    try:
        return run(options)
    except CannotDo as error:
        print(f"mikrovirk: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def run(options: argparse.Namespace) -> int:
    """Call what the words stand for; a function returns its exit status or (status, answer)."""
    module_name, _, function_name = options.does.partition(":")
    function: Callable[[argparse.Namespace], Any] = getattr(
        importlib.import_module(f"mikrovirk.config.commands.{module_name}"), function_name
    )
    result = function(options)
    status, answer = result if isinstance(result, tuple) else (result, None)
    if answer is not None and getattr(options, "json", False):
        print(json.dumps(answer, ensure_ascii=False, indent=1, default=str))
    elif answer is not None:
        print_for_people(answer)
    return int(status)


def print_for_people(answer: Answer) -> None:
    """One line for each row or each value."""
    if isinstance(answer, list):
        for row in answer:
            print(" · ".join(str(value) for value in row.values() if value not in (None, "")))
    elif isinstance(answer, dict):
        for name, value in answer.items():
            print(f"{name}: {value}")
    else:
        print(answer)


def manage(arguments: list[str]) -> int:
    """Django's own commands, for whoever hosts: `mikrovirk manage migrate`."""
    management = importlib.import_module("django.core.management")
    management.execute_from_command_line(["mikrovirk manage", *arguments])
    return 0


def parser() -> argparse.ArgumentParser:
    """Every command with its options; `mikrovirk --help` prints it."""
    top = argparse.ArgumentParser(prog="mikrovirk", description="Keeps local networks of micro-businesses alive.")
    top.add_argument("--version", action="version", version=__version__)
    words = top.add_subparsers(metavar="COMMAND")

    demo = command(
        words, "demo", "serve:demo", "the example region: prepare, serve web and worker, print sign-in links"
    )
    demo.add_argument("--port", type=int, default=8000)
    demo.add_argument("--reset", action="store_true", help="throw the example away and make it anew")
    demo.add_argument("--prepare-only", action="store_true", help="make it without serving it")
    command(words, "init", "serve:init", "an empty installation, or bring an old one up to date")
    serve = command(words, "serve", "serve:serve", "the web process")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8000)
    serve.add_argument("--processes", type=int, default=1)
    command(words, "worker", "serve:worker", "the background worker: mails and what is due by the clock")

    networks = group(words, "networks", "the networks of this installation")
    add = command(networks, "add", "networks:add", "an empty network with the shipped formats, every part off")
    add.add_argument("slug", metavar="SLUG")
    add.add_argument("--name", required=True)
    add.add_argument("--coordinator", metavar="EMAIL", help="who runs it")
    command(networks, "list", "networks:listing", "all networks")
    parts = command(
        networks,
        "parts",
        "networks:parts",
        "which parts are on; name some to switch exactly those on (the word none: no part)",
    )
    parts.add_argument("slug", metavar="SLUG")
    parts.add_argument("parts", metavar="PART", nargs="*")
    handover = command(
        networks, "handover", "handover:write_file", "everything a successor needs, as a file (.pdf, .html)"
    )
    handover.add_argument("slug", metavar="SLUG")
    handover.add_argument("file", metavar="FILE")
    handover.add_argument("--language", choices=("da", "en"), default="da")
    for name, says in (
        ("coordinator", "appoint a coordinator; they are told by mail"),
        ("substitute", "appoint a substitute coordinator, from today to a last day; they are told by mail"),
    ):
        one = command(networks, name, f"handover:appoint_{name}", says)
        one.add_argument("slug", metavar="SLUG")
        one.add_argument("email", metavar="EMAIL")
        one.add_argument("--name", default="", help="their name, where the address is new")
        one.add_argument("--why", default="", help="one line, shown on the handover page")
        if name == "substitute":
            one.add_argument("--until", type=date.fromisoformat, metavar="DATE", required=True, help="the last day")

    accounts = group(words, "accounts", "who may sign in")
    for name, says in (
        ("off", "let nobody sign in with an address; what they began stays, and the watch calls a successor"),
        ("on", "let them sign in again"),
    ):
        command(accounts, name, f"handover:switch_{name}", says).add_argument("email", metavar="EMAIL")
    signs_out = command(
        accounts, "sign-out", "trail:sign_somebody_out", "sign somebody out on every phone and computer"
    )
    signs_out.add_argument("email", metavar="EMAIL")

    network = group(words, "network", "a network moves house, with everything that belongs to it")
    leaves = command(network, "export", "moving:leave", "write a network to a file, with counts and checksums")
    leaves.add_argument("slug", metavar="SLUG")
    leaves.add_argument("file", metavar="FILE")
    arrives = command(network, "import", "moving:arrive", "bring a network in from its file, and compare both sides")
    arrives.add_argument("file", metavar="FILE")
    arrives.add_argument("--as", dest="called", metavar="SLUG", default="", help="another address than it had")

    members = group(words, "members", "people and businesses")
    imported = command(members, "import", "members:import_list", "bring in a member list (.csv, .txt, .xlsx)")
    imported.add_argument("file", metavar="FILE")
    imported.add_argument("--network", metavar="SLUG", required=True)
    imported.add_argument("--dry-run", action="store_true", help="say what would happen, change nothing")
    exported = command(members, "export", "members:export", "all members as a table that opens in a spreadsheet")
    exported.add_argument("file", metavar="FILE")
    exported.add_argument("--network", metavar="SLUG", required=True)

    add_bringing(words)

    calendar = group(words, "calendar", "other people's calendars")
    reading = command(
        calendar, "read", "calendars:read_file", "the events of an iCalendar file between two days, and what was wrong"
    )
    reading.add_argument("file", metavar="FILE")
    reading.add_argument("--from", dest="first_date", type=date.fromisoformat, metavar="DATE", required=True)
    reading.add_argument("--to", dest="end_date", type=date.fromisoformat, metavar="DATE", required=True)

    add_around(words)
    add_cooperation(words)

    season = group(words, "season", "a run of meetings")
    lay = command(season, "lay", "programme:lay_season", "lay out a season of meetings")
    lay.add_argument("--network", metavar="SLUG", required=True)
    lay.add_argument("--name", required=True)
    lay.add_argument("--first", type=date.fromisoformat, metavar="DATE", required=True)
    lay.add_argument("--rhythm", help="monthly:last:0:1 (last Monday), weekly:4 …; left out: what fits the first date")
    lay.add_argument("--time", default="17:30", help="HH:MM")
    lay.add_argument("--meetings", type=int, default=6)
    lay.add_argument("--venue", default="")
    lay.add_argument("--dry-run", action="store_true")
    wished = command(season, "plan", "season:plan", "from wishes to a season: the best plan of a file, with reasons")
    wished.add_argument("file", metavar="FILE", help="JSON (docs/hosting/commands.md)")
    wished.add_argument("--alternatives", type=int, default=2, metavar="COUNT", help="how many other plans; 2")
    wished.add_argument("--why-not", metavar="TOPIC", help="what it would cost to have this topic, or why it cannot be")
    wished.add_argument(
        "--network", metavar="SLUG", help="write to FILE what the planner's page of this network would ask"
    )
    wished.add_argument("--published", metavar="PLAN", help="an earlier answer: move as little of it as possible")

    meetings = group(words, "meetings", "the evenings")
    for name, does, says in (
        ("list", "programme:meetings", "a network's meetings"),
        ("publish", "programme:publish", "publish meetings that are drafts"),
    ):
        one = command(meetings, name, does, says)
        one.add_argument("--network", metavar="SLUG", required=True)
        if name == "publish":
            one.add_argument("meetings", metavar="ID", type=int, nargs="*", help="none: all drafts")
    cancel = command(meetings, "cancel", "programme:cancel", "cancel a meeting; the mail waits for approval")
    cancel.add_argument("meeting", metavar="ID", type=int)
    cancel.add_argument("--why", required=True)
    sign_ups = command(meetings, "sign-ups", "programme:sign_ups", "who comes to a meeting")
    sign_ups.add_argument("meeting", metavar="ID", type=int)
    report = command(meetings, "report", "programme:report", "the steering report of a meeting, as figures")
    report.add_argument("meeting", metavar="ID", type=int)

    mails = group(words, "mails", "the outbox")
    command(mails, "status", "mails:status", "what waits, what was sent, what failed")
    drafts = command(mails, "drafts", "mails:drafts", "mailings that wait for approval")
    drafts.add_argument("--network", metavar="SLUG", required=True)
    for name, says in (("approve", "let a mailing go"), ("stop", "stop a mailing")):
        one = command(mails, name, f"mails:{name}", says)
        one.add_argument("mailing", metavar="ID", type=int)
        one.add_argument("--by", metavar="EMAIL", required=True, help="the coordinator who decides")

    receive = command(
        mails, "receive", "incoming:receive", "take in the one mail on standard input (for a mail server)"
    )
    receive.add_argument(
        "--to", metavar="ADDRESS", default="", help="the address it was sent to, as the server knows it"
    )
    listen = command(mails, "listen", "incoming:listen", "receive mails from other servers, for our own addresses only")
    listen.add_argument("--host", default="127.0.0.1", help="0.0.0.0 to be reached from outside")
    listen.add_argument("--port", type=int, default=8025)
    listen.add_argument("--lmtp", action="store_true", help="speak LMTP, for one's own mail server")
    listen.add_argument("--certificate", metavar="FILE", default="", help="makes STARTTLS possible")
    listen.add_argument("--key", metavar="FILE", default="", help="its key, unless it is in the same file")
    command(
        mails, "incoming", "incoming:waiting", "mails that came in and wait for a person, of every network and of none"
    )
    assign = command(mails, "assign", "incoming:assign", "give a mail that came in to a network")
    assign.add_argument("mail", metavar="ID", type=int)
    assign.add_argument("--network", metavar="SLUG", required=True)

    replies = group(words, "replies", "what members answer by mail")
    read = command(replies, "read", "replies:read", "read one reply: whose it is, and which words are their own")
    read.add_argument("file", metavar="FILE")
    read.add_argument("--asked", metavar="FILE", required=True, help="what was sent, and to whom (JSON)")

    whom = command(
        words, "introductions", "introductions:plan", "whom to meet: up to three people for everyone, from a file"
    )
    whom.add_argument("file", metavar="FILE", help="JSON with people, or people and scores (docs/hosting/commands.md)")
    whom.add_argument("--even", action="store_true", help="up to 0.4 %% of the sum for more to those who get least")

    fund = group(words, "fund", "the fund: how a pot is divided; its people, calls and money")
    divided = command(
        fund, "allocate", "fund:allocate_file", "which projects of a vote get money, from a Pabulib file, and why"
    )
    divided.add_argument("file", metavar="FILE", help="an election as Pabulib writes it (.pb)")
    divided.add_argument("--rule", choices=("equal-shares", "greedy"), required=True)
    divided.add_argument(
        "--completion",
        choices=("none", "add1", "add1u"),
        default="none",
        help="what to do with money that is left; none",
    )
    divided.add_argument(
        "--stop-when-exhaustive", action="store_true", help="end Add1 as soon as nothing more would fit"
    )
    divided.add_argument("--explain", action="store_true", help="a reason for every project")
    divided.add_argument(
        "--what-if", action="store_true", help="what losers would have needed, in a large vote too (slow)"
    )

    add_fund_office(fund)
    add_api(words)

    health = group(words, "health", "is a network alive")
    ahead = command(health, "forecast", "health:forecast_series", "how many come to the next meetings, from two tables")
    ahead.add_argument("--meetings", metavar="FILE", required=True, help="table: meeting, series, date")
    ahead.add_argument("--signups", metavar="FILE", required=True, help="table: meeting, person, response, answered_on")
    ahead.add_argument("--horizon", type=int, default=3, metavar="COUNT", help="how many meetings ahead; 3")
    ahead.add_argument("--as-of", type=date.fromisoformat, metavar="DATE", help="left out: the day of the last answer")

    shown = command(health, "show", "network_health:show", "a network's measures and warnings as they are now")
    shown.add_argument("slug", metavar="SLUG")
    shown.add_argument("--as-of", type=date.fromisoformat, metavar="DATE", help="as it was by the end of that day")
    kept = command(health, "history", "network_health:history", "every snapshot that was kept of a network")
    kept.add_argument("slug", metavar="SLUG")

    voice = group(words, "voice", "what members say")
    listed = command(voice, "round", "voice:rounds", "a network's rounds of questions: who has answered, and how")
    listed.add_argument("slug", metavar="SLUG")
    drafts = command(
        voice, "consultations", "consultations:consultations", "a network's drafts: support, comments and what lacks"
    )
    drafts.add_argument("slug", metavar="SLUG")
    sent = command(voice, "send", "voice:send", "open a round, draft its one reminder, or close it")
    sent.add_argument("what", choices=["open", "remind", "close"])
    sent.add_argument("round", metavar="ROUND", type=int, help="its number, as `mikrovirk voice round` lists it")
    sent.add_argument("--by", metavar="EMAIL", help="who approves the mail at once; left out: it waits for approval")

    decided = command(
        voice, "decisions", "voice_steering:decisions", "what the steering group decided: how it stands, why, and who"
    )
    decided.add_argument("slug", metavar="SLUG")
    decided.add_argument("--overdue", action="store_true", help="only what is overdue")
    stream = command(voice, "inputs", "voice_stream:inputs", "all that was said in a network, with theme and outcome")
    stream.add_argument("slug", metavar="SLUG")
    stream.add_argument("--waiting", action="store_true", help="only what has no outcome")
    grouped = command(
        voice, "themes", "themes:suggested", "which inputs of a file belong together, with a name for each theme"
    )
    grouped.add_argument("file", metavar="FILE", help='a list of texts, or of {"id": 1, "text": "…"}, as JSON')
    grouped.add_argument("--at-least", type=int, metavar="COUNT", help="inputs in a theme; 2")

    registers = group(words, "register", "the public business register")
    bring = command(
        registers,
        "import",
        "register:import_registers",
        "bring a register in from its files; it counts once it is whole",
    )
    bring.add_argument("files", metavar="FILE", nargs="+")
    bring.add_argument("--source", choices=("cvr", "datafordeler", "brreg", "table"), required=True)
    bring.add_argument(
        "--mapping",
        metavar="FILE",
        default="",
        help="which column is what (TOML), or a name that comes along: france-places; for --source table",
    )
    bring.add_argument("--as-of", type=date.fromisoformat, metavar="DATE", help="left out: the day the files tell of")
    shapes = command(registers, "outlines", "register_tables:outlines", "outlines of areas for the maps")
    shapes.add_argument("file", metavar="FILE", help="GeoJSON or TopoJSON, in degrees")
    titles = command(registers, "industries", "register_tables:industries", "the official list of industry codes")
    titles.add_argument("file", metavar="FILE", help="CSV with KODE and TITEL")
    titles.add_argument("--scheme", choices=("DB07", "DB25"), default="DB25", help="DB25")
    command(registers, "copies", "register:listing", "the copies that were brought in, and which of them counts")
    figures = command(registers, "overview", "register:overview", "the indicators of an area on any day")
    figures.add_argument("--municipality", metavar="CODE", help="four digits: 0390; left out: the whole country")
    figures.add_argument("--country", metavar="CODE", default="DK", help="DK")
    figures.add_argument("--as-of", type=date.fromisoformat, metavar="DATE", help="left out: today")
    reach = command(
        registers, "coverage", "register_invite:coverage", "how many micro-businesses the networks reach, without names"
    )
    reach.add_argument("--municipality", metavar="CODE", required=True, help="four digits: 0390")
    invite = command(
        registers,
        "invite",
        "register_invite:invite",
        "name and address of businesses a network could write to or visit",
    )
    invite.add_argument("slug", metavar="SLUG")
    invite.add_argument("--by", metavar="EMAIL", required=True, help="who answers for it: coordinates it or hosts it")
    invite.add_argument("--purpose", metavar="TEXT", required=True, help="what the addresses are for: it is logged")
    invite.add_argument("--postcode", default="", help="only of that postcode")
    invite.add_argument("--section", default="", help="only of that section of DB25: F")
    invite.add_argument("--new", action="store_true", help="only those that began within a year")
    invite.add_argument("--most", type=int, metavar="COUNT", default=50, help="how many; 50")
    asked = command(
        registers, "asked", "register_asked:run", "read what was asked for on the page (the worker starts this)"
    )
    asked.add_argument("run", metavar="ID", type=int)

    add_recovery(words)
    add_privacy(words)
    trail = command(words, "trail", "trail:trail", "who of the staff saw and changed what, the newest first")
    trail.add_argument("--days", type=int, default=30, help="how far back; 30")
    trail.add_argument("--find", metavar="WORDS", default="", help="part of a name or address, or a network's name")
    trail.add_argument("--changes", action="store_true", help="only what was changed")
    trail.add_argument("--at-most", type=int, default=1000, metavar="COUNT", help="how many rows; 1000")
    trail.add_argument("--language", choices=("da", "en"), default="en")
    jobs = command(words, "jobs", "serve:jobs", "what is due by the clock, once, now (the worker does it by itself)")
    jobs.add_argument("--as-of", metavar="MOMENT", help="as if it were then (ISO), for trying things out")
    return top


if __name__ == "__main__":
    sys.exit(main())
