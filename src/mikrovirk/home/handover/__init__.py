"""Everything a successor needs, put together from every app whenever it is read: nothing here is written twice.

`handover_of` gathers it for a reader; the page, the file and the command show the same.
"""

from mikrovirk.home.handover.gathering import Handover, handover_of

__all__ = ["Handover", "handover_of"]
