"""Conferences: for everybody, for those who hold them, and behind the links of tables and of who promised something."""

from django.urls import URLPattern, path

from mikrovirk.cooperation.views import (
    conference_keep,
    conference_outcome,
    conference_promise,
    conference_tables,
    conference_wishes,
    conferences,
)

OF = "cooperation/<str:code>/conferences/"
ONE = f"{OF}<int:pk>/"
WISHES = f"{ONE}wishes/"
TABLE = f"{ONE}tables/<int:table_pk>/"
CONCLUSIONS = f"{ONE}outcome/conclusions/"
PROMISES = f"{ONE}outcome/promises/"
PROMISE = f"{PROMISES}<int:promise_pk>/"
urlpatterns: list[URLPattern] = [
    path("conferences/", conferences.all_conferences, name="conferences_all"),
    path("conferences/<int:pk>/", conferences.conference, name="conference"),
    path("conferences/<int:pk>/carry/", conferences.carry, name="conference_carry"),
    path("conferences/table/<str:token>/", conference_tables.table_link, name="conference_table_link"),
    path("conferences/promise/<str:token>/", conference_promise.promise_link, name="conference_promise_link"),
    path(OF, conferences.conferences, name="conferences"),
    path(f"{OF}new/", conference_keep.new, name="conference_new"),
    path(ONE, conference_keep.keep, name="conference_keep"),
    path(f"{ONE}edit/", conference_keep.edit, name="conference_edit"),
    path(f"{ONE}ask/", conference_keep.ask, name="conference_ask"),
    path(f"{ONE}step/", conference_keep.step, name="conference_step"),
    path(f"{ONE}cancel/", conference_keep.cancel, name="conference_cancel"),
    path(WISHES, conference_wishes.wishes, name="conference_wishes"),
    path(f"{WISHES}new/", conference_wishes.wish_new, name="conference_wish_new"),
    path(f"{WISHES}bring/", conference_wishes.bring, name="conference_bring"),
    path(f"{WISHES}bring/along/", conference_wishes.bring_along, name="conference_bring_along"),
    path(f"{WISHES}<int:wish_pk>/", conference_wishes.wish, name="conference_wish"),
    path(f"{ONE}tables/", conference_tables.tables, name="conference_tables"),
    path(f"{ONE}tables/tables.pdf", conference_tables.tables_paper, name="conference_tables_paper"),
    path(TABLE, conference_tables.table, name="conference_table"),
    path(f"{TABLE}step/", conference_tables.table_step, name="conference_table_step"),
    path(f"{TABLE}link.svg", conference_tables.table_qr, name="conference_table_qr"),
    path(f"{ONE}tables/notes/<int:note_pk>/step/", conference_tables.note_step, name="conference_note_step"),
    path(f"{ONE}outcome/", conference_outcome.outcome, name="conference_outcome"),
    path(f"{CONCLUSIONS}new/", conference_outcome.conclusion_new, name="conference_conclusion_new"),
    path(f"{CONCLUSIONS}<int:conclusion_pk>/", conference_outcome.conclusion, name="conference_conclusion"),
    path(f"{PROMISES}new/", conference_outcome.promise_new, name="conference_promise_new"),
    path(PROMISE, conference_outcome.promise, name="conference_promise"),
    path(f"{PROMISE}edit/", conference_outcome.promise_edit, name="conference_promise_edit"),
    path(f"{PROMISE}step/", conference_outcome.promise_step, name="conference_promise_step"),
]
