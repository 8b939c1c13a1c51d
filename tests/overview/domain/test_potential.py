"""The calculator is arithmetic that can be done by hand."""

from mikrovirk.overview.domain.potential import YEARS_AT_MOST, Assumptions, Year, calculated


def test_three_years_by_hand() -> None:
    given = Assumptions(micro=1000, jobs_each=2, more_births=10, survival=0.5, growing=0.01, years=3, tax_each=50_000)
    # Businesses: 10, then 10 / 2 + 10, then 15 / 2 + 10. Hired: 10 more each year.
    assert calculated(given) == [
        Year(1, 10, 30, 1_500_000),
        Year(2, 15, 50, 2_500_000),
        Year(3, 17.5, 65, 3_250_000),
    ]


def test_nothing_supposed_changes_nothing() -> None:
    given = Assumptions(micro=0, jobs_each=1, more_births=0, survival=1, growing=0, years=2)
    assert calculated(given) == [Year(1, 0, 0, 0), Year(2, 0, 0, 0)]


def test_it_never_goes_on_for_longer_than_anybody_can_suppose() -> None:
    given = Assumptions(micro=1, jobs_each=1, more_births=1, survival=1, growing=0, years=400)
    assert len(calculated(given)) == YEARS_AT_MOST
