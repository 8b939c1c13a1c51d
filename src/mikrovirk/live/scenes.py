"""What each turn looks like on the screen, on the phones and on the host's phone.

All turns of the evening are sent at once and one of them is shown: so going on costs a few bytes, and a page without net
can go on too. A kind of turn has a template live/scenes/<audience>_<kind>.html, else <audience>_other.html; what it needs
to know beside the turn comes from a function registered for the kind.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.template.loader import render_to_string, select_template

from mikrovirk.live.domain.running import Turn
from mikrovirk.live.models import Evening
from mikrovirk.live.queries.turns import run_of
from mikrovirk.live.regions import Audience

Facts = Callable[[Evening, Sequence[Turn]], Mapping[str, Any]]
_facts: dict[str, Facts] = {}


def scene(*kinds: str) -> Callable[[Facts], Facts]:
    """Register what turns of these kinds show, by the key of the turn; it stands in the template as `scene`."""

    def register(facts: Facts) -> Facts:
        _facts.update(dict.fromkeys(kinds, facts))
        return facts

    return register


def rendered(evening: Evening, audience: Audience) -> str:
    """All turns as sections of HTML, one after the other; scripts show the one that is on."""
    run = run_of(evening)
    known: dict[str, Any] = {}
    for facts in dict.fromkeys(_facts[turn.kind] for turn in run.turns if turn.kind in _facts):
        known |= facts(evening, [turn for turn in run.turns if _facts.get(turn.kind) is facts])
    pieces = [
        select_template([f"live/scenes/{audience}_{turn.kind}.html", f"live/scenes/{audience}_other.html"]).render(
            {"turn": turn, "scene": known.get(turn.key), "evening": evening, "meeting": evening.meeting}
        )
        for turn in run.turns
    ]
    return render_to_string(
        f"live/parts/{audience}_turns.html",
        {"pieces": list(zip(run.turns, pieces, strict=True)), "evening": evening, "meeting": evening.meeting},
    )
