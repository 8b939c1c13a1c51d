"""The worker's round in the installation that the environment names, twice: CPU seconds of each job the second time, as JSON.

The first time it does what a region that has just been made gives it to do; the second nothing is left but what is always done.
"""

import json
import os
import time


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mikrovirk.config.settings")
    from mikrovirk.config.commands import installation

    installation.start()

    from django.utils import timezone

    from mikrovirk.config.worker import JOBS, run_jobs

    now, spent = timezone.now(), {}
    for turn in range(2):
        for job in JOBS:
            before = time.process_time()
            if failed := run_jobs(now=now, jobs=[job]):
                raise RuntimeError(f"{failed} failed in turn {turn + 1}")
            spent[job] = time.process_time() - before
            if os.environ.get("TELL"):
                print(turn, job, round(spent[job], 3), flush=True)
    print(json.dumps(spent))


if __name__ == "__main__":
    main()
