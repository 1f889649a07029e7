"""Black text on the plates that Ghostscript makes: it prints over its ground, which has no hole beneath it."""

from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pikepdf
from judges import outside
from PIL import Image

Plate = npt.NDArray[np.uint8]
"""Rows of pixels: 0 where ink is full, 255 where there is none."""

DPI = 150
CREAM_YELLOW = round(255 * (1 - 0.12))
"""The back page stands on cream: 12 % yellow."""


class Back(NamedTuple):
    """Plates of the upper part of the back page, which is cream up to the bleed and has black text."""

    black: Plate
    yellow: Plate

    @property
    def text(self) -> npt.NDArray[np.bool_]:
        """Where black is full: no photo comes to that with the profile's black, of at most 93 %."""
        return self.black == 0


def back(pdf: Path, folder: Path) -> Back:
    with pikepdf.open(pdf) as document:
        last = len(document.pages)
        x0, _, x1, y1 = (float(part) for part in document.pages[-1].TrimBox)
        top = float(document.pages[-1].MediaBox[3]) - y1
    assert outside.ghostscript(pdf, folder, device="tiffsep", dpi=DPI, pages=str(last)) == []
    rows = slice(*(round(edge * DPI / 72) for edge in (top, top + 300)))
    columns = slice(*(round(edge * DPI / 72) for edge in (x0, x1)))

    def plate(ink: str) -> Plate:
        (path,) = folder.glob(f"plate-*({ink}).tif")
        return np.asarray(Image.open(path))[rows, columns]

    return Back(plate("Black"), plate("Yellow"))


def test_the_ground_of_black_text_has_no_hole(sample: Path, tmp_path: Path) -> None:
    plates = back(sample, tmp_path)
    assert plates.text.sum() > 2000
    assert plates.yellow[plates.text].max() <= CREAM_YELLOW + 1


def test_a_hole_would_be_seen(sample: Path, tmp_path: Path) -> None:
    knocked_out = tmp_path / "knocked-out.pdf"
    with pikepdf.open(sample) as document:
        for state in document.pages[-1].Resources.ExtGState.values():
            state.op = state.OP = False
        document.save(knocked_out)
    plates = back(knocked_out, tmp_path)
    assert plates.yellow[plates.text].max() == 255
