"""A member list as text, to be kept between the preview and the click that carries it out."""

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from .results import Business, Column, ErrorCode, MemberList, Person, Problem, ProblemCode, RemarkCode, Row, WarningCode


def to_json(member_list: MemberList) -> str:
    """Return the list as JSON. It holds no CPR number; the uploaded file may, so that is not to be stored."""
    return json.dumps(asdict(member_list), default=date.isoformat, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> MemberList:
    """Return the list that `to_json` wrote, equal to the one it was given."""
    told = json.loads(text)
    problem = told["problem"]
    told |= {
        "rows": tuple(_row(row) for row in told["rows"]),
        "columns": tuple(Column(**column) for column in told["columns"]),
        "problem": Problem(ProblemCode(problem["code"]), problem["detail"]) if problem else None,
        "other_sheets": tuple(told["other_sheets"]),
    }
    return MemberList(**told)


def _row(told: dict[str, Any]) -> Row:
    told |= {
        "cells": tuple(told["cells"]),
        "person": Person(**told["person"]),
        "business": Business(**told["business"]),
        "joined": date.fromisoformat(told["joined"]) if told["joined"] else None,
        "error": ErrorCode(told["error"]) if told["error"] else None,
        "warnings": tuple(map(WarningCode, told["warnings"])),
        "remarks": tuple(map(RemarkCode, told["remarks"])),
        "other": tuple((heading, value) for heading, value in told["other"]),
    }
    return Row(**told)
