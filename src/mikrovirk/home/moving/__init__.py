"""A whole network moves house: written to one file here, read from it in another installation, and both sides compared.

The file is a ZIP: `tables/*.ndjson` (a line with the columns, then a line for each row), `files/…` as they were uploaded, and
`manifest.json` with counts and checksums. It holds everything about the network's people: keep it as you would keep them.
"""

from mikrovirk.home.moving.arriving import Arrived, CannotArrive, arrive
from mikrovirk.home.moving.leaving import Left, leave

__all__ = ["Arrived", "CannotArrive", "Left", "arrive", "leave"]
