"""TimelineJS: its JSON of both generations, and its spreadsheet."""
