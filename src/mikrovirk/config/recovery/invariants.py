"""What must be true of an installation's stored data at any moment. Reads only; run after every restore and by whoever wonders."""

from collections.abc import Callable, Iterator

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Count, F, FileField, Q

from mikrovirk.fund.models import Fund
from mikrovirk.fund.queries import ledger
from mikrovirk.programme.models import Meeting, SignUp


def faults() -> list[str]:
    """What is wrong, in words; empty where everything holds."""
    return [fault for look in LOOKS for fault in look()]


def tables_are_up_to_date() -> Iterator[str]:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        yield f"{len(waiting)} changes to the tables are still to be made: run `mikrovirk init`"


def references_hold() -> Iterator[str]:
    """Every row that names another finds it."""
    try:
        connection.check_constraints()
    except DatabaseError as error:
        yield f"a row names another that is not there: {error}"


def places_are_counted() -> Iterator[str]:
    """A meeting's number of places taken is that of those who are coming."""
    coming = Count("sign_ups", filter=Q(sign_ups__state=SignUp.State.COMING))
    for meeting in Meeting.objects.annotate(coming=coming).exclude(coming=F("places_taken")):
        yield f"meeting {meeting.pk} says {meeting.places_taken} places taken, and {meeting.coming} people are coming"


def money_adds_up() -> Iterator[str]:
    """No ledger has an entry that was changed, or an account that its entries do not give."""
    for fund in Fund.objects.order_by("pk"):
        for fault in ledger.faults(fund):
            yield f"the ledger of {fund}: {fault}"


def files_are_there() -> Iterator[str]:
    """Every uploaded file that a row names can be opened."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if not isinstance(field, FileField):
                continue
            named = model._default_manager.exclude(**{field.name: ""}).exclude(**{f"{field.name}__isnull": True})
            missing = [name for name in named.values_list(field.name, flat=True) if not default_storage.exists(name)]
            if missing:
                yield f"{len(missing)} files of {model._meta.label} are gone, such as {missing[0]}"


LOOKS: tuple[Callable[[], Iterator[str]], ...] = (
    tables_are_up_to_date,
    references_hold,
    places_are_counted,
    money_adds_up,
    files_are_there,
)
