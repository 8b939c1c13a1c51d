"""Meetings that two networks hold together: asking, answering, leaving it."""

from django.urls import URLPattern, URLResolver, path

from mikrovirk.programme.urls.plan import MEETING, PLAN
from mikrovirk.programme.views import joint

urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{MEETING}together/", joint.together, name="together"),
    path(f"{MEETING}together/<int:partner_pk>/end/", joint.end, name="together_end"),
    path(f"{PLAN}joint/<int:pk>/", joint.joint, name="joint"),
    path(f"{PLAN}joint/<int:pk>/leave/", joint.leave, name="joint_leave"),
]
