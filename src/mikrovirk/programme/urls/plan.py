"""The coordinator's side: seasons, meetings, formats, topics, venues."""

from django.urls import URLPattern, URLResolver, path

from mikrovirk.programme.views import agenda, formats, manage, meeting_talk, plan, venues

NETWORK = "networks/<slug:network_slug>/"
PLAN = f"{NETWORK}plan/"
MEETING = f"{PLAN}meetings/<int:pk>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path(PLAN, plan.plan, name="plan"),
    path(f"{PLAN}publish/", plan.publish_all, name="publish_all"),
    path(f"{PLAN}new/", plan.season_new, name="season_new"),
    path(f"{PLAN}seasons/<int:pk>/undo/", plan.season_undo, name="season_undo"),
    path(f"{PLAN}extra/", plan.meeting_new, name="meeting_new"),
    path(f"{PLAN}day/", plan.day_warning, name="day_warning"),
    path(f"{PLAN}days-off/", formats.days_off, name="days_off"),
    path(f"{PLAN}days-off/<int:number>/remove/", formats.days_off_remove, name="days_off_remove"),
    path("installation/days-off/", formats.installation_days_off, name="installation_days_off"),
    path(
        "installation/days-off/<int:number>/remove/",
        formats.installation_days_off_remove,
        name="installation_days_off_remove",
    ),
    path(MEETING, manage.manage, name="manage"),
    path(f"{MEETING}publish/", manage.publish, name="meeting_publish"),
    path(f"{MEETING}unpublish/", manage.unpublish, name="meeting_unpublish"),
    path(f"{MEETING}cancel/", manage.cancel, name="meeting_cancel"),
    path(f"{MEETING}move/", manage.move, name="meeting_move"),
    path(f"{MEETING}copy/", manage.copy, name="meeting_copy"),
    path(f"{MEETING}remove/", manage.remove, name="meeting_remove"),
    path(f"{MEETING}agenda/", agenda.agenda, name="meeting_agenda"),
    path(f"{MEETING}format/", agenda.change_format, name="meeting_format"),
    path(f"{MEETING}talk/", meeting_talk.save_talk, name="meeting_talk"),
    path(f"{MEETING}talk/answered/", meeting_talk.talk_answered, name="talk_answered"),
    path(f"{MEETING}talk/remove/", meeting_talk.remove_talk, name="talk_remove"),
    path(f"{MEETING}tasks/add/", manage.add_task, name="task_add"),
    path(f"{MEETING}tasks/<int:task_pk>/remove/", manage.remove_task, name="task_remove"),
    path(f"{NETWORK}formats/", formats.formats, name="formats"),
    path(f"{NETWORK}formats/new/", formats.format_new, name="format_new"),
    path(f"{NETWORK}formats/<int:pk>/", formats.format_edit, name="format_edit"),
    path(f"{NETWORK}formats/<int:pk>/stop/", formats.format_stop, name="format_stop"),
    path(f"{NETWORK}formats/<int:pk>/use/", formats.format_use, name="format_use"),
    path(f"{NETWORK}topics/", formats.topics, name="topics"),
    path(f"{NETWORK}topics/<int:pk>/", formats.topic_edit, name="topic_edit"),
    path(f"{NETWORK}topics/<int:pk>/remove/", formats.topic_remove, name="topic_remove"),
    path(f"{NETWORK}usual-tasks/", formats.usual_tasks, name="usual_tasks"),
    path(f"{NETWORK}usual-tasks/<int:pk>/remove/", formats.usual_task_remove, name="usual_task_remove"),
    path(f"{NETWORK}venues/", venues.venues, name="venues"),
    path(f"{NETWORK}venues/new/", venues.venue_new, name="venue_new"),
    path(f"{NETWORK}venues/<int:pk>/", venues.venue_edit, name="venue_edit"),
    path(f"{NETWORK}venues/<int:pk>/remove/", venues.venue_remove, name="venue_remove"),
]
