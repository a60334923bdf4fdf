"""CSV: cut into rows and cells, by arrays or with care."""
