"""Makes a PDF of a page that extends `ui/base_print.html`. Reads static files only, never the network."""

import logging
import re
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders

ORIGIN = "paper://site"
TOKENS = Path(__file__).parent / "static" / "ui" / "css" / "tokens.css"
# It warns of every CSS rule that is meant for screens.
logging.getLogger("weasyprint").setLevel(logging.ERROR)


class PaperUnavailableError(Exception):
    """The PDF libraries are missing on this machine; the message says which system package to install."""


def pdf(html: str, *, title: str = "") -> bytes:
    """Turn the HTML of a whole document into a tagged PDF (PDF/UA); `title` goes into it if the HTML has none.

    Raises PaperUnavailableError where Pango is not installed.
    """
    try:
        import weasyprint  # heavy, and not needed to serve pages
        from weasyprint.urls import URLFetcher, URLFetcherResponse
    except OSError as error:
        raise PaperUnavailableError("sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0") from error

    class StaticFiles(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
            if url.startswith("data:"):
                return super().fetch(url, headers)
            file = static_file(url)
            kind = guess_type(file.name)[0] or "application/octet-stream"
            return URLFetcherResponse(url, file.read_bytes(), {"Content-Type": kind})

    document = weasyprint.HTML(string=with_bar_colours(html), base_url=ORIGIN, url_fetcher=StaticFiles()).render()
    if title and not document.metadata.title:
        document.metadata.title = title
    written: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
    return written


def with_bar_colours(html: str) -> str:
    """WeasyPrint draws inline SVG without the page's CSS, so the bars of a chart get the tokens' colours as attributes."""
    # The last value of a token in the file is the one for print.
    tokens = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", TOKENS.read_text()))
    for name, token in (("chart-line", "fjord"), ("chart-line chart-line--marked", "rose")):
        html = html.replace(f'<div class="{name}"><svg', f'<div class="{name}"><svg color="{tokens[token]}"')
    return html


def static_file(url: str) -> Path:
    """The file behind a static address; raises ValueError for any other address."""
    path = unquote(urlsplit(url).path)
    prefix = urlsplit(settings.STATIC_URL).path
    name = path.removeprefix(prefix) if path.startswith(prefix) else ""
    found = finders.find(name) if name and ".." not in name else None
    if not isinstance(found, str):
        raise ValueError(f"Only static files go into a PDF, not {path}")
    return Path(found)
