"""Making an installation ready: translations, tables, the shared cache, the row about the installation."""

import django
from django.core.management import call_command

from mikrovirk.config import translations


def start() -> None:
    """Compile changed translations and load Django: what every command that needs the installation begins with."""
    translations.compile_changed()
    django.setup()


def bring_up_to_date() -> None:
    """Make or migrate the tables, and the bucket for files where they lie in object storage; safe to call again."""
    from django.core.files.storage import default_storage  # needs Django to be loaded

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    if make_bucket := getattr(default_storage, "make_bucket", None):
        make_bucket()


def say_there_is_one() -> None:
    """Write the row about the installation where there is none: from now on the example cannot be made here."""
    from mikrovirk.networks.models import Installation  # needs Django to be loaded

    Installation.objects.get_or_create(pk=1)
