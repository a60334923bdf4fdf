"""Names of months in other languages, as English ones: dates are read alike in all of them."""

import re
from collections.abc import Mapping

from timeline_app.model.edtf.hints.forms import MONTHS

_NAMES: Mapping[str, str] = {
    "German": "januar februar märz april mai juni juli august september oktober november dezember",
    "French": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "Spanish": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "Portuguese": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "Italian": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "Dutch": "januari februari maart april mei juni juli augustus september oktober november december",
    "Polish": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "Polish, alone": "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień",
    "Russian": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "Russian, alone": "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "Ukrainian": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "Ukrainian, alone": (
        "січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень"
    ),
    "German, short": "jän feb mär apr mai jun jul aug sep okt nov dez",
    "French, short": "janv févr mars avr mai juin juil août sept oct nov déc",
}
"""In the order of the year, as they stand behind a day."""
_ENGLISH = {
    name: english for names in _NAMES.values() for name, english in zip(names.split(), MONTHS, strict=True)
}  # no name is that of two months
_WORD = re.compile(r"[^\W\d_]+")
_LINKS = re.compile(r"(?<=[\d\w]) de(?:l|s)?(?= )| (?:года|року|\u0433|\u0440)\.?$")
"""What stands between a day, a month and a year, or behind the year, and says nothing."""


def in_english(text: str) -> str:
    """A text in small letters with the names of months in English; one without any is the same."""
    found = _WORD.sub(lambda match: _ENGLISH.get(match[0], match[0]), text)
    return text if found == text else _LINKS.sub("", found)
