"""Writes: mails are drafted, approved, stopped and withdrawn here. Other apps send by these functions only."""

from mikrovirk.mailing.services.addresses import (
    AddressIsTheirs,
    AddressTaken,
    clear_bounce,
    correct_address,
    leave_without_mail,
    mark_bounced,
    try_again,
)
from mikrovirk.mailing.services.by_the_clock import drop_expired, let_held_go
from mikrovirk.mailing.services.deciding import (
    NotADraft,
    UnknownPlaceholder,
    approve,
    edit,
    grace,
    renew,
    resume,
    stop,
    stop_message,
    switch_rule_off,
    switch_rule_on,
    unknown_placeholders,
    withdraw,
)
from mikrovirk.mailing.services.drafting import NOT_SENT, Recipient, draft, new_message_id, plain, send_service
from mikrovirk.mailing.services.wishes import choose_mails, subscribe, unsubscribe

__all__ = [
    "NOT_SENT",
    "AddressIsTheirs",
    "AddressTaken",
    "NotADraft",
    "Recipient",
    "UnknownPlaceholder",
    "approve",
    "choose_mails",
    "clear_bounce",
    "correct_address",
    "draft",
    "drop_expired",
    "edit",
    "grace",
    "leave_without_mail",
    "let_held_go",
    "mark_bounced",
    "new_message_id",
    "plain",
    "renew",
    "resume",
    "send_service",
    "stop",
    "stop_message",
    "subscribe",
    "switch_rule_off",
    "switch_rule_on",
    "try_again",
    "unknown_placeholders",
    "unsubscribe",
    "withdraw",
]
