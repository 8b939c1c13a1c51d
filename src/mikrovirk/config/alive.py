"""What a web server in front asks each web process: are you there, and does your database answer?

It stands before Django, since whoever asks knows this process by its number on the inner network and not by the site's name.
"""

import logging

from django.db import DatabaseError, InterfaceError, close_old_connections, connection
from django.utils import timezone

from mikrovirk.mailing import machines

logger = logging.getLogger(__name__)

PATH = "/alive/"


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError):
        return False
    finally:
        close_old_connections()
    return True


def tell_others() -> None:
    """Tell the other machines that this one serves pages; trouble with that is nobody's who asks for one."""
    try:
        machines.tell("web", now=timezone.now())
    except Exception as error:
        logger.warning("the other machines could not be told: %s", error)
    finally:
        close_old_connections()
