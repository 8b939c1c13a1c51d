"""The looks: base page, components, icons, CSS, JS and the gallery that shows them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UiConfig(AppConfig):
    name = "mikrovirk.ui"
    verbose_name = _("Looks")
