"""Why there is no picture, in words for whoever asked for it."""

import logging

from timeline_app.export.kinds import PictureError


def words_of_failure(error: Exception) -> str:
    """Why there is no picture; what nobody could have caused is a fault of the program, and goes to the log."""
    if isinstance(error, OSError):
        return f"{error.filename or 'The file'} can't be written: {error.strerror or error}"
    if isinstance(error, PictureError):
        return str(error)
    if isinstance(error, MemoryError):
        return "There is not enough memory for a picture of this size. Choose a smaller one."
    logging.getLogger(__name__).error("a picture could not be made", exc_info=error)
    return f"The picture could not be made, which is a fault of the program: {error!r}"
