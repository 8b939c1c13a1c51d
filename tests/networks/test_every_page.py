"""Every page of a network, opened and posted to by every role: those who may not find nothing there.

NEEDS has a line for every page behind sign-in with a network in its address. A new page without a line fails the test, so
who may open it is said here, in the open.
"""

import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.core import serializers
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from mikrovirk.accounts.models import User
from mikrovirk.networks.models import Network, Role
from mikrovirk.networks.permissions import Permission
from tests import factories
from tests.networks.rows_of_a_network import Rows, rows_of
from tests.networks.test_permissions import MAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("bare_answers")]

P = Permission
ADMINISTRATOR = "the administrator alone"
NEEDS: dict[str, dict[str, list[str]]] = {
    "home": {
        P.SEE_STEERING: ["reports", "handover", "handover_pdf", "take_over"],
        P.EDIT_PROGRAMME: ["week", "handover_contact", "handover_contact_back"],
        P.EDIT_MEMBERS: [
            *["bring", "bring_file", "bring_member_columns", "bring_table", "bring_columns"],
            *["bring_carry_out", "bring_undo", "bring_set_aside", "take_out", "take_out_file"],
        ],
    },
    "networks": {
        P.EDIT_NETWORK: [
            *["settings", "switch_parts", "grant_role", "revoke_role", "give_role_again", "say_away", "be_back"],
        ],
        P.STEER: ["note_new", "note_edit", "note_remove", "note_put_back"],
        ADMINISTRATOR: ["place"],
    },
    "mailing": {
        P.SEND_MAIL: [
            *["mails", "mailing", "edit", "approve", "stop", "resume", "leave_out"],
            *["kind", "rules", "rule", "address", "mend", "again"],
            *["incoming", "incoming_mail", "incoming_take", "incoming_put_away", "incoming_undo", "incoming_whose"],
        ]
    },
    "directory": {
        P.EDIT_MEMBERS: [
            *["members", "add_member", "member", "edit_member", "member_business", "member_other_business"],
            *["leave", "undo_leaving", "make_member", "export_csv", "export_xlsx"],
            *["import", "import_preview", "import_choose", "import_carry_out", "import_undo", "import_unreadable"],
        ]
    },
    "health": {
        P.SEE_FIGURES: ["health"],
        P.STEER: [
            *["measure", "set_aside", "take_back", "figures_json", "figures_csv"],
            *["comparison", "comparison_join", "comparison_leave"],
        ],
        P.SEND_MAIL: ["act", "drifted"],
    },
    "landscape": {
        P.EDIT_PROGRAMME: [
            *[
                "circle",
                "circle_shared",
                "circle_borrow",
                "circle_own",
                "circle_share",
                "circle_revoke",
                "circle_again",
            ],
            *["circle_borrowed", "circle_give_back", "circle_use", "circle_thanks", "circle_questions"],
            *["circle_question", "circle_settle", "circle_remove", "circle_unsay"],
            *["days"],
            *[
                "tours",
                "tour_new",
                "tour",
                "tour_edit",
                "tour_best",
                "tour_ask",
                "tour_tell",
                "tour_hold",
                "tour_remove",
            ],
            *["tour_put_back", "tour_drives", "tour_hosts", "tour_host_add", "stop_new", "stop_edit", "stop_move"],
            *["stop_lock", "stop_answer", "stop_remove", "stop_put_back"],
        ]
    },
    "overview": {
        P.TAKE_PART: ["host"],
        P.INVITE_BUSINESSES: [
            *["invite", "invite_choose", "invite_list", "invite_print", "invite_clear", "invite_outcome"],
            *["invite_remove", "invite_log", "invite_new_here"],
        ],
    },
    "live": {
        P.CHECK_IN: ["open", "join_sheet", "hours_sheet", "slips", "photos"],
        P.EDIT_PROGRAMME: [
            "photo_change",
            "photo_put_back",
            "photo_delete",
            "recap_edit",
            "recap_take_back",
            *["story_publish", "story_take_down"],
        ],
    },
    "voice": {
        P.SEE_NETWORK: [
            *["consultations", "consultation", "consultation_version", "consultation_version_pdf", "wishes"],
            *["conclusions", "conclusions_pdf"],
        ],
        P.SEE_STEERING: [
            "consultation_answers",
            *["stream", "waiting", "themes", "theme", "suggested", "input", "told"],
            *["approve_office", "approve_steering"],
            *["rounds", "round", "steering", "steering_meetings", "steering_meeting", "steering_agenda_pdf"],
            *["steering_minutes_pdf", "steering_changes", "decisions", "decision", "you_said_sheet"],
            *["planner", "planner_speakers", "planner_venues", "planner_plan", "planner_paper"],
        ],
        P.STEER: [
            *["consultation_answer", "consultation_hide", "consultation_adopt", "consultation_undo"],
            *["consultation_paper", "consultation_sheet", "consultation_paper_comment", "consultation_paper_remove"],
            *["round_type_in", "round_untype"],
            *["sort", "undo", "thank_counted", "word_seen", "suggested_answer", "theme_change", "theme_merge"],
            *["theme_remove", "theme_outcome", "theme_open", "input_outcome", "input_take_back", "input_again"],
            *["told_in_person", "conclusion_add", "conclusion_change", "conclusion_up", "conclusion_down"],
            *["conclusion_remove", "conclude", "conclusions_open"],
            *["steering_meeting_new", "steering_meeting_edit", "steering_meeting_cancel", "steering_agenda"],
            *["steering_point_add", "steering_point", "steering_point_move", "steering_point_remove"],
            *["steering_minutes", "steering_present", "steering_close", "steering_reopen", "steering_invite"],
            *["steering_send_minutes", "steering_guest_add", "steering_guest_link", "steering_guest_qr"],
            *["steering_guest_revoke", "point_decide", "decision_new", "decision_edit", "decision_done"],
            *["decision_undone", "decision_withdraw", "decision_put_back", "decision_owner"],
        ],
        P.TAKE_PART: [
            *["decision_mine", "decision_hand_back"],
            *["wishes_similar", "wish_suggest", "wish_support", "wish_withdraw", "wish_take_back"],
        ],
        P.EDIT_PROGRAMME: [
            *["consultation_new", "consultation_edit", "consultation_point_new", "consultation_point"],
            *["consultation_point_move", "consultation_point_remove", "consultation_publish", "consultation_changes"],
            *["consultation_close", "consultation_remove"],
            *["wish", "wish_merge", "wish_put_away", "wish_bring_back"],
            *["planner_new", "planner_rest", "planner_speaker_new", "planner_speaker", "planner_take_over"],
            *["planner_away", "planner_here", "planner_put_away", "planner_bring_back", "planner_venue"],
            *["planner_close", "planner_file", "planner_cancel", "planner_again", "planner_remove"],
            *[
                "planner_what_if",
                "planner_why_not",
                "planner_choose",
                "planner_meeting",
                "planner_put_back",
                "planner_show",
            ],
            *["planner_lay", "planner_move"],
            "you_said_choose",
            "you_said_mail",
            "you_said_show",
            "you_said_hide",
        ],
        P.SEND_MAIL: [
            "tell",
            *["round_new", "round_edit", "round_preview", "round_send", "round_take_back", "round_remove"],
            *["round_copy", "round_close", "round_extend", "round_remind", "round_missing", "round_unsure"],
        ],
    },
    "programme": {
        P.SEE_NETWORK: ["toolbox", "material_file"],
        P.TAKE_PART: ["hot_seat_apply", "tasks"],
        P.SEE_STEERING: ["report", "report_pdf"],
        P.SEE_FIGURES: ["friends"],
        P.CHECK_IN: [
            *["check_in", "check_in_mark", "check_in_add", "check_in_taps", "list_pdf", "name_tags_pdf"],
            *["session_list", "session_tick", "session_list_pdf", "session_lists_pdf"],
        ],
        P.EDIT_MEMBERS: ["member_meetings"],
        P.EDIT_PROGRAMME: [
            *["plan", "publish_all", "season_new", "season_undo", "meeting_new", "day_warning", "days_off"],
            *["days_off_remove", "manage", "meeting_publish", "meeting_unpublish", "meeting_cancel", "meeting_move"],
            *["meeting_copy", "meeting_remove", "meeting_agenda", "meeting_format", "meeting_talk", "talk_answered"],
            *["talk_remove", "task_add", "task_remove", "formats", "format_new", "format_edit", "format_stop"],
            *["format_use", "topics", "topic_edit", "topic_remove", "usual_tasks", "usual_task_remove", "venues"],
            *["venue_new", "venue_edit", "venue_remove", "talk_material", "material_remove", "toolbox_add", "slots"],
            *["slot_put_in", "slot_take_out", "slot_introduced", "slot_cards", "hot_seat", "hot_seat_choose"],
            *["hot_seat_undo", "hot_seat_ask", "hot_seat_unask", "tasks_ask", "expectation_seen", "hot_seat_write"],
            *["plan_sessions", "session_new", "session_places", "session_edit", "session_move", "session_copy"],
            *["session_off", "session_back", "session_remove"],
            *["together", "together_end", "joint", "joint_leave"],
        ],
    },
}
PAGES = {f"{app}:{page}": needs for app, rows in NEEDS.items() for needs, pages in rows.items() for page in pages}
# What is posted names a row, and without one there is nothing to find; or the row must first be in another state.
FOUND_ONLY_WITH_WORDS = {
    "home:take_over",  # only while the watch has told somebody
    "home:handover_contact_back",
    "landscape:stop_answer",
    "landscape:stop_move",
    "networks:say_away",  # only for who coordinates; the administrator does not
    "overview:host",  # only for who is a member, whatever else they are
    "programme:days_off_remove",
    "programme:hot_seat_choose",
    "programme:hot_seat_undo",
    "programme:hot_seat_ask",
    "programme:hot_seat_unask",
    "programme:slot_put_in",
    "programme:material_file",
    "programme:meeting_format",
    "programme:talk_answered",
    "programme:tasks",
    "voice:decision_mine",  # only for the one who sees to it
    "voice:decision_hand_back",
    "directory:import_unreadable",
    "mailing:incoming_whose",
}
# What coordinators show each other: found under any network's address, by those who run one.
OF_THE_CIRCLE = {"landscape:circle_shared", "landscape:circle_borrow", "landscape:circle_question"}
# Taking away what is not there, or no longer, says nothing and changes nothing.
QUIET = {"programme:usual_task_remove", "programme:task_remove", "programme:check_in_mark"}
NOT_THERE = {404, 405}


def addresses(resolver: URLResolver | None = None, names: str = "", start: str = "") -> Iterator[tuple[str, list[str]]]:
    """Every page behind sign-in with a network in its address: its name, and the names of the keys in it."""
    for entry in (resolver or get_resolver()).url_patterns:
        here = start + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from addresses(entry, f"{names}{entry.namespace}:" if entry.namespace else names, here)
        elif is_closed(entry) and ":network_slug>" in here:
            yield f"{names}{entry.name}", re.findall(r"<\w+:(\w+)>", here)


def is_closed(entry: URLPattern) -> bool:
    return bool(getattr(entry.callback, "login_required", True))


def address(page: str, keys: list[str], place: Network, rows: Rows) -> str:
    """The page's address in `place`, with the keys of `rows`."""
    values = {**rows.of(page), "network_slug": place.slug}
    return reverse(page, kwargs={key: values.get(key, 1) for key in keys})


def answers(client: Client, where: str) -> tuple[int, int]:
    """What comes back when the page is opened and posted to; whatever that changes is taken back."""
    return asked(client, "get", where), asked(client, "post", where)


def asked(client: Client, method: str, where: str) -> int:
    with transaction.atomic():
        answer: HttpResponse = getattr(client, method)(where)
        transaction.set_rollback(True)
    return answer.status_code


@pytest.fixture
def moen() -> Network:
    return factories.network(
        "moen", host=factories.organisation("erhverv"), municipality_code="0390", name="Netværket på Møn"
    )


@pytest.fixture
def rows(moen: Network) -> Rows:
    return rows_of(moen)


def somebody(role: str, place: Network) -> User:
    if role == "administrator":
        return factories.user(is_administrator=True)
    user = factories.user()
    if role in {"member", "steering", "coordinator", "substitute"}:
        return factories.role(role, place)
    elif role == "host":
        Role.objects.create(user=user, name=role, organisation=place.host, since_date=factories.TODAY)
    elif role == "municipality":
        town = factories.organisation("kommune", kind="municipality", municipality_code="0390")
        Role.objects.create(user=user, name=role, organisation=town, since_date=factories.TODAY)
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_who_may_is_said_for_every_page() -> None:
    assert sorted(page for page, _ in addresses()) == sorted(PAGES)


@pytest.mark.parametrize("role", [*MAY, "coordinator elsewhere"])
def test_every_page_is_there_for_those_who_may_and_for_nobody_else(moen: Network, rows: Rows, role: str) -> None:
    if role == "coordinator elsewhere":
        client, held = signed_in(factories.coordinator(factories.network("stege"))), set()
    else:
        client, held = signed_in(somebody(role, moen)), {str(permission) for permission in MAY[role]}
        held |= {ADMINISTRATOR} if role == "administrator" else set()
    wrong = {}
    for page, keys in addresses():
        got = answers(client, address(page, keys, moen, rows))
        if PAGES.get(page) not in held:
            fine = set(got) <= NOT_THERE and 404 in got
        else:
            fine = (404 not in got and set(got) != {405}) or page in FOUND_ONLY_WITH_WORDS
        if not fine or max(got) >= 500:
            wrong[page] = got
    assert wrong == {}


def everything() -> str:
    """Every row of ours, as text."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("mikrovirk.")]
    return "\n".join(serializers.serialize("json", model._base_manager.order_by("pk")) for model in ours)


def found_with(client: Client, wheres: dict[str, str]) -> dict[str, tuple[int, int]]:
    """The pages that find something at these addresses, by name, with what they answered; nothing may change by asking."""
    before = everything()
    got = {page: (client.get(where).status_code, client.post(where).status_code) for page, where in wheres.items()}
    assert everything() == before
    return {page: codes for page, codes in got.items() if not (set(codes) <= NOT_THERE and 404 in codes)}


def test_no_row_of_another_network_is_found_under_ones_own_address(moen: Network, rows: Rows) -> None:
    """The coordinator of one network writes the number of another network's row into the address."""
    stege = factories.network("stege")
    client = signed_in(rows_of(stege).coordinator)
    strange = {
        page: address(page, keys, stege, rows)
        for page, keys in addresses()
        if set(keys) - {"network_slug", "key", "number", "subject"} and page not in OF_THE_CIRCLE
    }
    assert len(strange) > 50
    assert found_with(client, strange).keys() <= QUIET


def test_a_row_of_another_network_beside_a_row_of_ones_own(moen: Network, rows: Rows) -> None:
    """Two numbers in the address: the first is one's own, the second is not."""
    stege = factories.network("stege")
    own = rows_of(stege)
    client = signed_in(own.coordinator)
    strange = {}
    for page, keys in addresses():
        if others := [key for key in keys if key.endswith("_pk")]:
            values = {**own.of(page), **{key: rows.of(page)[key] for key in others}, "network_slug": stege.slug}
            strange[page] = reverse(page, kwargs={key: values[key] for key in keys})
    assert len(strange) > 3
    assert found_with(client, strange).keys() <= QUIET


def test_without_signing_in_every_page_leads_to_sign_in(rows: Rows, moen: Network) -> None:
    client = Client()
    wrong = {}
    for page, keys in addresses():
        where = address(page, keys, moen, rows)
        for answer in (client.get(where), client.post(where)):
            if not answer.headers.get("Location", "").startswith("/account/login/?next="):
                wrong[page] = answer.status_code
    assert wrong == {}
