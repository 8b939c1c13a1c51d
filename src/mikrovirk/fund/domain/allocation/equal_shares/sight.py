"""How far the endowment can grow before a run may decide anything otherwise."""

from math import inf

UNSURE = 1e-9  # how wrong a speed may be; taken on the safe side


class Sight:
    """`safe`: by how much the endowment can grow for sure. Ended (`on` is false) once that is less than one step."""

    def __init__(self, *, on: bool, step: int) -> None:
        self.on = on
        self.safe = inf if on else 0.0
        self._step = step

    def up_to(self, gap: float, closing: float) -> None:
        """Two numbers lie so far apart, and close in at this speed while the endowment grows."""
        speed = closing + UNSURE * (abs(closing) + 1)
        if speed > 0:
            self.at_most(gap / speed)

    def at_most(self, safe: float) -> None:
        if safe < self.safe:
            self.safe = safe
            if safe < self._step:
                self.end()

    def end(self) -> None:
        self.safe, self.on = 0.0, False
