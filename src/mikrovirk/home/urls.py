"""The pages put together from every app: front, network, start, the member's page, this week's ten minutes."""

from django.urls import path

from mikrovirk.home import adding, demo, finding, sign_ins, views
from mikrovirk.home.accessibility import views as accessibility
from mikrovirk.home.bringing import views as bringing
from mikrovirk.home.checkup import views as checkup
from mikrovirk.home.guides import views as guides
from mikrovirk.home.handover import views as handover
from mikrovirk.home.member import own_address
from mikrovirk.home.member import views as member
from mikrovirk.home.open_formats import views as open_formats
from mikrovirk.home.privacy import views as privacy
from mikrovirk.home.trail import views as trail
from mikrovirk.home.week import views as week

app_name = "home"
HANDOVER = "networks/<slug:network_slug>/handover/"
BRING = "networks/<slug:network_slug>/bring/"
TABLE = f"{BRING}table/<int:pk>/"
urlpatterns = [
    path("", views.front, name="front"),
    path("demo/<str:token>/", demo.sign_in, name="demo_sign_in"),
    path("installation/networks/add/", adding.add_network, name="add_network"),
    path("installation/accessibility/", accessibility.write, name="accessibility_here"),
    path("installation/check/", checkup.check, name="check"),
    path("installation/trail/", trail.trail, name="trail"),
    path("installation/sign-ins/", sign_ins.sign_ins, name="sign_ins"),
    path("installation/privacy/", privacy.installation, name="privacy_here"),
    path("installation/privacy/keep/", privacy.keep, name="privacy_keep"),
    path("installation/privacy/<slug:paper>.<slug:ending>", privacy.paper, name="privacy_paper"),
    path("start/", views.start, name="start"),
    path("networks/", finding.networks, name="networks"),
    path("networks/<slug:network_slug>/", views.network, name="network"),
    path("networks/<slug:network_slug>/reports/", views.reports, name="reports"),
    path("networks/<slug:network_slug>/week/", week.this_week, name="week"),
    path(HANDOVER, handover.handover, name="handover"),
    path(f"{HANDOVER}handover.pdf", handover.handover_pdf, name="handover_pdf"),
    path(f"{HANDOVER}take-over/", handover.take_over, name="take_over"),
    path(f"{HANDOVER}contact/", handover.be_contact, name="handover_contact"),
    path(f"{HANDOVER}contact/back/", handover.contact_back, name="handover_contact_back"),
    path(BRING, bringing.choose, name="bring"),
    path(f"{BRING}<slug:subject>/", bringing.file, name="bring_file"),
    path(f"{BRING}columns/<int:pk>/", bringing.member_columns, name="bring_member_columns"),
    path(TABLE, bringing.table, name="bring_table"),
    path(f"{TABLE}columns/", bringing.columns, name="bring_columns"),
    path(f"{TABLE}carry-out/", bringing.carry_out, name="bring_carry_out"),
    path(f"{TABLE}undo/", bringing.undo, name="bring_undo"),
    path(f"{TABLE}rows-to-mend.csv", bringing.set_aside, name="bring_set_aside"),
    path("networks/<slug:network_slug>/take-out/", open_formats.take_out, name="take_out"),
    path("networks/<slug:network_slug>/take-out/network.zip", open_formats.file, name="take_out_file"),
    path("address/<str:token>/", own_address.confirm_address, name="confirm_address"),
    path("me/", member.me, name="me"),
    path("me/seen-by/", trail.seen_by, name="seen_by"),
    path("me/data/", member.my_data, name="my_data"),
    path("me/data/download/", member.export, name="export"),
    path("me/data/my-data.pdf", member.export_pdf, name="export_pdf"),
    path("me/consents/", privacy.consents, name="consents"),
    path("me/consents/<slug:kind>/<int:pk>/withdraw/", privacy.withdraw, name="consent_withdraw"),
    path("me/data/erase/", member.erase, name="erase"),
    path("help/", guides.guides, name="help"),
    path("help/<slug:guide>/", guides.guide, name="guide"),
    path("was/", accessibility.registered, name="accessibility_registered"),
    path("accessibility/", accessibility.accessibility, name="accessibility"),
    path("privacy/", privacy.privacy, name="privacy"),
]
