"""Printed documents."""

import io
from datetime import date

import pytest
from django.template.loader import render_to_string
from pypdf import PdfReader

from mikrovirk.ui import paper
from mikrovirk.ui.gallery import sample


def test_a_document_becomes_a_tagged_pdf_with_our_type() -> None:
    made = paper.pdf(render_to_string("ui/gallery_paper.html", sample(date(2026, 11, 30))))
    reader = PdfReader(io.BytesIO(made))
    first = reader.pages[0].extract_text()
    assert "Tilmeldte den 30. november" in first
    assert "Vordingborg · mandag 30. november" in first
    assert "1 / 2" in first
    assert reader.trailer["/Root"]["/MarkInfo"] == {"/Marked": True}
    fonts = {font.get_object()["/BaseFont"] for font in reader.pages[0]["/Resources"]["/Font"].values()}
    assert all("Nunito" in name for name in fonts)


@pytest.mark.parametrize("url", ["https://elsewhere.example/x.png", "file:///etc/passwd", "/static/../settings.py"])
def test_only_static_files_are_read(url: str) -> None:
    with pytest.raises(ValueError, match="Only static files"):
        paper.static_file(url)
