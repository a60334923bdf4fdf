"""Laying a timeline out on sheets: headings, footers, pages, cuts."""
