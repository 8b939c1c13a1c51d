"""Who is on stage, and who lends a hand."""

from django.urls import URLPattern, URLResolver, path

from mikrovirk.programme.views import hot_seat, seats, slots, tasks

NETWORK = "networks/<slug:network_slug>/"
PLAN = f"{NETWORK}plan/"
MEETING = f"{PLAN}meetings/<int:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("i/<str:token>/", slots.answer, name="slot_answer"),
    path("e/<str:token>/", slots.expectation, name="expectation"),
    path(f"{MEETING}slots/", slots.slots, name="slots"),
    path(f"{MEETING}slots/put-in/", slots.put_in, name="slot_put_in"),
    path(f"{MEETING}slots/<int:offer_pk>/take-out/", slots.take_out, name="slot_take_out"),
    path(f"{MEETING}slots/<int:offer_pk>/introduced/", slots.introduced, name="slot_introduced"),
    path(f"{MEETING}slots/cards.pdf", slots.cards, name="slot_cards"),
    path(f"{PLAN}expectations/<int:offer_pk>/seen/", slots.expectation_seen, name="expectation_seen"),
    path(f"{NETWORK}hot-seat/", hot_seat.apply, name="hot_seat_apply"),
    path("h/<str:token>/", hot_seat.link, name="hot_seat_link"),
    path(f"{PLAN}hot-seat/", seats.hot_seat, name="hot_seat"),
    path(f"{PLAN}hot-seat/write/", seats.write, name="hot_seat_write"),
    path(f"{PLAN}hot-seat/<int:pk>/choose/", seats.choose, name="hot_seat_choose"),
    path(f"{PLAN}hot-seat/<int:pk>/undo/", seats.release, name="hot_seat_undo"),
    path(f"{MEETING}hot-seat/ask/", seats.ask, name="hot_seat_ask"),
    path(f"{PLAN}hot-seat/asks/<int:pk>/undo/", seats.unask, name="hot_seat_unask"),
    path(f"{NETWORK}meetings/<int:pk>/tasks/", tasks.tasks, name="tasks"),
    path(f"{NETWORK}meetings/<int:pk>/tasks/ask/", tasks.ask, name="tasks_ask"),
    path("o/<str:token>/", tasks.link, name="tasks_link"),
]
