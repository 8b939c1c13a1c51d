"""The season planner: what it is told, its runs, the plans and why."""

from django.urls import URLPattern, URLResolver, path

from mikrovirk.voice.views import planner, planner_inputs, season_choosing, season_plans, season_rest

PLANNER = "networks/<slug:network_slug>/planner/"
PLAN = f"{PLANNER}plans/<int:pk>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path(PLANNER, planner.planner, name="planner"),
    path(f"{PLANNER}new/", planner.season_new, name="planner_new"),
    path(f"{PLANNER}speakers/", planner_inputs.speakers, name="planner_speakers"),
    path(f"{PLANNER}speakers/take-over/", planner_inputs.speakers_take_over, name="planner_take_over"),
    path(f"{PLANNER}speakers/new/", planner_inputs.speaker_new, name="planner_speaker_new"),
    path(f"{PLANNER}speakers/<int:pk>/", planner_inputs.speaker, name="planner_speaker"),
    path(f"{PLANNER}speakers/<int:pk>/away/", planner_inputs.speaker_away, name="planner_away"),
    path(f"{PLANNER}speakers/<int:pk>/put-away/", planner_inputs.speaker_put_away, name="planner_put_away"),
    path(f"{PLANNER}speakers/<int:pk>/bring-back/", planner_inputs.speaker_bring_back, name="planner_bring_back"),
    path(f"{PLANNER}away/<int:pk>/remove/", planner_inputs.speaker_here, name="planner_here"),
    path(f"{PLANNER}venues/", planner_inputs.venues, name="planner_venues"),
    path(f"{PLANNER}venues/<int:pk>/", planner_inputs.venue, name="planner_venue"),
    path(f"{PLANNER}venues/<int:pk>/close/", planner_inputs.venue_close, name="planner_close"),
    path(f"{PLANNER}seasons/<int:pk>/", season_rest.rest, name="planner_rest"),
    path(PLAN, season_plans.plan, name="planner_plan"),
    path(f"{PLAN}print/", season_plans.paper, name="planner_paper"),
    path(f"{PLAN}file/", season_plans.file, name="planner_file"),
    path(f"{PLAN}cancel/", season_plans.cancel, name="planner_cancel"),
    path(f"{PLAN}again/", season_plans.again, name="planner_again"),
    path(f"{PLAN}remove/", season_plans.remove, name="planner_remove"),
    path(f"{PLAN}what-if/", season_plans.what_if, name="planner_what_if"),
    path(f"{PLAN}why-not/", season_plans.why_not, name="planner_why_not"),
    path(f"{PLAN}choose/", season_choosing.choose, name="planner_choose"),
    path(f"{PLAN}meetings/<int:number>/", season_choosing.meeting, name="planner_meeting"),
    path(f"{PLAN}meetings/<int:number>/put-back/", season_choosing.put_back, name="planner_put_back"),
    path(f"{PLAN}show/", season_choosing.show_members, name="planner_show"),
    path(f"{PLAN}lay/", season_choosing.lay, name="planner_lay"),
    path(f"{PLAN}move/", season_choosing.move, name="planner_move"),
]
