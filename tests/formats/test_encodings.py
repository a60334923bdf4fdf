"""The encoding of old files is guessed by their letters."""

from random import Random

import pytest

from timeline_app.formats.csv_files import csv_events
from timeline_app.formats.encodings import legacy_encoding, wide_encoding
from timeline_app.formats.registry import read_file

TITLES = {
    "Russian": (("cp1251", "koi8_u", "cp866"), ["Взрыв на складе", "Переговоры в Минске", "Заседание Совета"]),
    "Ukrainian": (("cp1251", "koi8_u"), ["Вибух на складі", "Обстріл Харкова", "Київ", "Звільнення Херсона"]),
    "Bulgarian": (("cp1251",), ["Избори за президент", "Съединението", "Война"]),
    "Polish": (("cp1250", "iso8859_2"), ["Powstanie w Łodzi", "Śmierć króla", "Bitwa, początek", "żołnierze"]),
    "Czech": (("cp1250", "iso8859_2"), ["Bitva na Bílé hoře", "Sametová revoluce, začátek", "Příjezd prezidenta"]),
    "Hungarian": (("cp1250",), ["Felkelés Győrben", "Forradalom kezdete, erősítés"]),
    "German": (("cp1252",), ["Schlacht bei Königgrätz", "Größe der Armee", "Rücktritt", "Übergabe"]),
    "French": (("cp1252",), ["Événement", "Révolution française", "Début de la grève générale", "Château"]),
    "Spanish": (("cp1252",), ["Elección", "Batalla de Málaga", "España, año cero"]),
    "Turkish": (("cp1254",), ["İstanbul'un fethi", "Seçim günü, değişim", "Kurtuluş günü"]),
    "Greek": (("cp1253",), ["Αθήνα", "Μάχη του Μαραθώνα", "Άλωση της Πόλης"]),
}
CASES = [(encoding, titles) for encodings, titles in TITLES.values() for encoding in encodings]
ALONE = [(encoding, title) for encoding, titles in CASES if encoding in ("cp1251", "cp1252") for title in titles]


def table(titles):
    return "when,title\n" + "".join(f"2022,{title}\n" for title in titles)


def read_as(text, encoding):
    data = text.encode(encoding)
    return data.decode(legacy_encoding(data), "replace")


@pytest.mark.parametrize(("encoding", "titles"), CASES)
def test_a_few_titles_tell_the_encoding(encoding, titles):
    assert read_as(table(titles), encoding) == table(titles)


@pytest.mark.parametrize(("encoding", "title"), ALONE)
def test_one_title_tells_cyrillic_from_western_letters(encoding, title):
    assert read_as(table([title]), encoding) == table([title])


@pytest.mark.parametrize("word", ["Müller", "Café", "ÜBER", "Straße", "20°", "“quoted”", "5 €"])
def test_what_says_little_is_western(word):
    assert legacy_encoding(word.encode("cp1252")) == "cp1252"


def test_letters_are_found_wherever_they_are():
    data = b"2022,An event\n" * 200_000 + table(TITLES["Russian"][1]).encode("cp1251") + b"2022,An event\n" * 1000
    assert legacy_encoding(data) == "cp1251"


def test_a_broken_letter_makes_no_other_encoding_of_utf8():
    data = table(TITLES["Ukrainian"][1] * 3).encode() + b"2022,\xd0\n"
    reading = csv_events.read(data, "x.csv")
    (problem,) = reading.problems
    assert reading.timeline.event(0).title == "Вибух на складі"
    assert (problem.line, "bytes that are not UTF-8" in problem.what) == (14, True)


@pytest.mark.parametrize("stray", [b"\xff", b"\xff\xfe\xc3"])
def test_a_stray_byte_in_many_lines_is_named_by_its_line_and_makes_no_other_encoding(stray):
    reading = csv_events.read(b"when,title\n" + b"2022,An event\n" * 2000 + b"2022," + stray + b"\n", "x.csv")
    (problem,) = reading.problems
    assert (problem.line, "bytes that are not UTF-8" in problem.what) == (2002, True)


@pytest.mark.parametrize(("word", "encoding"), [("20°", "cp1252"), ("Müller", "cp1252"), ("Київ", "cp1251")])
def test_a_single_word_or_mark_in_many_lines_is_no_stray_byte(word, encoding):
    assert legacy_encoding(b"2022,An event\n" * 2000 + word.encode(encoding)) == encoding


@pytest.mark.parametrize(
    "data", [b"", b"a", b"\xff", b"\x00" * 400, b"\x00\xff" * 50, bytes(range(256)), Random(1).randbytes(5000)]
)
def test_any_bytes_have_an_answer(data):
    data.decode(legacy_encoding(data), "replace")
    assert wide_encoding(data) is None


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("cp1251", "Windows-1251 (Cyrillic)"), ("utf-16-be", "UTF-16-BE"), ("utf-32-le", "UTF-32-LE")],
)
def test_a_file_in_a_guessed_encoding_is_read_whole_and_says_so(tmp_path, encoding, name):
    path = tmp_path / "x.csv"
    path.write_bytes(table(TITLES["Russian"][1] * 3000).encode(encoding))
    reading = read_file(path)
    (problem,) = reading.problems
    assert (len(reading.timeline.events), reading.timeline.event(1).title) == (9000, "Переговоры в Минске")
    assert problem.what == f"the file is not UTF-8; it looks like {name}"
    assert "save it as UTF-8" in problem.hint
