"""What the forms of the site would send, by the address they send it to."""

from collections import defaultdict
from urllib.parse import urlsplit

from tests.access.addresses import Keys, every_address
from tests.access.asking import asked
from tests.access.table import read
from tests.access.world import HERE, Region
from tests.fund.story import SLUG
from tests.journeys.walk import Pressable, name_of

EACH = 2  # kinds of form of one address
PAGES_OF_ONE = 1
WHO = ("coordinator", "officer", "caseworker", "bookkeeper", "applicant", "administrator", "member")
Fields = dict[str, list[str]]


def forms_of(made: Region) -> dict[str, list[Fields]]:
    """Of each address that is sent something: what stood in the forms that somebody of the network sees."""
    found: dict[str, list[Fields]] = defaultdict(list)
    clients = {role: made.client(role) for role in WHO}
    table, keys = read(), keys_of(made)
    for address in every_address():
        row = table.get(address.name)
        role = next((role for role in WHO if row and "G" in row.cells[role]), None)
        if role and not address.has_token:
            for where in keys.filled(address, PAGES_OF_ONE):
                answer = asked(clients[role], "GET", where)
                if answer.headers.get("Content-Type", "").startswith("text/html"):
                    take(found, answer.content.decode(), where)
    return found


def keys_of(made: Region) -> Keys:
    """The keys of all rows, those of the network, its municipality and its fund before all others."""
    keys = Keys()
    keys.put_first(network_slug=made.network.slug, code=HERE, fund_slug=SLUG)
    return keys


def take(found: dict[str, list[Fields]], html: str, where: str) -> None:
    for form in Pressable(html, where).forms:
        name, fields = name_of(urlsplit(form.address).path), defaultdict(list)
        for key, value in form.fields:
            fields[key].append(value)
        if form.posts and fields and len(found[name]) < EACH and dict(fields) not in found[name]:
            found[name].append(dict(fields))
