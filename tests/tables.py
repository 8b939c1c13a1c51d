"""Tables for a test's own process in a twentieth of the time that migrating takes."""


def lay(*, migrated: bool = False) -> None:
    """Make the tables as the models have them, which the check `migrations` holds equal to what the migrations make.

    `migrated`: note every migration as done too, for a command that migrates when it starts.
    """
    from django.apps import apps
    from django.conf import settings
    from django.core.management import call_command

    modules = settings.MIGRATION_MODULES
    settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}
    call_command("migrate", run_syncdb=True, verbosity=0)
    settings.MIGRATION_MODULES = modules
    if migrated:
        call_command("migrate", fake=True, verbosity=0)
