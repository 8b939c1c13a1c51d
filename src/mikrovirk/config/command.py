"""The `mikrovirk` command."""

import os
import sys


def main(arguments: list[str] | None = None) -> int:
    """Run one command; exit status 0 done, 1 done with rows set aside, 2 wrong use or nothing could be done."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mikrovirk.config.settings")
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments[:1] == ["manage"]:
        from django.core.management import execute_from_command_line

        execute_from_command_line(["mikrovirk manage", *arguments[1:]])
        return 0
    return 2


if __name__ == "__main__":
    sys.exit(main())
