"""Tours of business visits: the coordinator's pages, the timetable for everybody, the hosts' own page."""

from django.urls import URLPattern, path

from mikrovirk.landscape.views.tours import host, plan, stops, timetable

TOURS = "networks/<slug:network_slug>/tours/"
TOUR = f"{TOURS}<int:pk>/"
STOP = f"{TOUR}stops/<int:stop_pk>/"

urlpatterns: list[URLPattern] = [
    path(TOURS, plan.tours, name="tours"),
    path(f"{TOURS}new/", plan.tour_new, name="tour_new"),
    path(TOUR, plan.tour, name="tour"),
    path(f"{TOUR}edit/", plan.tour_edit, name="tour_edit"),
    path(f"{TOUR}best/", plan.tour_best, name="tour_best"),
    path(f"{TOUR}ask/", plan.tour_ask, name="tour_ask"),
    path(f"{TOUR}tell/", plan.tour_tell, name="tour_tell"),
    path(f"{TOUR}hold/", plan.tour_hold, name="tour_hold"),
    path(f"{TOUR}remove/", plan.tour_remove, name="tour_remove"),
    path(f"{TOUR}put-back/", plan.tour_put_back, name="tour_put_back"),
    path(f"{TOUR}drives/", stops.tour_drives, name="tour_drives"),
    path(f"{TOUR}hosts/", stops.tour_hosts, name="tour_hosts"),
    path(f"{TOUR}hosts/<int:business_pk>/add/", stops.tour_host_add, name="tour_host_add"),
    path(f"{TOUR}stops/new/", stops.stop_new, name="stop_new"),
    path(STOP, stops.stop_edit, name="stop_edit"),
    path(f"{STOP}move/", stops.stop_move, name="stop_move"),
    path(f"{STOP}lock/", stops.stop_lock, name="stop_lock"),
    path(f"{STOP}answer/", stops.stop_answer, name="stop_answer"),
    path(f"{STOP}remove/", stops.stop_remove, name="stop_remove"),
    path(f"{STOP}put-back/", stops.stop_put_back, name="stop_put_back"),
    path(f"{TOUR}timetable/", timetable.tour_timetable, name="tour_timetable"),
    path(f"{TOUR}timetable.pdf", timetable.tour_pdf, name="tour_pdf"),
    path(f"{TOUR}timetable.ics", timetable.tour_ics, name="tour_ics"),
    path("tours/<str:token>/", host.tour_host, name="tour_host"),
]
