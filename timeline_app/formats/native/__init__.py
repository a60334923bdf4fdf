"""The program's own format, `*.timeline.json`."""
