"""The exit codes of the command line: a part of the interface, scripts rely on them."""

FINE = 0
"""All is well; there may be warnings."""
ERRORS = 1
"""There are errors in the input, and a result all the same."""
NOTHING_READ = 2
WRONG_USAGE = 64
CANT_WRITE = 73
INTERRUPTED = 130
