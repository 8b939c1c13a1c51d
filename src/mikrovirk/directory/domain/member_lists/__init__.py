"""Member lists as they are met in Danish offices: read, told row by row, and what cannot be read handed back to be mended."""

from .choosing import with_columns
from .contents import BusinessFound, Contents, Membership, PersonFound, contents_of, summary
from .file_kinds import MAX_BYTES
from .reading import read_member_list
from .results import (
    Business,
    Column,
    ErrorCode,
    MemberList,
    Person,
    Problem,
    ProblemCode,
    RemarkCode,
    Row,
    WarningCode,
)
from .storing import from_json, to_json
from .wording import problem_text, reason_text, remark_text, warning_text
from .writing import unreadable_rows_csv

__all__ = [
    "MAX_BYTES",
    "Business",
    "BusinessFound",
    "Column",
    "Contents",
    "ErrorCode",
    "MemberList",
    "Membership",
    "Person",
    "PersonFound",
    "Problem",
    "ProblemCode",
    "RemarkCode",
    "Row",
    "WarningCode",
    "contents_of",
    "from_json",
    "problem_text",
    "read_member_list",
    "reason_text",
    "remark_text",
    "summary",
    "to_json",
    "unreadable_rows_csv",
    "warning_text",
    "with_columns",
]
