"""Files that somebody handed in, given out again."""

from django.db.models.fields.files import FieldFile
from django.http import FileResponse


def as_download(file: FieldFile, *, name: str) -> FileResponse:
    """The file to save, under its owner's name: never shown in the page's own origin, whatever it holds, and kept by no cache."""
    response = FileResponse(file.open("rb"), as_attachment=True, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
