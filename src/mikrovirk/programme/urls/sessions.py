"""Meetings with several things at a time: the programme, choosing, the lists, and laying it."""

from django.urls import URLPattern, URLResolver, path

from mikrovirk.programme.views import session_lists, session_plan, sessions

MEETING = "networks/<slug:network_slug>/meetings/<int:pk>/sessions/"
LIST = f"{MEETING}<int:session_pk>/list"
PLAN = "networks/<slug:network_slug>/plan/meetings/<int:pk>/sessions/"
SESSION = f"{PLAN}<int:session_pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(MEETING, sessions.sessions, name="sessions"),
    path("s/<str:token>/sessions/", sessions.own_sessions, name="own_sessions"),
    path("s/<str:token>/sessions.ics", sessions.own_ics, name="own_sessions_ics"),
    path("s/<str:token>/sessions/<int:pk>/choose/", sessions.choose, name="session_choose"),
    path("s/<str:token>/sessions/<int:pk>/leave/", sessions.leave, name="session_leave"),
    path(f"{MEETING}lists.pdf", session_lists.session_lists_pdf, name="session_lists_pdf"),
    path(f"{LIST}/", session_lists.session_list, name="session_list"),
    path(f"{LIST}/<int:choice_pk>/", session_lists.session_tick, name="session_tick"),
    path(f"{LIST}.pdf", session_lists.session_list_pdf, name="session_list_pdf"),
    path(PLAN, session_plan.plan, name="plan_sessions"),
    path(f"{PLAN}new/", session_plan.session_new, name="session_new"),
    path(f"{PLAN}rooms/", session_plan.session_places, name="session_places"),
    path(SESSION, session_plan.session_edit, name="session_edit"),
    path(f"{SESSION}move/", session_plan.session_move, name="session_move"),
    path(f"{SESSION}copy/", session_plan.session_copy, name="session_copy"),
    path(f"{SESSION}off/", session_plan.session_off, name="session_off"),
    path(f"{SESSION}back/", session_plan.session_back, name="session_back"),
    path(f"{SESSION}remove/", session_plan.session_remove, name="session_remove"),
]
