"""Writes of the directory: one function for each thing that can be done."""

from mikrovirk.directory.services.businesses import (
    add_business,
    edit_business,
    list_business,
    unlist_business,
)
from mikrovirk.directory.services.erasing import erase
from mikrovirk.directory.services.import_undo import undo_import
from mikrovirk.directory.services.imports import (
    KEEP_LISTS,
    ImportNotOpen,
    ImportResult,
    ListUnreadable,
    carry_out,
    choose_rows,
    forget_lists,
    keep_list,
    run_import,
)
from mikrovirk.directory.services.joining import ask_to_join, confirm_join, forget_requests, welcome
from mikrovirk.directory.services.memberships import (
    add_member,
    change_business,
    change_membership,
    join_network,
    leave_network,
    note_introduced,
    note_inviter,
    undo_leaving,
)
from mikrovirk.directory.services.people import (
    AddressIsTheirs,
    AddressTaken,
    add_guest,
    choose_language,
    choose_meeting_list,
    correct_address,
    edit_profile,
    person_for,
    remove_picture,
    set_picture,
    write_name_and_phone,
)
from mikrovirk.directory.services.pictures import NotAPicture
from mikrovirk.directory.services.referrals import note_referral
from mikrovirk.directory.services.search_texts import refresh_search_texts

__all__ = [
    "KEEP_LISTS",
    "AddressIsTheirs",
    "AddressTaken",
    "ImportNotOpen",
    "ImportResult",
    "ListUnreadable",
    "NotAPicture",
    "add_business",
    "add_guest",
    "add_member",
    "ask_to_join",
    "carry_out",
    "change_business",
    "change_membership",
    "choose_language",
    "choose_meeting_list",
    "choose_rows",
    "confirm_join",
    "correct_address",
    "edit_business",
    "edit_profile",
    "erase",
    "forget_lists",
    "forget_requests",
    "join_network",
    "keep_list",
    "leave_network",
    "list_business",
    "note_introduced",
    "note_inviter",
    "note_referral",
    "person_for",
    "refresh_search_texts",
    "remove_picture",
    "run_import",
    "set_picture",
    "undo_import",
    "undo_leaving",
    "unlist_business",
    "welcome",
    "write_name_and_phone",
]
