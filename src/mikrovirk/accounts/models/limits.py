"""How often something was tried from one place: a number that forgets by itself."""

from typing import ClassVar

from django.db import models


class Tally(models.Model):
    """One count for one stretch of time. In the database, so that it holds over all web processes and hosts."""

    key = models.CharField(max_length=100, primary_key=True)  # what, and a digest of the internet address: never itself
    count = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(count__gte=1), name="tally_counts")]

    def __str__(self) -> str:
        return f"{self.key}: {self.count}"
