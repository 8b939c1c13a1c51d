"""The funds as everybody sees them, and the office of a fund: what waits, calls, money, people."""

from django.urls import URLPattern, path

from mikrovirk.fund.views import call_edit, fund_edit, funds, ledger, office, office_calls

OFFICE = "fund/<slug:fund_slug>/office/"
CALL = f"{OFFICE}calls/<int:pk>/"
urlpatterns: list[URLPattern] = [
    path("fund/", funds.funds, name="funds"),
    path("fund/new/", fund_edit.fund_new, name="fund_new"),
    path("fund/<slug:fund_slug>/", funds.fund, name="fund"),
    path("fund/<slug:fund_slug>/calls/<int:pk>/", funds.call, name="call"),
    path(OFFICE, office.office, name="office"),
    path(f"{OFFICE}fund/", fund_edit.fund_edit, name="fund_edit"),
    path(f"{OFFICE}fund/close/", fund_edit.fund_close, name="fund_close"),
    path(f"{OFFICE}people/", fund_edit.role_give, name="role_give"),
    path(f"{OFFICE}people/<int:pk>/end/", fund_edit.role_end, name="role_end"),
    path(f"{OFFICE}calls/", office_calls.office_calls, name="office_calls"),
    path(f"{OFFICE}calls/new/", call_edit.call_new, name="call_new"),
    path(CALL, office_calls.office_call, name="office_call"),
    path(f"{CALL}edit/", call_edit.call_edit, name="call_edit"),
    path(f"{CALL}open/", office_calls.call_open, name="call_open"),
    path(f"{CALL}close/", office_calls.call_close, name="call_close"),
    path(f"{CALL}more-time/", office_calls.call_more_time, name="call_more_time"),
    path(f"{CALL}call-off/", office_calls.call_off, name="call_off"),
    path(f"{CALL}copy/", office_calls.call_copy, name="call_copy"),
    path(f"{CALL}throw-away/", office_calls.call_throw_away, name="call_throw_away"),
    path(f"{CALL}shares/<int:share_pk>/lift/", office_calls.share_lift, name="share_lift"),
    path(f"{CALL}take-back/", ledger.money_take_back, name="money_take_back"),
    path(f"{OFFICE}ledger/", ledger.ledger, name="ledger"),
    path(f"{OFFICE}ledger/put-in/", ledger.money_put_in, name="money_put_in"),
    path(f"{OFFICE}ledger/take-out/", ledger.money_take_out, name="money_take_out"),
    path(f"{OFFICE}ledger.csv", ledger.ledger_csv, name="ledger_csv"),
    path(f"{OFFICE}ledger.json", ledger.ledger_json, name="ledger_json"),
]
