"""For everybody: the meetings, signing up, the evening itself and what comes after it."""

from django.urls import URLPattern, URLResolver, path

from mikrovirk.programme.views import (
    attend,
    check_in,
    feedback,
    feeds,
    follow,
    member_meetings,
    paper,
    public,
    report,
    share_card,
)

MEETING = "networks/<slug:network_slug>/meetings/<int:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("networks/<slug:network_slug>/meetings/", public.meetings, name="meetings"),
    path(MEETING, public.meeting, name="meeting"),
    path(f"{MEETING}meeting.ics", public.meeting_ics, name="meeting_ics"),
    path(f"{MEETING}card.png", share_card.card, name="card"),
    path(f"{MEETING}map.svg", public.meeting_map, name="map"),
    path("networks/<slug:network_slug>/meetings.ics", feeds.network_feed, name="feed"),
    path("meetings.ics", feeds.site_feed, name="feed_all"),
    path(f"{MEETING}sign-up/", attend.sign_up, name="sign_up"),
    path(f"{MEETING}signed-up/<str:token>/", attend.signed_up, name="signed_up"),
    path("s/<str:token>/", attend.answer, name="answer"),
    path("s/<str:token>/cancel/", attend.cancel, name="answer_cancel"),
    path("s/<str:token>/guests/", attend.bring, name="bring"),
    path("s/<str:token>/guests/<int:pk>/", attend.unbring, name="unbring"),
    path("s/<str:token>/seen/", attend.seen, name="seen"),
    path("f/<str:token>/", feedback.feedback, name="feedback"),
    path("networks/<slug:network_slug>/follow/", follow.follow, name="follow"),
    path("follow/<str:token>/", follow.confirm, name="follow_confirm"),
    path(f"{MEETING}check-in/", check_in.check_in, name="check_in"),
    path(f"{MEETING}check-in/<int:sign_up_pk>/", check_in.mark, name="check_in_mark"),
    path(f"{MEETING}check-in/add/", check_in.add, name="check_in_add"),
    path(f"{MEETING}check-in/taps/", check_in.taps, name="check_in_taps"),
    path(f"{MEETING}list.pdf", paper.attendance_list, name="list_pdf"),
    path(f"{MEETING}name-tags.pdf", paper.name_tags, name="name_tags_pdf"),
    path(
        "networks/<slug:network_slug>/members/<int:pk>/meetings/",
        member_meetings.member_meetings,
        name="member_meetings",
    ),
    path(f"{MEETING}report/", report.report, name="report"),
    path(f"{MEETING}report.pdf", report.report_pdf, name="report_pdf"),
]
