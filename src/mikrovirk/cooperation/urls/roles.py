"""Who does what: for everybody, for the parties, and behind a party's own link."""

from django.urls import URLPattern, path

from mikrovirk.cooperation.views import area, carrying, draft, parties, roles, signing

OF = "cooperation/<str:code>/roles/"
TASKS = f"{OF}tasks/"
TASK = f"{TASKS}<int:pk>/"
PARTIES = f"{OF}parties/"
urlpatterns: list[URLPattern] = [
    path("cooperation/", area.choose, name="choose"),
    path("cooperation/link/<str:token>/", signing.party_link, name="party_link"),
    path("cooperation/meetings/<int:pk>/", carrying.of_meeting, name="of_meeting"),
    path("cooperation/<str:code>/", area.area, name="area"),
    path(OF, roles.roles, name="roles"),
    path(f"{OF}begin/", draft.begin, name="roles_begin"),
    path(f"{OF}draft/", draft.draft, name="roles_draft"),
    path(f"{OF}draft/comment/", draft.comment, name="roles_comment"),
    path(f"{OF}draft/comments/<int:pk>/", draft.comment_settle, name="roles_comment_settle"),
    path(f"{OF}draft/put-out/", signing.put_out, name="roles_put_out"),
    path(f"{OF}sign/", signing.sign, name="roles_sign"),
    path(f"{OF}sign/step/", signing.step, name="roles_sign_step"),
    path(f"{OF}versions/<int:number>/", roles.version, name="roles_version"),
    path(f"{OF}reality/", roles.reality, name="roles_reality"),
    path(f"{OF}a3/", roles.sheet, name="roles_sheet"),
    path(PARTIES, parties.parties, name="roles_parties"),
    path(f"{PARTIES}new/", parties.party_new, name="party_new"),
    path(f"{PARTIES}<int:pk>/", parties.party_edit, name="party_edit"),
    path(f"{PARTIES}<int:pk>/step/", parties.party_step, name="party_step"),
    path(f"{TASKS}new/", draft.task_new, name="task_new"),
    path(TASK, roles.task, name="task"),
    path(f"{TASK}edit/", draft.task_edit, name="task_edit"),
    path(f"{TASK}step/", draft.task_step, name="task_step"),
    path(f"{TASK}parts/", draft.parts, name="task_parts"),
    path(f"{TASK}carried/new/", carrying.carried_new, name="carried_new"),
    path(f"{TASK}carried/<int:carried_pk>/remove/", carrying.carried_remove, name="carried_remove"),
]
