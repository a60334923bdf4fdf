import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.formats.simile.simile_dates import counts_years_back, geological_date, is_in_words, simile_date
from timeline_app.model import calendar
from timeline_app.model.edtf import EdtfError

WEEKDAYS = "Mon Tue Wed Thu Fri Sat Sun".split()
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        # JavaScript
        ("Fri Nov 22 1963 12:30:00 GMT-0600", "1963-11-22T12:30:00-06:00"),
        ("Fri Nov 22 1963 12:30:00 GMT-0600 (Central Standard Time)", "1963-11-22T12:30:00-06:00"),
        ("May 28 2006 09:00:00 GMT", "2006-05-28T09:00:00Z"),
        ("Jan 01 1977 00:00:00 UTC+2", "1977-01-01T00:00:00+02:00"),
        ("Fri, 22 Nov 1963 12:30:00 GMT", "1963-11-22T12:30:00Z"),
        ("Fri Nov 22 12:30:00 CST 1963", "1963-11-22T12:30:00-06:00"),
        ("November 22, 1963 3:30 PM", "1963-11-22T15:30"),
        ("22 November 1963", "1963-11-22"),
        ("05/06/2023", "2023-05-06"),
        ("25/06/2023", "2023-06-25"),
        ("Mar 15 44 BCE", "-0043-03-15"),
        ("Jan 01 -500 00:00:00 GMT", "-0500-01-01T00:00:00Z"),
        # ISO 8601 and EDTF
        ("2006-05-28T09:00:00Z", "2006-05-28T09:00:00Z"),
        ("2006-05-28 09:00:00", "2006-05-28T09:00:00"),
        ("20060528", "2006-05-28"),
        ("2006-05", "2006-05"),
        ("1985~", "1985~"),
        # Years
        ("1840", "1840"),
        ("84", "0084"),
        ("-500", "-0500"),
        ("500 BC", "-0499"),
        ("500 B.C.", "-0499"),
        ("1 BCE", "0000"),
        ("65,000,000 BCE", "Y-64999999"),
        ("-65000000", "Y-65000000"),
        ("1950 AD", "1950"),
        ("65 Ma", "Y-65000000S2~"),
        # In words
        ("c. 1850", "1850~"),
        ("?1850", "1850?"),
    ],
)
def test_dates_of_all_kinds_are_read(text, edtf):
    assert str(simile_date(text)) == edtf


@pytest.mark.parametrize(
    "text",
    ["", "?", "Feb 30 2006", "Nov 22 63", "May 28 2006 25:00:00", "2000-2005", "x" * 10**6, "?" * 10**6, "99999-99-99"],
)
def test_what_names_no_date_or_several_is_refused(text):
    with pytest.raises(EdtfError):
        simile_date(text)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("115", "Y-115000000S3~"),
        ("66.5", "Y-66500000S3~"),
        ("?70", "Y-70000000S2%"),
        ("0", "2000~"),
        ("0.01", "-7999~"),
    ],
)
def test_millions_of_years_ago_are_as_exact_as_their_digits(text, edtf):
    assert str(geological_date(text)) == edtf


@pytest.mark.parametrize("text", ["", "x", "1 May", "-5", "1e3"])
def test_what_is_no_number_is_no_number_of_millions_of_years(text):
    with pytest.raises(EdtfError):
        geological_date(text)


@pytest.mark.parametrize(
    ("pairs", "back"),
    [
        ([("115", "105"), ("?76", "70"), ("80", "")], True),
        ([("115", "105")], False),
        ([("1914", "1918"), ("1945", "1939")], False),
        ([("70", "70"), ("65", "65")], False),
        ([("70", "65"), ("5000", "4999")], False),
        ([("70", "65"), ("1 May 2020", "1 May 2019")], False),
        ([], False),
    ],
)
def test_numbers_count_back_where_every_start_is_above_its_end(pairs, back):
    assert counts_years_back(pairs) is back


@pytest.mark.parametrize(("text", "words"), [("c. 1850", True), ("115", False), ("20060528", False), ("1850", False)])
def test_only_what_somebody_says_is_in_words(text, words):
    assert is_in_words(text) is words


@given(st.dates(), st.times(), st.integers(-12 * 60, 14 * 60))
def test_what_javascript_writes_is_read_to_the_second(day, time, offset):
    hours, minutes = divmod(abs(offset), 60)
    zone = f"{'-' if offset < 0 else '+'}{hours:02d}{minutes:02d}"
    text = f"{WEEKDAYS[day.weekday()]} {MONTHS[day.month - 1]} {day.day:02d} {day.year:04d} {time:%H:%M:%S} GMT{zone}"
    seconds = calendar.seconds_at(day.year, day.month, day.day, time.hour, time.minute, time.second)
    assert simile_date(text).bounds()[0] == seconds - 60 * offset


PIECES = "Fri Nov 22 1963 12:30:00 GMT -0600 BC AD / - . , ? ( ) T Z + PM 0 99999999 -500 ~ X".split()


@given(st.text(max_size=30) | st.lists(st.sampled_from([*PIECES, " "]), max_size=10).map("".join))
def test_any_text_is_a_date_or_refused(text):
    for read in (simile_date, geological_date):
        try:
            bounds = read(text).bounds()
        except EdtfError:
            continue
        assert bounds[0] < bounds[1]
