"""Personal data, from the command line: what is deleted, and the papers."""

from argparse import Namespace
from dataclasses import asdict
from pathlib import Path
from typing import Any

from mikrovirk.config.command import CannotDo
from mikrovirk.config.commands import installation

installation.start()

from django.template.loader import render_to_string  # noqa: E402  Django had to be loaded first
from django.utils import timezone, translation  # noqa: E402

from mikrovirk.home.privacy import installed, papers, tables  # noqa: E402
from mikrovirk.home.privacy import retention as kept  # noqa: E402
from mikrovirk.ui import paper  # noqa: E402
from mikrovirk.ui.docx_file import as_docx  # noqa: E402


def retention(options: Namespace) -> tuple[int, list[dict[str, Any]]]:
    """Every rule with what is due; with --do it is deleted first, and `deleted` says how much."""
    now = timezone.now()
    with translation.override(options.language):
        done = kept.carry_out(now) if options.do else {}
        return 0, [each.as_plain() | {"deleted": done.get(each.rule.key, 0)} for each in kept.standing(now)]


def purposes(options: Namespace) -> tuple[int, list[dict[str, Any]]]:
    """What personal data are needed for here."""
    return 0, [
        {
            "purpose": told.purpose.key,
            "title": str(told.purpose.title),
            "why": str(told.purpose.why),
            "bases": [str(basis) for basis in told.bases],
            "whose": str(told.purpose.whom),
            "what": str(told.purpose.what),
            "seen_by": str(told.purpose.seen_by),
            "kept": told.kept,
            "tables": {label: str(fate) for label, fate in tables.PEOPLE[told.purpose.key].items()},
        }
        for told in installed.purposes_here()
    ]


def record(options: Namespace) -> tuple[int, dict[str, Any]]:
    """The record of processing."""
    return written(options, "record")


def agreement(options: Namespace) -> tuple[int, dict[str, Any]]:
    """The agreement with whoever runs the server."""
    return written(options, "agreement")


def written(options: Namespace, name: str) -> tuple[int, dict[str, Any]]:
    with translation.override(options.language):
        document = papers.PAPERS[name](timezone.localdate())
        if not options.file:
            if not options.json:
                raise CannotDo("name a file that ends with .docx or .pdf, or add --json")
            return 0, asdict(document)
        file = Path(options.file)
        if file.suffix not in {".docx", ".pdf"}:
            raise CannotDo("the file must end with .docx or .pdf")
        if file.suffix == ".docx":
            file.write_bytes(as_docx(document))
        else:
            html = render_to_string("overview/paper_report.html", {"document": document})
            file.write_bytes(paper.pdf(html, title=document.title))
    return 0, {"file": str(file)}
