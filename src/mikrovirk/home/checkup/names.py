"""What a domain says of itself in its TXT records."""

SECONDS = 5.0


class NoAnswer(Exception):
    """The name servers did not answer."""


def texts_of(name: str) -> list[str]:
    """The TXT records of a name; none where there is no such name. Raise NoAnswer."""
    import dns.exception  # needed by the check-up only
    import dns.resolver

    try:
        found = dns.resolver.resolve(name, "TXT", lifetime=SECONDS)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return []
    except dns.exception.DNSException as error:
        raise NoAnswer(str(error)) from error
    return [b"".join(record.strings).decode("utf-8", "replace") for record in found]
