"""Which recorded sign-ups the forecast and the warnings were chosen on, and which they are judged on.

Fixed before any number of sign-ups was looked at, from `meetings.csv` alone: the series with odd numbers, each up to the date on
which three fifths of its meetings had been held. The dates of the series are shifted by random numbers of weeks, each its own, so
that one date for all would mean nothing. Everything else – the later part of these series, and the other series whole – is
only looked at to print the figures.
"""

from datetime import date

CHOSEN_BEFORE = {  # series: choices may look at what happened before this date
    "1": date(2012, 11, 24),
    "3": date(2012, 9, 20),
    "5": date(2015, 4, 24),
    "7": date(2016, 8, 15),
    "9": date(2015, 9, 10),
    "11": date(2017, 2, 27),
    "13": date(2016, 9, 11),
}
