"""Starts the program: `python -m timeline_app`, and the command `timeline-app`."""

import sys

_INTERRUPTED = 130
"""As in `cli.exit_codes`, which may not be imported yet when somebody interrupts."""


def main() -> int:
    """Run the program; returns its exit code, while its modules are still imported too."""
    try:
        from timeline_app import cli  # an interrupt may come meanwhile

        return cli.main()
    except KeyboardInterrupt:
        return _INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
