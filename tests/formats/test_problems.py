"""Problems in words."""

from timeline_app.formats.problems import Problem, Severity, quoted, short_numbers


def test_a_problem_names_its_place_and_what_to_do():
    problem = Problem(Severity.ERROR, "a.json", 3, 7, "events[0].when", "no date", "write 2022")
    assert str(problem) == "a.json:3:7: error: no date (write 2022)"


def test_places_that_are_not_known_are_left_out():
    assert str(Problem(Severity.WARNING, "a.csv", 3, None, None, "odd")) == "a.csv:3: warning: odd"
    assert str(Problem(Severity.WARNING, "a.csv", None, None, None, "odd")) == "a.csv: warning: odd"


def test_a_problem_stays_on_its_line_and_sends_a_terminal_no_commands():
    words = str(Problem(Severity.ERROR, "a", None, None, None, "x\ny\x1b[31m\u202e\u2028"))
    assert words == "a: error: x\\ny\\x1b[31m\\u202e\\u2028"


def test_as_an_object_it_has_the_documented_keys():
    assert Problem(Severity.ERROR, "a", None, 1, None, "w").as_dict() == {
        "severity": "error",
        "file": "a",
        "line": None,
        "column": 1,
        "path": None,
        "what": "w",
        "hint": "",
    }


def test_long_values_are_cut():
    assert len(quoted("x" * 10**6)) < 100


def test_numbers_of_many_digits_are_written_with_a_power_of_ten():
    assert short_numbers(f"low {1e300:,.0f} is greater than high 6,000") == "low 1e300 is greater than high 6,000"
    assert short_numbers(f"{10**15:,} and {10**15 - 1:,}") == "1e15 and 999,999,999,999,999"
