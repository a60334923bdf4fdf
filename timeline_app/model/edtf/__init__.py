"""Extended Date/Time Format, ISO 8601-2:2019 levels 0 to 2: the text form of imprecise dates, read and written.

As the Library of Congress specifies it (https://www.loc.gov/standards/datetime/, 4 February 2019). Where a section of
it leaves two readings, this is ours:

- "Seasons" (level 1): winter (24) is the one that begins in December of its year, since the codes of a year follow
  each other. Seasons of no hemisphere are bounded like northern ones: spring is March to May.
- "Sub-year groupings" (level 2): seasons of a hemisphere are whole months too, the southern ones half a year apart.
- "Unspecified Digit" (level 2): XXXX, a year of no known digit, bounds nothing; its digits would say 0 to 9999.
- "Significant digits" (level 2): 1950S2 is bounded by 1900 and 1999, and those bounds are not approximate.
- "Qualification" (level 2): marks that meet on a part add up, so 2004?-06~ has an uncertain and approximate year.
- "Set representation" (level 2): a range in a set of which all are meant names every date of one precision, so its
  ends have the same. Where one is meant they needn't: the date lies somewhere between them.
- "Letter-prefixed calendar year" (level 1): such a year has five digits or more, and neither month nor day.
- "Time Interval" (level 0): without times of day there; here its ends may have them.

One thing goes beyond the standard, which has no interval whose ends lie between two dates each, though historians and
other programs' files do: an end of an interval may be a set of which one is meant, of a single range or of some dates.
[1880..1885]/[1895..1900] began between 1880 and 1885 and ended between 1895 and 1900, 1880/[1895..] ended in 1895 or
later, and [1880,1885]/1900 began in 1880 or in 1885. Such a span has a certain core from the latest start to the
earliest end, if that is later. Other readers of EDTF refuse these texts.
"""

from timeline_app.model.edtf.dates import (
    AnyDate,
    Clock,
    Date,
    DatePattern,
    Marks,
    Precision,
    Qualifier,
)
from timeline_app.model.edtf.expressions import AllOf, Choice, Expression, Interval, IntervalEnd, Limit, OneOf
from timeline_app.model.edtf.faults import EdtfError
from timeline_app.model.edtf.parsing import parse

__all__ = [
    "AllOf",
    "AnyDate",
    "Choice",
    "Clock",
    "Date",
    "DatePattern",
    "EdtfError",
    "Expression",
    "Interval",
    "IntervalEnd",
    "Limit",
    "Marks",
    "OneOf",
    "Precision",
    "Qualifier",
    "parse",
]
