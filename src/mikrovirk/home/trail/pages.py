"""The pages whose use is written down, by the name of their address, and what is said of it.

Only pages that are closed to all but those who work with other people's data. No page where a member answers, votes or signs
up may ever stand here: the trail would say when, and so who (`tests/home/trail/test_pages.py` looks).
"""

from dataclasses import dataclass
from enum import StrEnum


class What(StrEnum):
    """What somebody saw or changed; `wording` says it."""

    MEMBERS = "members"
    MEMBERS_FILE = "members-file"
    MEMBER = "member"
    MEMBER_ADDED = "member-added"
    MEMBER_CHANGED = "member-changed"
    IMPORT = "import"
    IMPORT_DONE = "import-done"
    ATTENDANCE = "attendance"
    HOT_SEAT = "hot-seat"
    MAILING = "mailing"
    INCOMING = "incoming"
    INCOMING_DONE = "incoming-done"
    ADDRESS = "address"
    ADDRESS_CHANGED = "address-changed"
    SAID = "said"
    NOT_ANSWERED = "not-answered"
    HANDOVER = "handover"
    ROLE = "role"
    CASES = "cases"
    CASE_DECIDED = "case-decided"
    VOTERS = "voters"
    AID = "aid"
    FUND_ROLE = "fund-role"
    NEWCOMERS = "newcomers"
    NEWCOMER_CHANGED = "newcomer-changed"
    REGISTER = "register"
    REGISTER_CHOSEN = "register-chosen"
    REGISTER_COPY = "register-copy"
    SIGN_INS = "sign-ins"
    SIGNED_OUT = "signed-out"
    TRAIL = "trail"


class About(StrEnum):
    """Whom the number in the address stands for."""

    NOBODY = ""
    PERSON = "person"
    USER = "user"
    ASKED = "asked"  # nobody: the view names whom it found (`request.trail_about`), else nothing was seen


@dataclass(frozen=True)
class Page:
    """What opening the page is called, what sending its form is called (None: it is not written down), and whom it is about."""

    seen: What | None = None
    changed: What | None = None
    about: About = About.NOBODY


W, PERSON, USER = What, About.PERSON, About.USER
MEMBER_FORM = Page(W.MEMBER, W.MEMBER_CHANGED, PERSON)
PAGES: dict[str, Page] = {
    "directory:members": Page(W.MEMBERS),
    "directory:export_csv": Page(W.MEMBERS_FILE),
    "directory:export_xlsx": Page(W.MEMBERS_FILE),
    **dict.fromkeys(["directory:member", "programme:member_meetings"], Page(W.MEMBER, about=PERSON)),
    "directory:add_member": Page(changed=W.MEMBER_ADDED),
    **dict.fromkeys(["directory:edit_member", "directory:member_business"], MEMBER_FORM),
    **dict.fromkeys(["directory:member_other_business", "directory:leave"], MEMBER_FORM),
    **dict.fromkeys(["directory:undo_leaving", "directory:make_member"], MEMBER_FORM),
    "directory:import_preview": Page(W.IMPORT),
    "directory:import_unreadable": Page(W.IMPORT),
    "directory:import_carry_out": Page(changed=W.IMPORT_DONE),
    "directory:import_undo": Page(changed=W.IMPORT_DONE),
    **dict.fromkeys(["home:bring_table", "home:bring_set_aside"], Page(W.IMPORT)),
    **dict.fromkeys(["home:bring_carry_out", "home:bring_undo"], Page(changed=W.IMPORT_DONE)),
    "home:take_out_file": Page(W.MEMBERS_FILE),
    **dict.fromkeys(["programme:check_in", "programme:list_pdf", "programme:name_tags_pdf"], Page(W.ATTENDANCE)),
    **dict.fromkeys(
        ["programme:session_list", "programme:session_list_pdf", "programme:session_lists_pdf"], Page(W.ATTENDANCE)
    ),
    "programme:hot_seat": Page(W.HOT_SEAT),
    "mailing:mailing": Page(W.MAILING),
    "mailing:incoming_mail": Page(W.INCOMING),
    **dict.fromkeys(
        ["mailing:incoming_take", "mailing:incoming_put_away", "mailing:incoming_whose"], Page(changed=W.INCOMING_DONE)
    ),
    "mailing:address": Page(W.ADDRESS, W.ADDRESS_CHANGED, USER),
    "mailing:mend": Page(changed=W.ADDRESS_CHANGED, about=USER),
    **dict.fromkeys(["voice:stream", "voice:input", "voice:waiting", "voice:told"], Page(W.SAID)),
    "voice:round_missing": Page(W.NOT_ANSWERED),
    **dict.fromkeys(["home:handover", "home:handover_pdf"], Page(W.HANDOVER)),
    **dict.fromkeys(["networks:grant_role", "networks:revoke_role", "networks:give_role_again"], Page(changed=W.ROLE)),
    **dict.fromkeys(["networks:appoint", "networks:dismiss", "home:take_over"], Page(changed=W.ROLE)),
    **dict.fromkeys(["fund:cases", "fund:case", "fund:case_summary"], Page(W.CASES)),
    **dict.fromkeys(["fund:summaries", "fund:summaries_pdf"], Page(W.CASES)),
    **dict.fromkeys(["fund:case_recommend", "fund:case_decide"], Page(changed=W.CASE_DECIDED)),
    "fund:office_voters": Page(W.VOTERS),
    **dict.fromkeys(["fund:office_aid", "fund:office_aid_csv"], Page(W.AID)),
    **dict.fromkeys(["fund:role_give", "fund:role_end"], Page(changed=W.FUND_ROLE)),
    "overview:newcomers": Page(W.NEWCOMERS),
    "overview:newcomer": Page(W.NEWCOMERS, W.NEWCOMER_CHANGED),
    **dict.fromkeys(["overview:newcomer_step", "overview:newcomer_forget"], Page(changed=W.NEWCOMER_CHANGED)),
    **dict.fromkeys(["overview:invite", "overview:invite_list", "overview:invite_print"], Page(W.REGISTER)),
    **dict.fromkeys(["overview:invite_choose", "overview:invite_clear"], Page(changed=W.REGISTER_CHOSEN)),
    "overview:invite_remove": Page(changed=W.REGISTER_CHOSEN),
    **dict.fromkeys(["register:use_copy", "register:throw_copy_away"], Page(changed=W.REGISTER_COPY)),
    "home:sign_ins": Page(W.SIGN_INS, W.SIGNED_OUT, About.ASKED),
    "home:trail": Page(W.TRAIL),
}
