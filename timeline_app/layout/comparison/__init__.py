"""The estimates panel: what is current at a date, by measure, one row for each publisher."""

from timeline_app.layout.comparison.drawing import draw_comparison

__all__ = ["draw_comparison"]
