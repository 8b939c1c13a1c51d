"""De minimis aid on pages: assessed, asked for, declared, reckoned, told to the register."""

import csv
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.fund.models import AidDeclaration, AidGrant, Application, EuroRate, FundRole
from mikrovirk.fund.queries import de_minimis as queries
from mikrovirk.fund.services import de_minimis as services
from mikrovirk.mailing.models import Message
from tests import factories
from tests.factories.fund import make_application, make_call, make_fund, make_fund_role
from tests.fund.aid import AID, CVR, OTHER, declare

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Application:
    return make_application(make_call(make_fund()), factories.person("Karen Holm"), cvr=CVR)


def address(case: Application, name: str) -> str:
    return reverse(f"fund:{name}", args=[case.call.fund.slug, case.pk])


def office(case: Application, name: str, *more: object) -> str:
    return reverse(f"fund:{name}", args=[case.call.fund.slug, *more])


def text_of(answer: Any) -> str:
    return str(answer.content.decode().replace("\xa0", " "))


def handled(client: Client, case: Application, role: str = FundRole.Name.CASEWORKER) -> User:
    somebody = factories.user()
    make_fund_role(case.call.fund, somebody, role)
    client.force_login(somebody)
    return somebody


def assessed(case: Application) -> Application:
    services.assess(case, AID, reason="Et marked i konkurrence med andre.", by=factories.user(), at=timezone.now())
    return case


YES_TO_ALL = dict.fromkeys(("is_undertaking", "has_advantage", "is_selective", "affects_trade"), "yes")


def test_a_caseworker_assesses_with_a_reason(client: Client, case: Application) -> None:
    handled(client, case)
    assert "Ingen har vurderet endnu" in text_of(client.get(address(case, "case")))
    given = {**YES_TO_ALL, "is_excluded": "no", "in_kind": "1.000", "industry_code": "90.01"}
    assert queries.assessment_of(case) is None
    assert "Hvorfor?" in text_of(client.post(address(case, "case_aid"), given))
    client.post(address(case, "case_aid"), {**given, "reason": "Et marked i konkurrence med andre."})
    kept = queries.assessment_of(case)
    assert (kept.finding, kept.in_kind, kept.industry_code) == ("de-minimis", 1_000_00, "90.01")
    page = text_of(client.get(address(case, "case")))
    for words in ("De minimis-støtte", "Et marked i konkurrence", "ikke erklæret tidligere støtte"):
        assert words in page


@pytest.mark.parametrize("role", [None, FundRole.Name.ASSESSOR, FundRole.Name.BOOKKEEPER])
def test_others_do_not_assess(client: Client, case: Application, role: str | None) -> None:
    if role:
        handled(client, case, role)
    else:
        client.force_login(factories.user())
    assert client.get(address(case, "case_aid")).status_code == 404
    assert client.get(office(case, "office_aid")).status_code == 404
    assert client.get(office(case, "office_aid_csv")).status_code == 404


def test_the_applicant_is_asked_and_declares(client: Client, case: Application) -> None:
    handled(client, assessed(case))
    client.post(address(case, "case_aid_ask"))
    [mail] = Message.objects.filter(kind="fund.aid_declaration")
    assert mail.user == case.applicant.user
    client.force_login(case.applicant.user)
    page = text_of(client.get(address(case, "application")))
    assert address(case, "aid_declare") in page
    assert 'value="25313763"' in text_of(client.get(address(case, "aid_declare"))).replace(" ", "")
    given = {
        "cvr": CVR,
        "business_name": "Holms Hus",
        "name": "Karen Holm",
        "agreed": "on",
        "linked-count": "1",
        "linked0-name": "Linds Lager",
        "linked0-cvr": OTHER,
        "earlier-count": "1",
        "earlier0-authority": "Region Sjælland",
        "earlier0-granted_date": "2026-01-15",
        "earlier0-amount": "10.000",
        "earlier0-currency": "EUR",
        "earlier0-cvr": "",
        "do": "save",
    }
    assert client.post(address(case, "aid_declare"), given)["Location"] == address(case, "application")
    kept = queries.declaration_of(case)
    assert (kept.cvr, kept.name, [row.cvr for row in kept.linked.all()]) == (CVR, "Karen Holm", [OTHER])
    assert [(row.amount, row.currency, row.cvr) for row in kept.earlier.all()] == [(10_000_00, "EUR", CVR)]
    assert "urigtige oplysninger kan straffes" in kept.wording
    assert "Region Sjælland" in text_of(client.get(address(case, "aid_declare")))


def test_rows_are_added_without_losing_what_was_typed_and_nothing_is_declared_by_it(
    client: Client, case: Application
) -> None:
    client.force_login(case.applicant.user)
    page = text_of(
        client.post(
            address(case, "aid_declare"),
            {"cvr": CVR, "business_name": "Holms Hus", "linked-count": "0", "earlier-count": "0", "do": "linked:add"},
        )
    )
    assert 'name="linked0-cvr"' in page
    assert "Holms Hus" in page
    assert not AidDeclaration.objects.exists()


@pytest.mark.parametrize("missing", ["agreed", "cvr", "name"])
def test_without_all_of_it_nothing_is_declared(client: Client, case: Application, missing: str) -> None:
    client.force_login(case.applicant.user)
    given = {"cvr": CVR, "business_name": "Holms Hus", "name": "Karen", "agreed": "on", "do": "save"}
    given |= {"linked-count": "0", "earlier-count": "0"}
    del given[missing]
    assert client.post(address(case, "aid_declare"), given).status_code == 200
    assert not AidDeclaration.objects.exists()


def test_only_who_applies_declares(client: Client, case: Application) -> None:
    client.force_login(factories.user())
    assert client.get(address(case, "aid_declare")).status_code == 404
    handled(client, case)
    assert client.get(address(case, "aid_declare")).status_code == 404


def test_the_case_says_what_room_there_is(client: Client, case: Application) -> None:
    handled(client, assessed(case))
    declare(case, case.applicant.user)
    services.set_rate(
        timezone.localdate(),
        queries.EuroRate._meta.get_field("dkk_per_100_eur").to_python("746.06"),
        source="Danmarks Nationalbank",
        by=None,
        at=timezone.now(),
    )
    page = text_of(client.get(address(case, "case")))
    assert "1.340,38 euro" in page  # 10,000 kroner at 746.06
    assert "300.000,00 euro" in page


def test_the_rate_is_written_down_and_shown(client: Client, case: Application) -> None:
    handled(client, case)
    page = office(case, "office_aid")
    assert "ingen kurs for i dag" in text_of(client.get(page))
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    given = {"dkk_per_100_eur": "746,06", "source": "Danmarks Nationalbank"}
    assert "ikke kommet endnu" in text_of(client.post(page, {**given, "date": tomorrow}))
    client.post(page, {**given, "date": timezone.localdate().isoformat()})
    assert str(EuroRate.objects.get().dkk_per_100_eur) == "746.0600"
    assert "746,0600" in text_of(client.get(page))


def granted(case: Application) -> AidGrant:
    assessed(case)
    declare(case, case.applicant.user)
    now = timezone.now()
    EuroRate.objects.get_or_create(
        date=timezone.localdate(), defaults={"dkk_per_100_eur": "746.06", "source": "Danmarks Nationalbank"}
    )
    made = services.grant(case, 10_000_00, by=None, at=now)
    assert made
    return made


def test_what_was_granted_is_exported_and_noted_as_told(client: Client, case: Application) -> None:
    made = granted(case)
    handled(client, case)
    page = text_of(client.get(office(case, "office_aid")))
    for words in ("Holms Hus", "10.000 kr.", "1.340,38 euro", "NACE-kode mangler"):
        assert words in page
    lines = list(csv.DictReader(StringIO(client.get(office(case, "office_aid_csv")).content.decode())))
    assert [(line["beneficiary_identifier"], line["aid_amount_eur"]) for line in lines] == [(CVR, "1340.38")]
    told = office(case, "office_aid_registered", made.pk)
    assert "Skriv registerets reference" in text_of(client.post(told, follow=True))
    assert "Skriv" not in text_of(client.post(told, {"industry_code": "90.01"}, follow=True))
    [line] = csv.DictReader(StringIO(client.get(office(case, "office_aid_csv")).content.decode()))
    assert (line["sector_nace"], line["registered_date"]) == ("90.01", "")
    client.post(told, {"reference": "DK-17"})
    assert "DK-17" in text_of(client.get(office(case, "office_aid")))
    assert client.post(told, {"reference": "DK-18"}).status_code == 404
    empty = client.get(office(case, "office_aid_csv")).content.decode().splitlines()
    everything = client.get(office(case, "office_aid_csv"), {"all": ""}).content.decode().splitlines()
    assert (len(empty), len(everything)) == (1, 2)


def test_what_is_to_be_told_waits_for_the_caseworker(client: Client, case: Application) -> None:
    made = granted(case)
    handled(client, case)
    page = text_of(client.get(office(case, "office")))
    assert "skal indberettes til det centrale register" in page
    assert office(case, "office_aid") in page
    services.mark_registered(made, reference="DK-17", by=factories.user(), on=timezone.localdate())
    assert "det centrale register" not in text_of(client.get(office(case, "office")))


def test_the_applicant_reads_what_they_were_granted_under(client: Client, case: Application) -> None:
    granted(case)
    client.force_login(case.applicant.user)
    assert "de minimis-støtte på 1.340,38 euro" in text_of(client.get(address(case, "application")))
