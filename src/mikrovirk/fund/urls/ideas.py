"""The idea box."""

from django.urls import URLPattern, path

from mikrovirk.fund.views import idea_care, ideas

IDEAS = "fund/<slug:fund_slug>/ideas/"
ONE = f"{IDEAS}<int:pk>/"
urlpatterns: list[URLPattern] = [
    path("fund/link/idea/<str:token>/", ideas.idea_confirm, name="idea_confirm"),
    path(IDEAS, ideas.ideas, name="ideas"),
    path(f"{IDEAS}new/", ideas.idea_new, name="idea_new"),
    path(f"{IDEAS}similar/", ideas.similar, name="ideas_similar"),
    path(f"{IDEAS}sent/", ideas.idea_sent, name="idea_sent"),
    path(ONE, ideas.idea, name="idea"),
    path(f"{ONE}pictures/<int:picture_pk>/", ideas.idea_picture, name="idea_picture"),
    path(f"{ONE}support/", ideas.idea_support, name="idea_support"),
    path(f"{ONE}edit/", ideas.idea_edit, name="idea_edit"),
    path(f"{ONE}take-off/", ideas.idea_take_off, name="idea_take_off"),
    path(f"{ONE}put-back/", ideas.idea_put_back, name="idea_put_back"),
    path(f"{ONE}merge/", idea_care.merge, name="idea_merge"),
    path(f"{ONE}take-apart/", idea_care.take_apart, name="idea_take_apart"),
    path(f"{ONE}hide/", idea_care.hide, name="idea_hide"),
    path(f"{ONE}show/", idea_care.show, name="idea_show"),
    path(f"{ONE}word/", idea_care.word, name="idea_word"),
    path(f"{ONE}help-on/", idea_care.help_on, name="idea_help_on"),
]
