"""Writes: inputs are put under themes, and themes made, renamed, merged and taken away. Every step can be undone."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max

from mikrovirk.accounts.models import User
from mikrovirk.networks.models import Network
from mikrovirk.voice.models import Conclusion, DismissedTheme, Input, InputRound, Theme

Place = tuple[int, int | None, int]  # an input, its theme, its position there
BATCH = 500


@dataclass(frozen=True)
class Step:
    """What one step changed, as plain values, so that it can be kept for a while and undone.

    `before` and `after`: where the inputs lay. `gone`: themes the step took away, `made`: those it made.
    """

    network: int
    what: str  # "moved", "made", "merged", "removed"
    name: str = ""  # of the theme
    before: list[Place] = field(default_factory=list)
    after: list[Place] = field(default_factory=list)
    gone: list[dict[str, Any]] = field(default_factory=list)
    made: list[int] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.after)

    def plain(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of(cls, kept: dict[str, Any]) -> "Step":
        return cls(**kept)


def rows_of(network: Network, keys: Iterable[int]) -> list[Input]:
    """The inputs of the network with these keys, locked, in the order of the keys; others are left out."""
    rows = Input.objects.select_for_update().filter(network=network, pk__in=list(keys), erased_at=None)
    found = {row.pk: row for row in rows}
    return [found[key] for key in dict.fromkeys(keys) if key in found]


def place_of(row: Input) -> Place:
    return (row.pk, row.theme_id, row.position)


@transaction.atomic
def move(network: Network, keys: Sequence[int], *, to: Theme | None, before: int | None = None) -> Step:
    """Put the inputs into a theme, before another input of it or at its end; without a theme they are unsorted again."""
    rows = rows_of(network, keys)
    was = [place_of(row) for row in rows]
    start = 0 if to is None else make_room(to, rows, before=before)
    for position, row in enumerate(rows, start):
        row.theme, row.position = to, position if to else 0
    Input.objects.bulk_update(rows, ["theme", "position"], batch_size=BATCH)
    return Step(network.pk, "moved", to.name if to else "", was, [place_of(row) for row in rows])


def make_room(theme: Theme, rows: Sequence[Input], *, before: int | None) -> int:
    """The first of as many free positions in the theme as there are rows, before an input or at the end."""
    others = Input.objects.filter(theme=theme).exclude(pk__in=[row.pk for row in rows])
    at = others.filter(pk=before).values_list("position", flat=True).first() if before else None
    if at is None:
        last: int | None = others.aggregate(last=Max("position"))["last"]
        return 0 if last is None else last + 1
    follows = others.filter(position__gt=at) | others.filter(position=at, pk__gte=before)
    follows.update(position=F("position") + len(rows) + 1)
    return at + 1


@transaction.atomic
def shift(row: Input, *, up: bool) -> Step:
    """Let an input change places with its neighbour in the theme; the first cannot go up, nor the last down."""
    before = [place_of(row)]
    if row.theme is None:
        return Step(row.network_id, "moved", "", before, before)
    order = list(Input.objects.select_for_update().filter(theme=row.theme).order_by("position", "pk"))
    was = [place_of(each) for each in order]
    here = next(i for i, each in enumerate(order) if each.pk == row.pk)
    other = here - 1 if up else here + 1
    if 0 <= other < len(order):
        order[here], order[other] = order[other], order[here]
    for position, each in enumerate(order):
        each.position = position
    Input.objects.bulk_update(order, ["position"], batch_size=BATCH)
    return Step(row.network_id, "moved", row.theme.name, was, [place_of(each) for each in order])


# --- themes -----------------------------------------------------------------------------------------------------------


@transaction.atomic
def make_theme(
    network: Network,
    *,
    name: str,
    by: User,
    at: datetime,
    keys: Sequence[int] = (),
    round: InputRound | None = None,
) -> tuple[Theme, Step]:
    """A new theme after the others, with these inputs; of the round that all of them are of."""
    last = Theme.objects.filter(network=network).aggregate(last=Max("position"))["last"]
    theme = Theme.objects.create(
        network=network,
        name=name.strip(),
        position=0 if last is None else last + 1,
        created_by=by,
        created_at=at,
        round=round or common_round(network, keys),
    )
    step = move(network, keys, to=theme)
    return theme, Step(network.pk, "made", theme.name, step.before, step.after, made=[theme.pk])


def common_round(network: Network, keys: Sequence[int]) -> InputRound | None:
    rounds = set(Input.objects.filter(network=network, pk__in=keys).values_list("round", flat=True)) if keys else set()
    return InputRound.objects.filter(pk=rounds.pop()).first() if len(rounds) == 1 and None not in rounds else None


def change_theme(theme: Theme, *, name: str, about: str, round: InputRound | None) -> None:
    theme.name, theme.about, theme.round = name.strip(), about.strip(), round
    theme.save(update_fields=["name", "about", "round"])


@transaction.atomic
def merge_themes(theme: Theme, *, into: Theme) -> Step:
    """All inputs of a theme go to the end of another, and it is gone; raise ValueError for one and the same."""
    if theme.pk == into.pk:
        raise ValueError("a theme is not merged with itself")
    step = move(theme.network, keys_in(theme), to=into)
    stood = theme.conclusions.exclude(themes=into)
    gone = kept(theme) | {"lent_to": into.pk, "lent": list(stood.values_list("pk", flat=True))}
    into.conclusions.add(*gone["lent"])
    theme.delete()
    return Step(into.network_id, "merged", into.name, step.before, step.after, gone=[gone])


@transaction.atomic
def remove_theme(theme: Theme) -> Step:
    """The theme is gone, and its inputs are unsorted again."""
    step = move(theme.network, keys_in(theme), to=None)
    gone = kept(theme)
    theme.delete()
    return Step(theme.network_id, "removed", gone["name"], step.before, step.after, gone=[gone])


def keys_in(theme: Theme) -> list[int]:
    return list(Input.objects.filter(theme=theme).order_by("position", "pk").values_list("pk", flat=True))


def kept(theme: Theme) -> dict[str, Any]:
    """What a theme is made of, to make it again."""
    return {
        "pk": theme.pk,
        "name": theme.name,
        "about": theme.about,
        "position": theme.position,
        "round_id": theme.round_id,
        "created_by_id": theme.created_by_id,
        "created_at": theme.created_at.isoformat(),
        "conclusions": list(theme.conclusions.values_list("pk", flat=True)),
    }


def close_theme(theme: Theme, *, at: datetime | None) -> None:
    """All of it has its outcome, and it leaves the board; without a moment it is on the board again."""
    Theme.objects.filter(pk=theme.pk).update(closed_at=at)
    theme.closed_at = at


# --- undo -------------------------------------------------------------------------------------------------------------


@transaction.atomic
def undo(network: Network, step: Step) -> int:
    """Put back what the step moved and nobody has moved since; return how many inputs. A step of elsewhere is nothing."""
    if step.network != network.pk:
        return 0
    for gone in step.gone:
        put_back_theme(network, gone)
    rows = {row.pk: row for row in rows_of(network, [pk for pk, _theme, _position in step.after])}
    themes = set(Theme.objects.filter(network=network).values_list("pk", flat=True))
    after = {pk: theme for pk, theme, _position in step.after}
    back = []
    for pk, theme, position in step.before:
        row = rows.get(pk)
        if row is not None and row.theme_id == after[pk] and (theme is None or theme in themes):
            row.theme_id, row.position = theme, position
            back.append(row)
    Input.objects.bulk_update(back, ["theme", "position"], batch_size=BATCH)
    Theme.objects.filter(network=network, pk__in=step.made, inputs=None, conclusions=None).delete()
    return len(back)


def put_back_theme(network: Network, gone: dict[str, Any]) -> None:
    """The theme as it was, under its old key, so that what spoke of it speaks of it again; if it is still there."""
    facts = {key: gone[key] for key in ("name", "about", "position")}
    facts["created_by"] = User.objects.filter(pk=gone["created_by_id"]).first()
    facts["round"] = InputRound.objects.filter(network=network, pk=gone["round_id"]).first()
    theme, _is_new = Theme.objects.get_or_create(pk=gone["pk"], defaults={"network": network, **facts})
    Theme.objects.filter(pk=theme.pk).update(created_at=datetime.fromisoformat(gone["created_at"]))
    theme.conclusions.add(*Conclusion.objects.filter(pk__in=gone["conclusions"]))
    if into := Theme.objects.filter(network=network, pk=gone.get("lent_to") or 0).first():
        into.conclusions.remove(*gone["lent"])


# --- suggestions ------------------------------------------------------------------------------------------------------


@transaction.atomic
def dismiss(network: Network, keys: Sequence[int], *, by: User, at: datetime) -> DismissedTheme:
    """These inputs are no theme: what is mostly made of them is not suggested again."""
    row = DismissedTheme.objects.create(network=network, by=by, at=at)
    row.inputs.set(Input.objects.filter(network=network, pk__in=keys))
    return row
