import json
from datetime import date
from itertools import islice
from pathlib import Path

import pytest

from mikrovirk.directory.domain.cvr import is_valid_cvr
from mikrovirk.register import made_up
from mikrovirk.register.domain.before_2007 import of_today
from mikrovirk.register.made_up.employment import interval
from mikrovirk.register.made_up.lives import lives

UNTIL = date(2026, 11, 1)


def made(count: int, seed: int = 4) -> list[dict]:
    return list(made_up.documents(count, seed=seed, until=UNTIL))


def test_the_same_seed_gives_the_same_documents_and_another_one_others() -> None:
    assert made(30) == made(60)[:30]
    assert made(30) != made(30, seed=5)


def test_each_company_is_followed_by_its_places() -> None:
    documents = made(300)
    for document in documents:
        if company := document.get("Vrvirksomhed"):
            cvr, expected = company["cvrNummer"], [each["pNummer"] for each in company["penheder"]]
            assert is_valid_cvr(str(cvr))
        else:
            place = document["VrproduktionsEnhed"]
            assert place["virksomhedsrelation"][0]["cvrNummer"] == cvr
            assert place["pNummer"] in expected
    assert {len(document) for document in documents} == {1}


def test_shares_of_forms_and_of_places_are_those_of_the_register() -> None:
    everyone = list(islice(lives(seed=1, municipalities=("0390",), until=UNTIL), 4000))
    sole = sum(life.form in ("10", "15") for life in everyone) / len(everyone)
    one_place = sum(len(life.places) == 1 for life in everyone) / len(everyone)
    alive = sum(life.ended is None for life in everyone) / len(everyone)
    assert sole == pytest.approx(0.49, abs=0.03)
    assert one_place == pytest.approx(0.985, abs=0.01)
    assert 0.3 < alive < 0.5


def test_stays_follow_each_other_without_a_gap_within_the_life() -> None:
    for life in islice(lives(seed=2, municipalities=("0390", "0376"), until=UNTIL), 500):
        assert life.stays[0].since == life.started
        assert life.stays[-1].until == life.ended
        for earlier, later in zip(life.stays, life.stays[1:], strict=False):
            assert earlier.until
            assert (later.since - earlier.until).days == 1
        assert set(life.employed) <= set(range(life.started.year, UNTIL.year + 1))


def test_addresses_that_ended_before_2007_have_the_codes_of_that_time() -> None:
    codes = {
        f"{address['kommune']['kommuneKode']:04}"
        for document in made(2000)
        for unit in document.values()
        for address in unit["beliggenhedsadresse"]
        if (address["periode"]["gyldigTil"] or "9") < "2007"
    }
    assert {code for code in codes if of_today(code) == "0390"} == {"0361", "0365", "0377", "0397"}


def test_intervals_are_the_registers_own() -> None:
    assert [interval(number) for number in (0, 1, 4, 5, 10, 250, 5000)] == [
        "ANTAL_0_0",
        "ANTAL_1_1",
        "ANTAL_2_4",
        "ANTAL_5_9",
        "ANTAL_10_19",
        "ANTAL_200_499",
        "ANTAL_1000_999999",
    ]


def test_written_as_one_document_a_line(tmp_path: Path) -> None:
    file = tmp_path / "made-up.ndjson"
    size = made_up.write_lines(file, 20, seed=4, until=UNTIL)
    lines = file.read_text("utf-8").splitlines()
    assert (size, [json.loads(line) for line in lines]) == (file.stat().st_size, made(20))


def test_the_keys_are_those_of_the_real_documents(shared_data: Path) -> None:
    samples = shared_data / "register" / "cvr"
    for name, key in (("magenta_company_in.json", "Vrvirksomhed"), ("magenta_unit.json", "VrproduktionsEnhed")):
        hits = json.loads((samples / name).read_text("utf-8"))["hits"]["hits"]
        real = hits[0]["_source"][key]
        ours = next(each[key] for each in made(50) if key in each)
        assert set(real) - set(ours) == set()
        assert {type(ours[each]) for each in ("livsforloeb", "hovedbranche")} == {list}
        assert set(real["beliggenhedsadresse"][0]) == set(ours["beliggenhedsadresse"][0])
