"""Text from a mail as a database takes it."""


def storable(words: str) -> str:
    """Without what no database takes: the character zero, and halves of characters."""
    return words.encode("utf-8", "replace").decode().replace("\0", "")


def one_line(words: str, length: int) -> str:
    """The same on one line, cut to `length` characters."""
    return " ".join(storable(words).split())[:length]
