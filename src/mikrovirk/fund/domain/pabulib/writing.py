"""Write a Pabulib file, also of a vote held here."""


def write() -> str:
    return ""
