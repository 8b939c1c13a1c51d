"""Reads of the directory: each starts from the rows that whoever asks may see."""

from mikrovirk.directory.queries.businesses import (
    business_seen,
    businesses_for,
    businesses_in,
    businesses_of,
    networks_of,
    open_directories,
)
from mikrovirk.directory.queries.members import (
    at_meetings_of,
    came_since,
    joined_lately,
    member_lines,
    members_found,
    members_of,
    memberships_in,
    people_known_to,
)
from mikrovirk.directory.queries.people import (
    MemberCard,
    Seen,
    export_of,
    invite_token,
    inviter_of,
    member_card,
    own_memberships,
    people_behind,
    seen_by,
    viewer_of,
)

__all__ = [
    "MemberCard",
    "Seen",
    "at_meetings_of",
    "business_seen",
    "businesses_for",
    "businesses_in",
    "businesses_of",
    "came_since",
    "export_of",
    "invite_token",
    "inviter_of",
    "joined_lately",
    "member_card",
    "member_lines",
    "members_found",
    "members_of",
    "memberships_in",
    "networks_of",
    "open_directories",
    "own_memberships",
    "people_behind",
    "people_known_to",
    "seen_by",
    "viewer_of",
]
