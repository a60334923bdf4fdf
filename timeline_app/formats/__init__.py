"""Reading and writing event files: one module a format, one list that names them."""
