"""The words of `mikrovirk fund` that are about a fund's office."""

from mikrovirk.config.command_words import Words, command

ROLES = ("caseworker", "assessor", "decider", "bookkeeper")


def add_fund_office(fund: Words) -> None:
    """Add them to the group of `mikrovirk fund`."""
    command(fund, "list", "fund_office:listing", "every fund with what it holds, in øre")
    add = command(fund, "add", "fund_office:add", "a fund, and its first caseworker, who is written to")
    add.add_argument("slug", metavar="SLUG")
    add.add_argument("--name", required=True)
    add.add_argument("--holder", metavar="SLUG", required=True, help="the organisation whose money it is")
    add.add_argument("--caseworker", metavar="EMAIL", required=True)
    add.add_argument(
        "--municipality", metavar="CODE", action="append", default=[], help="whom it is for; left out: everywhere"
    )
    role = command(fund, "role", "fund_office:role", "who does what in a fund; with an address: give or end a role")
    role.add_argument("slug", metavar="SLUG")
    role.add_argument("email", metavar="EMAIL", nargs="?")
    role.add_argument("role", choices=ROLES, nargs="?", default="caseworker")
    role.add_argument("--end", action="store_true", help="end it instead")
    put_in = command(fund, "put-in", "fund_office:put_in", "put money into a fund; the same key twice counts once")
    put_in.add_argument("slug", metavar="SLUG")
    put_in.add_argument("--amount", required=True, metavar="KRONER", help="400.000 or 400000,50")
    put_in.add_argument("--text", required=True, help="what it is, for the accounts")
    put_in.add_argument("--key", required=True, help="a word of your own for this payment")
    calls = command(fund, "calls", "fund_office:calls", "a fund's calls: where each is, and its money in øre")
    calls.add_argument("slug", metavar="SLUG")
    ledger = command(
        fund, "ledger", "fund_office:ledger", "the ledger, and whether it agrees: exit status 1 where it does not"
    )
    ledger.add_argument("slug", metavar="SLUG")
    ledger.add_argument("--rebuild", action="store_true", help="lay the balances anew from the entries first")
    ledger.add_argument("--csv", metavar="FILE", help="also write every entry for the accounts")
