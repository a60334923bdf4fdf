"""Imprecise times in words of the user's language: what every card, label, tooltip and list says about time."""

from timeline_app.model.words.calendar_names import (
    month_name,
    number_words,
    offset_words,
    weekday_name,
    year_words,
    years_words,
)
from timeline_app.model.words.when import (
    date_words,
    day_words,
    last_day_words,
    time_of_day_words,
    unit_words,
    when_words,
)

__all__ = [
    "date_words",
    "day_words",
    "last_day_words",
    "month_name",
    "number_words",
    "offset_words",
    "time_of_day_words",
    "unit_words",
    "weekday_name",
    "when_words",
    "year_words",
    "years_words",
]
