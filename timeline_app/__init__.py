"""A desktop program that shows events with imprecise dates and conflicting estimates on a timeline."""

__version__ = "0.1.0"
