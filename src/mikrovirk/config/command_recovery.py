"""The words about whether an installation is well, and about backup and restore."""

import argparse

from mikrovirk.config.command_words import Words, command


def add_recovery(words: Words) -> None:
    check = command(words, "check", "check:check", "what is wrong with this installation, and how to mend it")
    check.add_argument("--offline", action="store_true", help="do not ask the mail server and the name servers")
    check.add_argument("--stored", action="store_true", help="also look through everything that is stored")
    check.add_argument("--language", choices=("da", "en"), default="en")
    statement = command(
        words, "accessibility", "accessibility:accessibility", "the accessibility statement, and what it lacks"
    )
    statement.add_argument("--language", choices=("da", "en"), default="da")
    backup = command(words, "backup", "recovery:backup", "the whole installation in one file, while everything runs")
    backup.add_argument("file", metavar="FILE", help="a file that is not there yet, or a folder of backups")
    backup.add_argument("--keep", type=int, metavar="N", help="in a folder: throw away all but the newest N")
    backup.add_argument("--without-register", action="store_true", help="leave out what can be imported again")
    add_passphrase(backup)
    restore = command(words, "restore", "recovery:restore", "make this installation what a backup holds")
    restore.add_argument("file", metavar="FILE")
    how = restore.add_mutually_exclusive_group()
    how.add_argument("--replace", action="store_true", help="put aside what is here now")
    how.add_argument("--drill", action="store_true", help="try it in a place of its own, and change nothing here")
    add_passphrase(restore)


def add_passphrase(words: argparse.ArgumentParser) -> None:
    words.add_argument("--passphrase-file", metavar="FILE", help="its first line locks and unlocks the backup")
