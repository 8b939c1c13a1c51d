"""Static files are answered before Django is asked: style sheets, scripts, pictures of the apps."""

from collections.abc import Callable
from typing import Any, TypeVar
from wsgiref.headers import Headers

from django.conf import settings
from django.contrib.staticfiles import finders

Serving = TypeVar("Serving")


def with_static_files(serve_static: Callable[..., Serving], application: Any) -> Serving:
    """The application with the static files in front; `serve_static` is servestatic's class for ASGI or WSGI.

    While developing, files are looked for anew each time.
    """
    served: Any = serve_static(application, autorefresh=settings.DEBUG, add_headers_function=add_headers)
    # Of two files with one name the first app's wins, as with Django's own finders; later ones overwrite earlier ones here.
    every_finder: list[Any] = list(finders.get_finders())
    for finder in reversed(every_finder):
        for storage in reversed(list(finder.storages.values())):
            served.add_files(storage.location, prefix=settings.STATIC_URL)
    found: Serving = served
    return found


def add_headers(headers: Headers, path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
