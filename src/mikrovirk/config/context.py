"""What every page knows: the menu of whoever looks, and how they want it to look."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from mikrovirk.home.menu import account_menu_for, menu_for
from mikrovirk.home.tabs import municipality_tabs
from mikrovirk.ui.looks import look_of


def site(request: HttpRequest) -> dict[str, Any]:
    """Template variables: `menu`, `account_menu` and `municipality_tabs` (made when the page uses them), `look`, `demo`, `site_url`."""
    return {
        "menu": SimpleLazyObject(lambda: menu_for(request)),
        "account_menu": SimpleLazyObject(lambda: account_menu_for(request)),
        "municipality_tabs": SimpleLazyObject(lambda: municipality_tabs(request)),
        "look": look_of(request),
        "demo": settings.DEMO,
        "site_url": settings.SITE_URL,
    }
