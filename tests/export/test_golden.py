"""Exported pictures look as they did when somebody last looked at them."""

import numpy as np
import pytest
from PySide6.QtGui import QImage

from tests.export.golden import FOLDER, PICTURES, drawn

_ALIKE, _MOST_APART = 40, 0.0015
"""Pixels of another version of Qt may differ so much, of 255; and so large a share of them more."""


def pixels(data: bytes) -> np.ndarray:
    image = QImage.fromData(data).convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    values = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return values[:, : 4 * image.width()].reshape(image.height(), image.width(), 4).astype(int)


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_looks_as_it_did(qapp, name):
    wanted, found = pixels((FOLDER / f"{name}.png").read_bytes()), pixels(drawn(name))
    assert found.shape == wanted.shape
    assert (np.abs(found - wanted).max(axis=2) > _ALIKE).mean() < _MOST_APART


def test_another_picture_is_told_from_it(qapp):
    """Without a line of text the pictures are no longer alike."""
    wanted = pixels((FOLDER / "starter-print.png").read_bytes())
    without = wanted.copy()
    without[16:50] = wanted[0, 0]
    assert (np.abs(without - wanted).max(axis=2) > _ALIKE).mean() > _MOST_APART
