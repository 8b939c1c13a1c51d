"""Who is on stage, and who lends a hand."""

from django.urls import URLPattern, URLResolver, path

from mikrovirk.programme.views import hot_seat, slots, tasks

PLAN = "networks/<slug:network_slug>/plan/"
SLOTS = PLAN + "meetings/<int:pk>/slots/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("i/<str:token>/", slots.answer, name="slot_answer"),
    path("e/<str:token>/", slots.expectation, name="expectation"),
    path(SLOTS, slots.slots, name="slots"),
    path("networks/<slug:network_slug>/hot-seat/", hot_seat.apply, name="hot_seat_apply"),
    path(PLAN + "hot-seat/", hot_seat.hot_seat, name="hot_seat"),
    path(PLAN + "hot-seat/<int:pk>/choose/", hot_seat.choose, name="hot_seat_choose"),
    path("networks/<slug:network_slug>/meetings/<int:pk>/tasks/", tasks.tasks, name="tasks"),
    path("networks/<slug:network_slug>/meetings/<int:pk>/tasks/ask/", tasks.ask, name="tasks_ask"),
]
