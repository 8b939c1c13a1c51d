"""Which addresses on the internet may be asked for a calendar: only web servers that are open to everybody.

A feed's address is typed by a stranger to the machine that fetches it. What it names must never be something inside that
machine's own network, in whichever way it is written.
"""

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import quote, urlsplit

SCHEMES = {"http": 80, "https": 443, "webcal": 443}
PORTS = frozenset({80, 443, 8080, 8443})
LONGEST = 2000  # characters
UNSEEN = re.compile(r"[\x00-\x20\x7f\\]")
NUMBERS = re.compile(r"(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d+))*", re.IGNORECASE | re.ASCII)
NAME = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]", re.ASCII)
INSIDE = (
    "localhost",
    "local",
    "localdomain",
    "internal",
    "intranet",
    "lan",
    "home",
    "corp",
    "private",
    "arpa",
    "onion",
)
CARRIES_IPV4 = {  # IPv6 addresses that lead to an IPv4 address, and where it stands in them
    IPv6Network("64:ff9b::/96"): 0,
    IPv6Network("::/96"): 0,
    IPv6Network("::ffff:0:0:0/96"): 0,
    IPv6Network("2002::/16"): 80,
}
NEVER = (IPv6Network("64:ff9b:1::/48"), IPv6Network("2001::/32"), IPv6Network("fec0::/10"))

Address = IPv4Address | IPv6Address


class NotAllowed(Exception):
    """An address that is not asked; `reason` is one of the codes in `mikrovirk.landscape.fetch_words`."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason, self.detail = reason, detail


@dataclass(frozen=True)
class Target:
    """A web address taken apart: what is asked, where, and what the request says."""

    scheme: str
    host: str  # a name in ASCII, or an address without brackets
    port: int
    path: str  # with the query, ready to be sent

    @property
    def address(self) -> Address | None:
        """The address, where the host is one."""
        try:
            return ip_address(self.host)
        except ValueError:
            return None

    @property
    def host_header(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == SCHEMES[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.host_header}{self.path}"


def target_of(url: str, *, ports: frozenset[int] = PORTS) -> Target:
    """Take an address apart; raise NotAllowed for what is no public web address. Names are not looked up here."""
    url = url.strip(" \t\r\n")
    if len(url) > LONGEST or UNSEEN.search(url):
        raise NotAllowed("not_an_address")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise NotAllowed("not_an_address") from None
    scheme = parts.scheme.lower()
    if scheme not in SCHEMES:
        raise NotAllowed("scheme", scheme)
    if "@" in parts.netloc:
        raise NotAllowed("user_in_address")
    host = host_of(parts.hostname or "")
    if port is None:
        port = SCHEMES[scheme]
    if port not in ports:
        raise NotAllowed("port", str(port))
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = f"?{quote(parts.query, safe='/?%:@!$&()*+,;=~-._[]')}" if parts.query else ""
    return Target("https" if scheme == "webcal" else scheme, host, port, path + query)


def host_of(written: str) -> str:
    """The host as it is looked up; raise NotAllowed for one that means this machine, its network, or nothing."""
    if ":" in written:
        try:
            address = ip_address(written)
        except ValueError:
            raise NotAllowed("not_an_address") from None
        if getattr(address, "scope_id", None) or not is_public(address):
            raise NotAllowed("not_public", written)
        return str(address)
    try:
        host = written.encode("idna").decode().lower().rstrip(".")  # also turns ①②⑦ and 。 into what they look like
    except UnicodeError:
        raise NotAllowed("not_an_address") from None
    if NUMBERS.fullmatch(host):
        return dotted(host)
    if not NAME.fullmatch(host) or len(host) > 253:
        raise NotAllowed("not_public" if host in INSIDE or host == "" or "." not in host else "not_an_address", host)
    if host.rpartition(".")[2] in INSIDE:
        raise NotAllowed("not_public", host)
    return host


def dotted(host: str) -> str:
    """An IPv4 address in the usual four numbers; decimal, octal, hexadecimal and shortened ones are refused."""
    try:
        address = IPv4Address(host)
    except ValueError:
        raise NotAllowed("number", host) from None
    if not is_public(address):
        raise NotAllowed("not_public", host)
    return str(address)


def is_public(address: Address) -> bool:
    """Whether the address is one of the open internet: not private, of this machine, link-local, multicast, reserved …"""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        for network, shift in CARRIES_IPV4.items():
            if address in network:
                inner = IPv4Address((int(address) >> shift) & 0xFFFFFFFF)
                return int(address) > 1 and is_public(inner)
        if any(address in network for network in NEVER):
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)
