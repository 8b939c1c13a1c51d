"""Reading a mail that came in: what it is, which of ours it answers, and what of it is kept.

Nothing here raises on what stands in a mail: the worst mail is text.
"""

LARGEST = 25_000_000  # bytes of one mail, its files counted: a larger one is not taken in
