"""Tables for an installation of a test's own in a tenth of the time that migrating takes.

`python -m tests.tables` makes those of the installation that the environment names, and notes every migration as done.
"""


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


if __name__ == "__main__":
    import django

    django.setup()
    lay(migrated=True)
