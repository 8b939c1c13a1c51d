"""`MIKROVIRK_DATA=… python -m benchmarks.region PEOPLE [MOMENT]` fills the empty installation there with a region of that size.

The rows are the same every time, counted from the moment given (ISO; else now). Prints what was made as JSON.
"""

import json
import os
import sys
import time
from dataclasses import asdict
from datetime import datetime

SEED = 98


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mikrovirk.config.settings")
    from mikrovirk.config.commands import installation
    from tests import tables

    started = time.process_time()
    installation.start()
    tables.lay(migrated=True)
    installation.bring_up_to_date()

    from django.utils import timezone

    from benchmarks.region.filling import fill

    people = int(sys.argv[1])
    now = datetime.fromisoformat(sys.argv[2]) if sys.argv[2:] else timezone.now()
    made = fill(people, now=now, seed=SEED)
    print(json.dumps({**asdict(made), "seconds": time.process_time() - started}))


if __name__ == "__main__":
    main()
