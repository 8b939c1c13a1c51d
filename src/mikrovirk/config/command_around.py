"""The words of the command about what there is round the networks."""

from mikrovirk.config.command_words import Words, command, group


def add_around(words: Words) -> None:
    around = group(words, "around", "the register of networks and offers")
    listed = command(around, "list", "around:listing", "what there is in a municipality, and how sure each entry is")
    listed.add_argument("--municipality", metavar="CODE", required=True, help="such as 0390; all: everywhere")
    command(around, "ask", "around:ask", "draft the mails to the owners who are to be asked in this half-year")
    tour = group(words, "tour", "tours of business visits")
    planned = command(tour, "plan", "tours:plan", "find a tour's best order, and say what does not fit and why")
    planned.add_argument("number", type=int, metavar="NUMBER", help="as its address ends")
    planned.add_argument("--network", metavar="SLUG", required=True)
