"""What the tests of the command line share."""

import pytest
from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> QApplication:
    """The one application of all tests: a picture that is drawn here would make one that has no widgets."""
    return qapp
