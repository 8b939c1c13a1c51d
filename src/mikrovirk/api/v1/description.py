"""The description of the API (OpenAPI 3.1), made from the same declarations as the answers."""

import json
import re
from functools import cache
from typing import Any

from django.conf import settings
from ninja.responses import NinjaJSONEncoder

from mikrovirk.api.v1.reading import KEY

PAGE_OF = re.compile(r"\bPage_(\w+)_(?=\")")  # how the library calls a page of something
NOT_CHANGED = {"description": "Nothing has changed since the answer with that ETag"}
ABOUT = """Everything public in MikroVirk as JSON, for reading. Lists come in pages; follow `next`. Moments carry the offset that
holds in Denmark. Answers have an ETag: send it back in `If-None-Match` and get 304 while nothing has changed. What is not
public takes a token, sent as `Authorization: Bearer …`; it opens what its owner may see at that moment, and no more."""


@cache
def description() -> dict[str, Any]:
    """The whole description as plain values, as they come out of JSON."""
    from mikrovirk.api.v1.main import PREFIX, api

    made: dict[str, Any] = {**api.get_openapi_schema(path_prefix=PREFIX)}
    made["servers"] = [{"url": settings.SITE_URL}]
    made["components"]["securitySchemes"] = {
        KEY: {"type": "http", "scheme": "bearer", "description": "A token's key. The scopes it needs are named."}
    }
    for methods in made["paths"].values():
        for operation in methods.values():
            operation["responses"]["304"] = NOT_CHANGED
    text = PAGE_OF.sub(r"PageOf\1", json.dumps(made, cls=NinjaJSONEncoder))
    as_in_json: dict[str, Any] = json.loads(text)
    return as_in_json
