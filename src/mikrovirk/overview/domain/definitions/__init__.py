"""Which indicators there are, and how each is defined: what it says, how it is counted, where the definition comes from.

Texts are English source strings, marked for translation; `queries.definitions.in_words` gives them in the reader's language.
"""

from mikrovirk.overview.domain.definitions.change import CHANGES
from mikrovirk.overview.domain.definitions.kinds import Definition, Unit
from mikrovirk.overview.domain.definitions.stock import ON_A_DAY, UNCERTAIN

__all__ = ["DEFINITIONS", "Definition", "Unit"]

DEFINITIONS = {row.key: row for row in (*ON_A_DAY, *CHANGES, *UNCERTAIN)}
