"""The words of the command about the API: tokens for other programs."""

from mikrovirk.config.command_words import Words, command, group

SCOPES = ("meetings:read", "sign-ups:read", "members:read", "figures:read")


def add_api(words: Words) -> None:
    tokens = group(group(words, "api", "other programs that read here"), "token", "their keys")
    create = command(tokens, "create", "api:create", "make a token for somebody; its key is printed once")
    create.add_argument("owner", metavar="EMAIL", help="whose rights it has")
    create.add_argument("--name", required=True, help="what it is for")
    create.add_argument("--scope", choices=SCOPES, action="append", required=True, help="may be given several times")
    create.add_argument("--days", type=int, default=90, help="how long it works, at most 366; 90")
    listed = command(tokens, "list", "api:listing", "the tokens there are, and when each was last used")
    listed.add_argument("--owner", metavar="EMAIL", default="", help="left out: everybody's")
    revoke = command(tokens, "revoke", "api:revoke", "let a token open nothing from now on")
    revoke.add_argument("token", metavar="ID", type=int, help="its number, as the list gives it")
