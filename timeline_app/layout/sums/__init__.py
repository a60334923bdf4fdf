"""Lanes as sums of a figure that their events carry, like the deaths of each event of a data set: low, best, high."""
