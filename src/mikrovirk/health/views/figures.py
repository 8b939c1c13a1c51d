"""The network's own numbers, to take along: every snapshot that was kept."""

import csv
import io

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.common.cells import harmless
from mikrovirk.health.domain.definitions import DEFINITIONS, leading
from mikrovirk.health.measure_texts import ABOUT
from mikrovirk.health.queries import kept
from mikrovirk.health.views.rows import network_with_health
from mikrovirk.networks.permissions import Permission


@require_safe
def as_json(request: MemberRequest, network_slug: str) -> HttpResponse:
    """Everything that was kept, as one document."""
    network = network_with_health(request, network_slug, Permission.STEER)
    found = [kept.snapshot_as_plain(row) for row in kept.snapshots_of(network)]
    answer = JsonResponse(
        {"network": network.slug, "snapshots": found}, json_dumps_params={"ensure_ascii": False, "indent": 1}
    )
    answer["Content-Disposition"] = f'attachment; filename="health-{network.slug}.json"'
    return answer


@require_safe
def as_csv(request: MemberRequest, network_slug: str) -> HttpResponse:
    """A line for each snapshot with the leading value of each measure; headings in the reader's language, semicolons as
    Danish spreadsheets expect."""
    network = network_with_health(request, network_slug, Permission.STEER)
    table = io.StringIO()
    writer = csv.writer(table, delimiter=";")
    first = [_("Date"), _("Version of the definitions"), _("Meetings held"), _("Members")]
    writer.writerow([harmless(each) for each in (*first, *(str(ABOUT[one.key].title) for one in DEFINITIONS))])
    for row in kept.snapshots_of(network):
        values = [in_a_cell(leading(each, row.measures)) for each in DEFINITIONS]
        counts = [row.measures["meetings"], row.measures["members"]]
        writer.writerow([row.on_date.isoformat(), row.version, *counts, *values])
    answer = HttpResponse("\ufeff" + table.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="health-{network.slug}.csv"'
    return answer


def in_a_cell(value: float | None) -> str:
    """With a decimal comma; a whole number without."""
    if value is None:
        return ""
    return str(int(value)) if value == int(value) else f"{value:.3f}".replace(".", ",")
