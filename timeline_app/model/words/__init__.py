"""Imprecise times in words of the user's language: what every card, label, tooltip and list says about time."""

from timeline_app.model.words.calendar_names import (
    clocks_words,
    month_name,
    number_words,
    offset_words,
    weekday_name,
    year_words,
    years_words,
    zone_name,
)
from timeline_app.model.words.when import (
    date_words,
    day_words,
    last_day_words,
    stretch_words,
    time_of_day_words,
    unit_words,
    until_words,
    when_words,
)

__all__ = [
    "clocks_words",
    "date_words",
    "day_words",
    "last_day_words",
    "month_name",
    "number_words",
    "offset_words",
    "stretch_words",
    "time_of_day_words",
    "unit_words",
    "until_words",
    "weekday_name",
    "when_words",
    "year_words",
    "years_words",
    "zone_name",
]
