"""The words of the command about who does what in a municipality."""

from mikrovirk.config.command_words import Words, command, group


def add_cooperation(words: Words) -> None:
    roles = group(words, "roles", "who does what in a municipality")
    show = command(roles, "show", "roles:show", "the division of roles in force, task by task, and who has answered")
    show.add_argument("code", metavar="CODE", help="such as 0390")
