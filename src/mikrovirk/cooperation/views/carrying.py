"""What carried a task out: named on the task's page, or from the coordinator's page of a meeting."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.cooperation.forms.carrying import CarriedForm, MeetingTasksForm
from mikrovirk.cooperation.models import Agreement, Carried, Task
from mikrovirk.cooperation.queries import agreements as queries
from mikrovirk.cooperation.services import carrying
from mikrovirk.cooperation.views.where import inside, task_in
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import networks_for
from mikrovirk.programme.models import Meeting

BY = {"meeting": carrying.by_meeting, "call": carrying.by_call, "conference": carrying.by_conference}


@require_http_methods(["GET", "HEAD", "POST"])
def carried_new(request: MemberRequest, code: str, pk: int) -> HttpResponse:
    """Name what carried a task out."""
    where = inside(request, code)
    task = task_in(where, pk)
    now = timezone.now()
    form = CarriedForm(request.POST or None, agreement=where.agreement, now=now)
    if request.method == "POST" and form.is_valid():
        kind, row = form.named
        party = form.cleaned_data["party"]
        if kind:
            BY[kind](task, row, party=party, by=request.user, at=now)  # type: ignore[operator]
        else:
            day = form.cleaned_data["other_date"]
            carrying.by_other(task, form.cleaned_data["other"], day, party=party, by=request.user, at=now)
        messages.success(request, _("It stands with the task."))
        return redirect("cooperation:task", code, pk)
    context = {"code": code, "place": where.place, "task": task, "form": form}
    return render(request, "cooperation/roles/carried_new.html", context)


@require_POST
def carried_remove(request: MemberRequest, code: str, pk: int, carried_pk: int) -> HttpResponse:
    """It did not carry the task out after all."""
    where = inside(request, code)
    found = get_object_or_404(Carried, pk=carried_pk, task=task_in(where, pk))
    carrying.take_away(found)
    messages.success(request, _("It no longer stands with the task."))
    return redirect("cooperation:task", code, pk)


@require_http_methods(["GET", "HEAD", "POST"])
def of_meeting(request: MemberRequest, pk: int) -> HttpResponse:
    """Which tasks of the area one meeting carries out."""
    own = networks_for(request.user, needs=Permission.EDIT_PROGRAMME)
    meeting = get_object_or_404(Meeting.objects.select_related("network"), pk=pk, network__in=own)
    agreements = agreements_near(meeting)
    if not agreements:
        raise Http404
    before = [row.task_id for row in meeting.carries.filter(task__agreement__in=agreements)]
    form = MeetingTasksForm(request.POST or None, agreements=agreements, initial={"tasks": before})
    if request.method == "POST" and form.is_valid():
        chosen: list[Task] = list(form.cleaned_data["tasks"])
        for row in meeting.carries.filter(task__agreement__in=agreements).exclude(task__in=chosen):
            carrying.take_away(row)
        for task in chosen:
            if task.pk not in before:
                carrying.by_meeting(task, meeting, by=request.user, at=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("programme:manage", meeting.network.slug, meeting.pk)
    context = {"network": meeting.network, "meeting": meeting, "form": form}
    return render(request, "cooperation/roles/of_meeting.html", context)


def agreements_near(meeting: Meeting) -> list[Agreement]:
    """The agreement of the network's municipality, and those in which the network is a party."""
    found = list(Agreement.objects.filter(parties__network=meeting.network_id, parties__removed_at=None).distinct())
    there = queries.agreement_of(meeting.network.municipality_code)
    return found if there is None or there in found else [*found, there]
