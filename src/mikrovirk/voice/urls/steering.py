"""The steering room, its guests, and "You said, we did"."""

from django.urls import URLPattern, path

from mikrovirk.voice.views import (
    deciding,
    decision_mine,
    decisions,
    minutes,
    steering,
    steering_guests,
    steering_meeting,
    you_said,
)

ROOM = "networks/<slug:network_slug>/steering/"
MEETING = f"{ROOM}meetings/<int:pk>/"
POINT = f"{MEETING}points/<int:point_pk>/"
GUEST = f"{MEETING}guests/<int:guest_pk>/"
DECISION = f"{ROOM}decisions/<int:pk>/"
YOU_SAID = "networks/<slug:network_slug>/you-said/"

urlpatterns: list[URLPattern] = [
    path(ROOM, steering.room, name="steering"),
    path(f"{ROOM}meetings/", steering.meetings, name="steering_meetings"),
    path(f"{ROOM}meetings/new/", steering.meeting_new, name="steering_meeting_new"),
    path(MEETING, steering_meeting.meeting, name="steering_meeting"),
    path(f"{MEETING}edit/", steering.meeting_edit, name="steering_meeting_edit"),
    path(f"{MEETING}cancel/", steering.meeting_cancel, name="steering_meeting_cancel"),
    path(f"{MEETING}agenda/", steering_meeting.lay_agenda, name="steering_agenda"),
    path(f"{MEETING}agenda.pdf", minutes.agenda_pdf, name="steering_agenda_pdf"),
    path(f"{MEETING}minutes.pdf", minutes.minutes_pdf, name="steering_minutes_pdf"),
    path(f"{MEETING}changes/", minutes.changes, name="steering_changes"),
    path(f"{MEETING}present/", minutes.present, name="steering_present"),
    path(f"{MEETING}close/", minutes.close, name="steering_close"),
    path(f"{MEETING}reopen/", minutes.reopen, name="steering_reopen"),
    path(f"{MEETING}invite/", minutes.invite, name="steering_invite"),
    path(f"{MEETING}mail/", minutes.send_minutes, name="steering_send_minutes"),
    path(f"{MEETING}points/", steering_meeting.point_add, name="steering_point_add"),
    path(POINT, steering_meeting.point, name="steering_point"),
    path(f"{POINT}move/", steering_meeting.point_move, name="steering_point_move"),
    path(f"{POINT}remove/", steering_meeting.point_remove, name="steering_point_remove"),
    path(f"{POINT}minutes/", minutes.write, name="steering_minutes"),
    path(f"{POINT}decide/", deciding.point_decide, name="point_decide"),
    path(f"{MEETING}guests/", steering_guests.guest_add, name="steering_guest_add"),
    path(GUEST, steering_guests.guest_link, name="steering_guest_link"),
    path(f"{GUEST}link.svg", steering_guests.guest_qr, name="steering_guest_qr"),
    path(f"{GUEST}revoke/", steering_guests.guest_revoke, name="steering_guest_revoke"),
    path("g/<str:token>/", steering_guests.guest_page, name="steering_guest"),
    path(f"{ROOM}decisions/", decisions.listing, name="decisions"),
    path(f"{ROOM}decisions/new/", deciding.decision_new, name="decision_new"),
    path(DECISION, decisions.decision, name="decision"),
    path(f"{DECISION}edit/", deciding.decision_edit, name="decision_edit"),
    path(f"{DECISION}done/", decisions.decision_done, name="decision_done"),
    path(f"{DECISION}undone/", decisions.decision_undone, name="decision_undone"),
    path(f"{DECISION}withdraw/", decisions.decision_withdraw, name="decision_withdraw"),
    path(f"{DECISION}put-back/", decisions.decision_put_back, name="decision_put_back"),
    path(f"{DECISION}owner/", decisions.decision_owner, name="decision_owner"),
    path(f"{DECISION}mine/", decision_mine.decision_mine, name="decision_mine"),
    path(f"{DECISION}mine/back/", decision_mine.decision_hand_back, name="decision_hand_back"),
    path(YOU_SAID, you_said.you_said, name="you_said"),
    path(f"{YOU_SAID}embed/", you_said.embed, name="you_said_embed"),
    path(f"{YOU_SAID}feed.xml", you_said.feed, name="you_said_feed"),
    path(f"{YOU_SAID}choose/", you_said.choose, name="you_said_choose"),
    path(f"{YOU_SAID}mail/", you_said.draft_mail, name="you_said_mail"),
    path(f"{YOU_SAID}since.pdf", you_said.sheet, name="you_said_sheet"),
    path(f"{YOU_SAID}<int:pk>/show/", you_said.show, name="you_said_show"),
    path(f"{YOU_SAID}<int:pk>/hide/", you_said.hide, name="you_said_hide"),
]
