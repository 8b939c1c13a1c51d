"""Whom to meet on the pages of an evening: the host's part, the list on the screen, and each phone's own card."""

from collections.abc import Sequence

from django.template.loader import render_to_string

from mikrovirk.live.domain.running import Turn
from mikrovirk.live.mine import Mine, piece
from mikrovirk.live.models import CardPlan, Evening, LeftOut, Phone, TablePlan
from mikrovirk.live.queries import cards as queries
from mikrovirk.live.regions import Audience, Payload, region
from mikrovirk.live.scenes import scene
from mikrovirk.live.views.parts import ms, part

PEOPLE_ON_A_PAGE = {"cards": 10, "rounds": 12, "tables": 12}  # in two columns: still read from the back row


@region("cards", Audience.SCREEN, Audience.PHONE)
def cards_part(evening: Evening, audience: Audience) -> Payload:
    """The timed round that is on; and on the screen the list of everybody, where the host shows it."""
    is_on = queries.is_on(evening)
    plan = CardPlan.objects.filter(evening=evening, made_at__isnull=False).first() if is_on else None
    facts = screen_facts(evening, plan) if audience is Audience.SCREEN and is_on else {}
    until = ms(queries.round_ends_at(plan))
    return {"isOn": is_on, **part("cards", evening, audience, plan=plan, until=until, **facts)}


def screen_facts(evening: Evening, plan: CardPlan | None) -> dict[str, object]:
    """The lines the screen shows, in pages; none while it shows something else."""
    evening.refresh_from_db(fields=["showing"])
    scene = evening.showing.get("what")
    lines: list[queries.Line] = []
    if scene == "cards" and plan:
        lines = queries.everybody_with_cards(evening, round_now=plan.round_now)
    elif scene == "tables" and (tables := TablePlan.objects.filter(evening=evening).first()):
        lines = queries.everybody_at_tables(tables, evening)
    kind = "rounds" if scene == "cards" and plan and plan.round_now else scene
    return {"pages": pages_of(lines, at_most=PEOPLE_ON_A_PAGE.get(str(kind), 1)), "scene": scene}


def pages_of(lines: list[queries.Line], *, at_most: int) -> list[list[queries.Line]]:
    """As few pages as hold the lines, about equally full."""
    pages = -(-len(lines) // at_most)
    size = -(-len(lines) // pages) if pages else 1
    return [lines[start : start + size] for start in range(0, len(lines), size)]


@region("cards_host", Audience.HOST)
def cards_host_part(evening: Evening, audience: Audience) -> Payload:
    """How the cards stand, and what can be done with them."""
    if not queries.is_on(evening):
        return {"html": ""}
    evening.refresh_from_db(fields=["showing"])
    state = queries.host_state(evening)
    rounds = range(1, (state.plan.rounds if state.plan else 0) + 1)
    return part("cards", evening, audience, state=state, rounds=rounds, until=ms(state.ends_at))


@scene("networking")
def networking(evening: Evening, turns: Sequence[Turn]) -> dict[str, dict[str, bool]]:
    """Whether the network has whom to meet."""
    is_on = queries.is_on(evening)
    return {turn.key: {"cards": is_on} for turn in turns}


@piece
def cards(evening: Evening, phone: Phone, mine: Mine) -> None:
    """The phone's own card, its tables, and what was tapped on it."""
    if not queries.is_on(evening):
        return
    row = phone.sign_up
    plan = CardPlan.objects.filter(evening=evening, made_at__isnull=False).first()
    names = queries.cards_of(row, network=evening.meeting.network_id) if row and plan else []
    tables = queries.tables_of(TablePlan.objects.filter(evening=evening).first(), row.pk) if row else []
    is_out = bool(row) and LeftOut.objects.filter(sign_up=row).exists()
    mine.html["cards"] = render_to_string(
        "live/parts/mine_cards.html",
        {
            "evening": evening,
            "phone": phone,
            "plan": plan,
            "names": [name for name in names if name.is_handed_out],
            "unopened": sum(not name.is_handed_out for name in names),
            "tables": tables,
            "is_out": is_out,
            "is_late": bool(plan and row and row.pk not in plan.people),
            "why_few": queries.why_few(plan, row.pk) if plan and row else "",
        },
    )
    mine.pressed |= pressed_on(names) | ({"cards_out"} if is_out else set())


def pressed_on(names: list[queries.OwnCard]) -> set[str]:
    """The keys of the buttons that stay pressed."""
    return {
        f"{key}:{name.pk}"
        for name in names
        for key, is_pressed in (("talked", name.talked), ("useful", name.useful), ("apart", name.apart))
        if is_pressed
    }
