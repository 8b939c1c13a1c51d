"""What the worker does for evenings, by the clock."""

from datetime import datetime

from mikrovirk.live import jobs_hands, jobs_photos, jobs_seat, jobs_voice

PLANNED = (
    jobs_seat,
    jobs_hands,
    jobs_photos,
    jobs_voice,
)  # keys first: no trouble with anything else may keep one longer


def run(*, now: datetime) -> None:
    """Do what is due; doing it twice changes nothing."""
    for jobs in PLANNED:
        jobs.run(now=now)
