"""The pages put together from every app: front, network, start, the member's page, this week's ten minutes."""

from django.urls import path

from mikrovirk.home import (
    accessibility_views,
    bringing_views,
    checkup_views,
    demo,
    finding,
    handover_views,
    help_views,
    member_views,
    networks,
    open_views,
    own_address,
    sign_in_views,
    trail_views,
    views,
)

app_name = "home"
HANDOVER = "networks/<slug:network_slug>/handover/"
BRING = "networks/<slug:network_slug>/bring/"
TABLE = f"{BRING}table/<int:pk>/"
urlpatterns = [
    path("", views.front, name="front"),
    path("demo/<str:token>/", demo.sign_in, name="demo_sign_in"),
    path("installation/networks/add/", networks.add_network, name="add_network"),
    path("installation/accessibility/", accessibility_views.write, name="accessibility_here"),
    path("installation/check/", checkup_views.check, name="check"),
    path("installation/trail/", trail_views.trail, name="trail"),
    path("installation/sign-ins/", sign_in_views.sign_ins, name="sign_ins"),
    path("start/", views.start, name="start"),
    path("networks/", finding.networks, name="networks"),
    path("networks/<slug:network_slug>/", views.network, name="network"),
    path("networks/<slug:network_slug>/reports/", views.reports, name="reports"),
    path("networks/<slug:network_slug>/week/", views.this_week, name="week"),
    path(HANDOVER, handover_views.handover, name="handover"),
    path(f"{HANDOVER}handover.pdf", handover_views.handover_pdf, name="handover_pdf"),
    path(f"{HANDOVER}take-over/", handover_views.take_over, name="take_over"),
    path(f"{HANDOVER}contact/", handover_views.be_contact, name="handover_contact"),
    path(f"{HANDOVER}contact/back/", handover_views.contact_back, name="handover_contact_back"),
    path(BRING, bringing_views.choose, name="bring"),
    path(f"{BRING}<slug:subject>/", bringing_views.file, name="bring_file"),
    path(f"{BRING}members/<int:pk>/columns/", bringing_views.member_columns, name="bring_member_columns"),
    path(f"{BRING}columns/<int:pk>/", bringing_views.member_columns, name="bring_member_columns"),
    path(TABLE, bringing_views.table, name="bring_table"),
    path(f"{TABLE}columns/", bringing_views.columns, name="bring_columns"),
    path(f"{TABLE}carry-out/", bringing_views.carry_out, name="bring_carry_out"),
    path(f"{TABLE}undo/", bringing_views.undo, name="bring_undo"),
    path(f"{TABLE}rows-to-mend.csv", bringing_views.set_aside, name="bring_set_aside"),
    path("networks/<slug:network_slug>/take-out/", open_views.take_out, name="take_out"),
    path("networks/<slug:network_slug>/take-out/network.zip", open_views.file, name="take_out_file"),
    path("address/<str:token>/", own_address.confirm_address, name="confirm_address"),
    path("me/", member_views.me, name="me"),
    path("me/seen-by/", trail_views.seen_by, name="seen_by"),
    path("me/data/", member_views.my_data, name="my_data"),
    path("me/data/download/", member_views.export, name="export"),
    path("me/data/erase/", member_views.erase, name="erase"),
    path("help/", help_views.guides, name="help"),
    path("help/<slug:guide>/", help_views.guide, name="guide"),
    path("accessibility/", accessibility_views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
]
