"""How a word of the `mikrovirk` command is added: a command, or a group of commands."""

import argparse
from typing import Any

Words = Any  # argparse keeps the type of its groups to itself


def command(words: Words, name: str, does: str, says: str) -> argparse.ArgumentParser:
    """Add a command that calls `does` ("module:function" in config.commands)."""
    made: argparse.ArgumentParser = words.add_parser(name, help=says, description=says)
    made.add_argument("--json", action="store_true", help="print one JSON document")
    made.set_defaults(does=does)
    return made


def group(words: Words, name: str, says: str) -> Words:
    return words.add_parser(name, help=says, description=says).add_subparsers(metavar="COMMAND", required=True)
