"""The coordinators' circle: what networks share, what was borrowed, and what coordinators ask each other."""

from django.urls import URLPattern, path

from mikrovirk.landscape.views import circle, circle_borrowed, circle_own, circle_questions

CIRCLE = "networks/<slug:network_slug>/circle/"
OWN, BORROWED, QUESTIONS = f"{CIRCLE}own/", f"{CIRCLE}borrowed/", f"{CIRCLE}questions/"
urlpatterns: list[URLPattern] = [
    path(CIRCLE, circle.circle, name="circle"),
    path(f"{CIRCLE}shared/<int:pk>/", circle.shared, name="circle_shared"),
    path(f"{CIRCLE}shared/<int:pk>/borrow/", circle.borrow, name="circle_borrow"),
    path(OWN, circle_own.own, name="circle_own"),
    path(f"{OWN}share/", circle_own.share, name="circle_share"),
    path(f"{OWN}<int:pk>/revoke/", circle_own.revoke, name="circle_revoke"),
    path(f"{OWN}<int:pk>/again/", circle_own.again, name="circle_again"),
    path(BORROWED, circle_borrowed.borrowed, name="circle_borrowed"),
    path(f"{BORROWED}<int:pk>/give-back/", circle_borrowed.give_back, name="circle_give_back"),
    path(f"{BORROWED}<int:pk>/use/", circle_borrowed.use, name="circle_use"),
    path(f"{BORROWED}<int:pk>/thanks/", circle_borrowed.thanks, name="circle_thanks"),
    path(QUESTIONS, circle_questions.questions, name="circle_questions"),
    path(f"{QUESTIONS}<int:pk>/", circle_questions.question, name="circle_question"),
    path(f"{QUESTIONS}<int:pk>/settle/", circle_questions.settle, name="circle_settle"),
    path(f"{QUESTIONS}<int:pk>/remove/", circle_questions.remove, name="circle_remove"),
    path(f"{QUESTIONS}<int:pk>/answers/<int:answer_pk>/remove/", circle_questions.remove_answer, name="circle_unsay"),
    path("circle/questions/<int:pk>/", circle_questions.link, name="circle_link"),
]
