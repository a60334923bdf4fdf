"""What all tests share: no screen, no settings of the user's, calm property tests."""

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt

_user_folder = tempfile.TemporaryDirectory(prefix="timeline-app-tests-", ignore_cleanup_errors=True)
for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
    os.environ[variable] = _user_folder.name

settings.register_profile("tests", deadline=None, max_examples=100, derandomize="CI" in os.environ)
settings.load_profile("tests")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout that the tests belong to."""
    return ROOT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Files from the wild, which lie beside the checkout on some machines only."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("no files from the wild beside the checkout")
    return folder
