"""Writes a document as DOCX, for those who go on writing in it."""

from io import BytesIO

from django.http import HttpResponse
from django.utils.translation import get_language

from mikrovirk.ui.documents import Document, Section, Table

SMALL, TABLE, BODY = 8.5, 9, 10.5  # points
MARGIN = 2.0  # cm
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LANGUAGES = {"da": "da-DK", "en": "en-GB"}


def docx_answer(document: Document, *, name: str) -> HttpResponse:
    """The document as a file to download."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(as_docx(document), content_type=KIND, headers=headers)


def as_docx(document: Document) -> bytes:
    """The bytes of a .docx file with the same words as the page and the PDF."""
    import docx  # heavy, and needed here only
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Cm, Pt

    paper = docx.Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(MARGIN)
    paper.core_properties.title, paper.core_properties.author = document.title, document.sender
    paper.core_properties.language = LANGUAGES.get(get_language() or "da", "da-DK")
    paper.styles["Normal"].font.size = Pt(BODY)
    paper.styles["Normal"].paragraph_format.space_after = Pt(4)
    small = paper.styles.add_style("Small", WD_STYLE_TYPE.PARAGRAPH)
    small.base_style, small.font.size = paper.styles["Normal"], Pt(SMALL)
    section.footer.paragraphs[0].text = document.foot
    paper.add_heading(document.title, level=0)
    paper.add_paragraph(" · ".join(f"{name}: {value}" for name, value in document.facts), style="Small")
    paper.add_paragraph(document.lead)
    for each in document.sections:
        add_section(paper, each)
    written = BytesIO()
    paper.save(written)
    return written.getvalue()


def add_section(paper, section: Section) -> None:  # type: ignore[no-untyped-def]  # docx has no types
    style = "Small" if section.is_small else "Normal"
    paper.add_heading(section.heading, level=1)
    for text in (*section.content.split("\n\n"), *section.paragraphs):
        if text.strip():
            paper.add_paragraph(text.strip(), style=style)
    if section.table:
        add_table(paper, section.table)
    for line in section.bullets:
        paper.add_paragraph(line, style="List Bullet")


def add_table(paper, table: Table) -> None:  # type: ignore[no-untyped-def]  # docx has no types
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    grid = paper.add_table(rows=1, cols=len(table.headings), style="Light List Accent 1")
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    grid.rows[0]._tr.get_or_add_trPr().append(repeated)
    for row in (table.headings, *table.rows):
        cells = grid.rows[0].cells if row is table.headings else grid.add_row().cells
        for at, text in enumerate(row):
            paragraph = cells[at].paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(1)
            paragraph.add_run(text).font.size = Pt(TABLE)
            if at and table.is_figures:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paper.add_paragraph().paragraph_format.space_after = Pt(2)
