"""Asking everybody: the coordinator's pages, and the page a member answers on without signing in."""

from django.urls import path

from mikrovirk.voice.views import answering, rounds, rounds_edit, rounds_typed

HERE = "networks/<slug:network_slug>/voice/rounds/"
urlpatterns = [
    path(HERE, rounds.rounds, name="rounds"),
    path(f"{HERE}new/", rounds_edit.new, name="round_new"),
    path(f"{HERE}<int:pk>/", rounds.round, name="round"),
    path(f"{HERE}<int:pk>/edit/", rounds_edit.edit, name="round_edit"),
    path(f"{HERE}<int:pk>/preview/", rounds.preview, name="round_preview"),
    path(f"{HERE}<int:pk>/send/", rounds.send, name="round_send"),
    path(f"{HERE}<int:pk>/take-back/", rounds.take_back, name="round_take_back"),
    path(f"{HERE}<int:pk>/remove/", rounds.remove, name="round_remove"),
    path(f"{HERE}<int:pk>/copy/", rounds.copy, name="round_copy"),
    path(f"{HERE}<int:pk>/close/", rounds.close, name="round_close"),
    path(f"{HERE}<int:pk>/extend/", rounds.extend, name="round_extend"),
    path(f"{HERE}<int:pk>/remind/", rounds.remind, name="round_remind"),
    path(f"{HERE}<int:pk>/missing/", rounds.missing, name="round_missing"),
    path(f"{HERE}<int:pk>/type-in/", rounds_typed.type_in, name="round_type_in"),
    path(f"{HERE}<int:pk>/type-in/<int:input_pk>/undo/", rounds_typed.untype, name="round_untype"),
    path(f"{HERE}<int:pk>/unsure/<int:input_pk>/", rounds_typed.unsure, name="round_unsure"),
    path("a/<str:token>/", answering.answer, name="answer"),
]
