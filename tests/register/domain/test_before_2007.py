from mikrovirk.register.domain.before_2007 import named_at_any_time, of_today, old_municipalities
from mikrovirk.register.domain.municipalities import MUNICIPALITIES


def test_every_old_municipality_lies_in_one_of_today() -> None:
    old = old_municipalities()
    assert {each.part_of for each in old.values()} <= set(MUNICIPALITIES)
    assert set(old) & set(MUNICIPALITIES) == set()
    # 275 there were until 2002, of which 51 kept their code for the one of today.
    assert len(old) == 275 - 51


def test_the_two_of_the_example_region_and_what_they_were_made_of() -> None:
    made_of = {
        code: sorted(each.name for each in old_municipalities().values() if each.part_of == code)
        for code in ("0390", "0376")
    }
    assert made_of == {
        "0390": ["Langebæk", "Møn", "Præstø", "Vordingborg"],
        "0376": ["Nykøbing Falster", "Nysted", "Nørre Alslev", "Sakskøbing", "Stubbekøbing", "Sydfalster"],
    }


def test_a_code_of_any_time_as_the_register_writes_it() -> None:
    assert [of_today(code) for code in ("553", "0365", "0390", "0707", "9999")] == [
        "0573",
        "0390",
        "0390",
        "0707",
        "9999",
    ]
    assert [named_at_any_time(code) for code in ("0553", 390, "0999")] == ["Blåbjerg", "Vordingborg", "0999"]
