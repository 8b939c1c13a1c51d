"""Goals, newcomers, the public page for those who move here, potential, memos and reports."""

from django.urls import URLPattern, path

from mikrovirk.overview.views import (
    arrivals,
    fact_sheet,
    goal_parts,
    goals,
    hosting,
    move_here,
    move_pages,
    newcomers,
    potential,
    reports,
)

OF = "overview/<str:code>"
GOAL = f"{OF}/goals/<int:pk>"
INDICATOR = f"{GOAL}/indicators/<int:indicator_pk>"
ACTIVITY = f"{GOAL}/activities/<int:activity_pk>"
PAGES = f"{OF}/move-here"
urlpatterns: list[URLPattern] = [
    path(f"{OF}/goals/", goals.goals, name="goals"),
    path(f"{OF}/goals/new/", goals.goal_new, name="goal_new"),
    path(f"{GOAL}/", goals.goal, name="goal"),
    path(f"{GOAL}/edit/", goals.goal_edit, name="goal_edit"),
    path(f"{GOAL}/close/", goals.goal_close, name="goal_close"),
    path(f"{GOAL}/remove/", goals.goal_remove, name="goal_remove"),
    path(f"{GOAL}/indicators/new/", goal_parts.indicator_new, name="goal_indicator_new"),
    path(f"{INDICATOR}/", goal_parts.indicator_edit, name="goal_indicator_edit"),
    path(f"{INDICATOR}/reading/", goal_parts.reading, name="goal_reading"),
    path(f"{GOAL}/activities/new/", goal_parts.activity_new, name="goal_activity_new"),
    path(f"{ACTIVITY}/", goal_parts.activity_edit, name="goal_activity_edit"),
    path(f"{ACTIVITY}/state/", goal_parts.activity_state, name="goal_activity_state"),
    path(f"{OF}/newcomers/", newcomers.newcomers, name="newcomers"),
    path(f"{OF}/newcomers/new/", newcomers.newcomer_new, name="newcomer_new"),
    path(f"{OF}/newcomers/<int:pk>/", newcomers.newcomer, name="newcomer"),
    path(f"{OF}/newcomers/<int:pk>/step/", newcomers.newcomer_step, name="newcomer_step"),
    path(f"{OF}/newcomers/<int:pk>/forget/", newcomers.newcomer_forget, name="newcomer_forget"),
    path(f"{PAGES}/", move_pages.move_pages, name="move_pages"),
    path(f"{PAGES}/edit/", move_pages.move_page_edit, name="move_page_edit"),
    path(f"{PAGES}/villages/new/", move_pages.village_new, name="village_new"),
    path(f"{PAGES}/villages/<int:pk>/", move_pages.village_edit, name="village_edit"),
    path(f"{PAGES}/<int:pk>/publish/", move_pages.move_page_publish, name="move_page_publish"),
    path(f"{PAGES}/<int:pk>/poster.pdf", move_pages.poster, name="move_here_poster"),
    path(f"{PAGES}/premises/new/", move_pages.premises_new, name="premises_new"),
    path(f"{PAGES}/premises/<int:pk>/", move_pages.premises_edit, name="premises_edit"),
    path(f"{PAGES}/premises/<int:pk>/remove/", move_pages.premises_remove, name="premises_remove"),
    path(f"{OF}/potential/", potential.potential, name="potential"),
    path(f"{OF}/reports/", reports.reports, name="reports"),
    path(f"{OF}/memo/", reports.memo, name="memo"),
    path(f"{OF}/memo/memo.<str:ending>", reports.memo_file, name="memo_file"),
    path(f"{OF}/fact-sheet/<int:pk>/", fact_sheet.fact_sheet, name="fact_sheet"),
    path(f"{OF}/fact-sheet/<int:pk>/sheet.<str:ending>", fact_sheet.fact_sheet_file, name="fact_sheet_file"),
    path(f"{OF}/fact-sheet/<int:pk>/show/", fact_sheet.fact_sheet_show, name="fact_sheet_show"),
    path(f"{OF}/yearly/", reports.yearly, name="yearly"),
    path(f"{OF}/yearly/<int:year>.<str:ending>", reports.yearly_file, name="yearly_file"),
    path(f"{OF}/reports/keep/", reports.keep, name="report_keep"),
    path("move-here/<str:code>/", move_here.move_here, name="move_here"),
    path("move-here/<str:code>/thanks/", move_here.thanks, name="move_here_thanks"),
    path("move-here/<str:code>/<slug:place>/", move_here.move_here, name="move_here_village"),
    path("networks/<slug:network_slug>/invite/new-here/", arrivals.new_here, name="invite_new_here"),
    path("me/newcomers/", hosting.my_newcomers, name="my_newcomers"),
    path("me/newcomers/<int:pk>/", hosting.my_newcomer_step, name="my_newcomer_step"),
    path("networks/<slug:network_slug>/welcome-newcomers/", hosting.host, name="host"),
]
