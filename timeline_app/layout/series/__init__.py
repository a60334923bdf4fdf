"""Figures that one publisher gives again and again, drawn over time: lines, bands and bars in lanes of their own."""
