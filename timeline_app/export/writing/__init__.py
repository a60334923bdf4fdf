"""Writing documents as files: one module a kind."""
