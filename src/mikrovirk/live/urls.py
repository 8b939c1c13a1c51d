"""The addresses of an evening. /l/ is short, since it is typed from the screen."""

from django.urls import URLPattern, URLResolver, path

from mikrovirk.live.views import cards, hands, hands_room, host, my_cards, newest, room

app_name = "live"
MEETING = "networks/<slug:network_slug>/meetings/<int:pk>/"
ROOM = "l/<slug:code>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("l/", room.enter, name="enter"),
    path(ROOM, room.phone, name="phone"),
    path(f"{ROOM}join/", room.join, name="join"),
    path(f"{ROOM}screen/", room.screen, name="screen"),
    path(f"{ROOM}qr.svg", room.qr, name="qr"),
    path(f"{ROOM}mine/", room.mine, name="mine"),
    path(f"{ROOM}events/", room.events, name="events"),
    path(f"{ROOM}now/", room.now, name="now"),
    path(f"{ROOM}say/", room.say, name="say"),
    path(f"{ROOM}faces/<int:pk>.jpg", hands_room.face, name="face"),
    path(f"{ROOM}host/", host.host, name="host"),
    path(f"{ROOM}host/agenda/", host.lay_out_anew, name="lay_out_anew"),
    path(f"{ROOM}host/<str:token>/", host.take_over, name="take_over"),
    path(f"{ROOM}cards/", cards.make, name="make_cards"),
    path(f"{ROOM}cards/print/", cards.print_cards, name="print_cards"),
    path(f"{ROOM}tables/print/", cards.print_tables, name="print_tables"),
    path("c/<str:token>/", my_cards.my_cards, name="my_cards"),
    path("me/whom-to-meet/", my_cards.choices, name="card_choices"),
    path("me/whom-to-meet/part/", my_cards.take_part, name="card_part"),
    path("me/whom-to-meet/<int:pk>/", my_cards.apart, name="card_apart"),
    path("me/hands/", hands.hands, name="hands"),
    path("h/<str:token>/", hands.hands_link, name="hands_link"),
    path("networks/<slug:network_slug>/new/", newest.newest, name="newest"),
    path("networks/<slug:network_slug>/new/embed/", newest.newest_embed, name="newest_embed"),
    path(f"{MEETING}evening/", host.open_evening, name="open"),
]
