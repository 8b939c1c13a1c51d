"""Drafts that members comment on."""

from django.urls import path

from mikrovirk.voice.views import (
    consultation_answers,
    consultation_paper,
    consultation_read,
    consultation_versions,
    consultations,
)

ALL = "networks/<slug:network_slug>/consultations/"
ONE = f"{ALL}<int:pk>/"
POINT = f"{ONE}points/<int:point_pk>/"

urlpatterns = [
    path(ALL, consultations.consultations, name="consultations"),
    path(f"{ALL}new/", consultations.new, name="consultation_new"),
    path(f"{ALL}link/<str:token>/", consultation_read.consultation_link, name="consultation_link"),
    path(ONE, consultation_read.consultation, name="consultation"),
    path(f"{ONE}edit/", consultations.edit, name="consultation_edit"),
    path(f"{ONE}points/new/", consultations.point_new, name="consultation_point_new"),
    path(POINT, consultations.point_edit, name="consultation_point"),
    path(f"{POINT}move/", consultations.point_move, name="consultation_point_move"),
    path(f"{POINT}remove/", consultations.point_remove, name="consultation_point_remove"),
    path(f"{ONE}publish/", consultations.publish, name="consultation_publish"),
    path(f"{ONE}changes/", consultations.show_changes, name="consultation_changes"),
    path(f"{ONE}close/", consultations.close, name="consultation_close"),
    path(f"{ONE}remove/", consultations.remove, name="consultation_remove"),
    path(f"{ONE}answers/", consultation_answers.answers, name="consultation_answers"),
    path(f"{ONE}answers/<int:point_pk>/", consultation_answers.answer, name="consultation_answer"),
    path(f"{ONE}comments/<int:comment_pk>/hide/", consultation_answers.hide, name="consultation_hide"),
    path(f"{ONE}adopt/", consultation_answers.adopt, name="consultation_adopt"),
    path(f"{ONE}undo/", consultation_answers.undo, name="consultation_undo"),
    path(f"{ONE}paper/", consultation_paper.paper, name="consultation_paper"),
    path(f"{ONE}paper/sheet.pdf", consultation_paper.sheet, name="consultation_sheet"),
    path(f"{ONE}paper/comments/", consultation_paper.paper_comment, name="consultation_paper_comment"),
    path(
        f"{ONE}paper/comments/<int:comment_pk>/remove/",
        consultation_paper.paper_remove,
        name="consultation_paper_remove",
    ),
    path(f"{ONE}versions/<int:number>/", consultation_versions.version, name="consultation_version"),
    path(f"{ONE}versions/<int:number>.pdf", consultation_versions.version_pdf, name="consultation_version_pdf"),
]
