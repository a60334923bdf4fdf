import pytest

from timeline_app.formats.dates.written_dates import when_written, written_date
from timeline_app.model.edtf import EdtfError


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("16 May 2025", "2025-05-16"),
        ("Sep 2022", "2022-09"),
        ("September 21, 2022", "2022-09-21"),
        ("25/06/2023", "2023-06-25"),
        ("2022-9-1", "2022-09-01"),
        ("44 BC", "-0043"),
        ("1990s", "199X"),
    ],
)
def test_what_can_only_mean_one_date_is_that_date_and_keeps_its_words(text, edtf):
    assert written_date(text) == (edtf, text)
    assert when_written(text).stated == text


@pytest.mark.parametrize("text", ["2022-09", " 2022-09-21 ", "2022~", "2022-09/2023-01"])
def test_edtf_is_read_as_it_stands(text):
    assert written_date(text) == (text.strip(), "")
    assert when_written(text).stated == ""


@pytest.mark.parametrize("text", ["05/06/2023", "14:30", "March", "99999-99-99", "2023-02-30", ""])
def test_what_may_mean_several_or_none_is_refused(text):
    with pytest.raises(EdtfError):
        written_date(text)
