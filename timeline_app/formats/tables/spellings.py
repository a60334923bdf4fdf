"""What the columns of people's tables of events are called, in several languages, in small letters."""

from collections.abc import Mapping

FIGURES: Mapping[str, tuple[str, ...]] = {
    "killed": (
        "killed", "deaths", "dead", "fatalities", "death toll", "number killed", "number of killed", "number of dead",
        "number of deaths", "number of fatalities", "people killed", "persons killed", "total killed", "total deaths",
        "total fatalities", "killed total", "kia", "tote", "getötete", "anzahl tote", "morts", "tués", "muertos",
        "fallecidos", "mortos", "morti", "doden", "zabici", "погибшие", "погибло", "убитые", "убито", "загиблі",
        "загинуло", "вбиті", "вбито",
    ),
    "wounded": (
        "wounded", "injured", "injuries", "number wounded", "number injured", "number of wounded", "number of injured",
        "people injured", "persons injured", "total wounded", "total injured", "wia", "verletzte", "verwundete",
        "blessés", "heridos", "feridos", "feriti", "gewonden", "ranni", "раненые", "ранено", "поранені", "поранено",
    ),
    "missing": (
        "missing", "number missing", "number of missing", "people missing", "missing in action", "mia", "vermisste",
        "disparus", "desaparecidos", "dispersi", "vermisten", "zaginieni", "пропавшие без вести", "зниклі безвісти",
    ),
    "captured": (
        "captured", "prisoners", "prisoners of war", "number captured", "pow", "pows", "gefangene", "prisonniers",
        "prisioneros", "prigionieri", "пленные", "полонені",
    ),
    "killed-or-missing": ("killed or missing", "dead or missing"),
    "casualties": ("casualties", "total casualties", "number of casualties"),
    "losses": ("losses", "total losses", "verluste", "pertes", "потери", "втрати"),
}  # fmt: skip
"""What columns with figures of a measure are called."""

SPELLINGS: Mapping[str, tuple[str, ...]] = {
    "when": (
        "when", "date", "dates", "start", "start date", "date start", "startdate", "start datetime", "event date",
        "date of event", "date of the event", "incident date", "date of incident", "date occurred", "occurred on",
        "occurred", "begin", "begins", "began", "beginning", "begin date", "started", "from", "from date", "date from",
        "datetime", "date time", "date/time", "date and time", "timestamp", "time stamp", "datum",
        "zeitpunkt", "beginn", "von", "date de début", "début", "fecha", "fecha de inicio", "inicio", "data",
        "data inizio", "data de início", "begindatum", "data rozpoczęcia", "дата", "дата начала", "начало",
        "дата початку", "початок",
    ),
    "end": (
        "end", "end date", "date end", "enddate", "end datetime", "until", "till", "to",
        "to date", "date to", "finish", "finished", "ends", "ended", "ending", "ende", "enddatum", "bis",
        "date de fin", "fin", "fecha de fin", "data fine", "data de fim", "einddatum", "data zakończenia",
        "дата окончания", "конец", "дата завершення", "кінець",
    ),
    "year": ("year", "start year", "jahr", "année", "año", "ano", "anno", "jaar", "rok", "год", "рік"),
    "month": ("month", "start month", "monat", "mois", "mes", "mês", "mese", "maand", "miesiąc", "месяц", "місяць"),
    "day": ("day", "start day", "tag", "jour", "día", "dia", "giorno", "dag", "dzień", "день"),
    "end year": ("end year",),
    "end month": ("end month",),
    "end day": ("end day",),
    "time": (
        "time", "start time", "starttime", "time of day", "hour", "uhrzeit", "heure", "hora", "ora", "tijd", "godzina",
        "время", "час",
    ),
    "end time": ("end time", "endtime"),
    "title": (
        "title", "headline", "event title", "event name", "name of event", "event", "name", "what", "what happened",
        "incident", "incident title", "happening", "label", "heading", "caption", "titel", "ereignis",
        "vorfall", "überschrift", "titre", "événement", "évènement", "título", "titulo", "evento", "acontecimiento",
        "titolo", "gebeurtenis", "tytuł", "wydarzenie", "название", "заголовок", "событие", "назва", "подія",
    ),
    "lane": (
        "lane", "track", "group", "category", "event type", "type of event", "event category", "topic", "theme",
        "kategorie", "gruppe", "thema", "catégorie", "categoría", "categoria", "categorie", "kategoria", "категория",
        "категорія",
    ),
    "summary": (
        "summary", "description", "event description", "description of event", "event summary", "text", "details",
        "detail", "notes", "note", "comment", "comments", "remarks", "body", "content", "beschreibung",
        "zusammenfassung", "bemerkung", "bemerkungen", "résumé", "descripción", "descrição", "descrizione",
        "omschrijving", "opis", "описание", "опис",
    ),
    "source": (
        "source", "sources", "source url", "source urls", "source link", "source name", "url", "urls", "link", "links",
        "reference", "references", "citation", "website", "quelle", "quellen", "fuente", "fuentes", "fonte", "fonti",
        "bron", "źródło", "источник", "джерело",
    ),
    **FIGURES,
    "publisher": (
        "publisher", "said by", "who says", "who says it", "according to", "reported by", "organisation",
        "organization",
    ),
    "killed low": ("killed low", "killed min", "deaths low", "deaths min", "fatalities low", "fatalities min"),
    "killed high": ("killed high", "killed max", "deaths high", "deaths max", "fatalities high", "fatalities max"),
    "wounded low": ("wounded low", "wounded min", "injured low", "injured min"),
    "wounded high": ("wounded high", "wounded max", "injured high", "injured max"),
}  # fmt: skip
"""What the columns that we know are called by others, in small letters; of several in a table the first counts."""
