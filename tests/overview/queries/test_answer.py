"""What `mikrovirk register overview --json` says."""

import json
from datetime import date
from typing import Any

import pytest

from mikrovirk.config.command import main
from mikrovirk.overview.domain.definitions import DEFINITIONS
from tests.factories.register import company, write_copy


@pytest.mark.django_db
def test_every_indicator_with_name_value_and_definition(settings: Any, tmp_path: Any, capsys: Any) -> None:
    settings.DATA = tmp_path
    write_copy(company("10000001", employed=(2, 4)), company("10000002", employed=(12, 12)), as_of=date(2026, 11, 1))
    assert main(["register", "overview", "--municipality", "0390", "--as-of", "2026-06-30", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert {key: value for key, value in answer.items() if key != "indicators"} == {
        "municipality": "0390",
        "country": "DK",
        "as_of": "2026-06-30",
        "copy_as_of": "2026-11-01",
        "period": {"from": "2025-07-01", "before": "2026-07-01"},
    }
    assert [row["definition"] for row in answer["indicators"]] == list(DEFINITIONS)
    found = {row["definition"]: row for row in answer["indicators"]}
    assert found["micro_share_of_jobs"] == {
        "name": "Micro-businesses' share of the jobs",
        "value": 0.2,
        "definition": "micro_share_of_jobs",
        "unit": "share",
        "of": 15,
        "preliminary": False,
        "parts": [],
    }
    assert found["by_place"]["parts"] == [{"key": ["4760"], "value": 1, "of": 2}]
    assert found["survival"]["value"] is None  # nobody in this register ever ended
    with pytest.raises(SystemExit) as ended:  # lines for people, and no table of rows after them
        main(["register", "overview", "--municipality", "0390", "--as-of", "2026-06-30"])
    assert ended.value.code == 0
    assert "  Micro-businesses: 1" in capsys.readouterr().out
