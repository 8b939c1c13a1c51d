"""The words of the command about what there is round the networks."""

from mikrovirk.config.command_words import Words, command, group


def add_around(words: Words) -> None:
    around = group(words, "around", "the register of networks and offers")
    listed = command(around, "list", "around:listing", "what there is in a municipality, and how sure each entry is")
    listed.add_argument("--municipality", metavar="CODE", required=True, help="such as 0390; all: everywhere")
    command(around, "ask", "around:ask", "draft the mails to the owners who are to be asked in this half-year")
