"""Cut the sample issue's photographs from their sources: ``python tools/photos.py TEA_GARDENS OUT_DIR``.

TEA_GARDENS is Vivek Kumar's photograph "Amidst the Tea Gardens" (CC0 1.0), 3840 x 2560 px, as the Debian package
budgie-backgrounds carries it: ``tea-gardens.jxl`` from version 4 on (``djxl tea-gardens.jxl tea-gardens.png`` first),
``tea-gardens.jpg`` before. The crops hardly overlap, so that the issue does not show the same hill twice.
Needs what tools/scenes/requirements.txt names. tools.scenes can draw pictures of the same names: run it before this.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms, ImageFilter
from scipy.ndimage import gaussian_filter

Pixels = NDArray[np.float32]  # rows x columns x 3, sRGB, 0..1
Box = tuple[int, int, int, int]  # left, top, right, bottom, in pixels of the source

SIZE = (3840, 2560)
LUMA = np.array([0.2126, 0.7152, 0.0722], np.float32)


class Cut(NamedTuple):
    """One picture of the issue; `sky` rows of mist are added above the crop, `gamma` below 1 brightens."""

    file: str
    box: Box
    gamma: float = 1
    sky: int = 0


class Patch(NamedTuple):
    """A blemish and how far away (dx, dy) clean leaves of the same light are found."""

    box: Box
    dx: int
    dy: int


CUTS = (
    Cut("doi-che.jpg", (1440, 0, 3840, 2560), sky=740),
    Cut("hai-che.jpg", (0, 1260, 1650, 2360), gamma=0.84),
)

# Drops on the lens, and the two road signs.
PATCHES = (
    Patch((1112, 896, 1164, 1000), 70, 14),
    Patch((1168, 1386, 1214, 1470), -64, 6),
    Patch((2572, 920, 2626, 1000), -66, 0),
    Patch((3414, 1944, 3464, 2034), -56, 4),
    Patch((1994, 1402, 2032, 1444), -44, 4),
    Patch((666, 1290, 706, 1330), -44, 8),
)


def heal(img: Pixels, patch: Patch) -> None:
    """Lay neighbouring leaves over the blemish through a soft-edged mask."""
    x0, y0, x1, y1 = patch.box
    mask = np.zeros((y1 - y0, x1 - x0, 1), np.float32)
    mask[8:-8, 8:-8] = 1
    mask = gaussian_filter(mask, (4, 4, 0))
    clean = img[y0 + patch.dy : y1 + patch.dy, x0 + patch.dx : x1 + patch.dx].copy()
    img[y0:y1, x0:x1] += (clean - img[y0:y1, x0:x1]) * mask


def add_sky(img: Pixels, rows: int) -> Pixels:
    """Draw the mist on upwards: its light and its grain come from the photograph's own top rows, below them no hill."""
    half = rows // 2
    light = gaussian_filter(img[: 2 * half], (40, 40, 0), mode="nearest")
    grain = (img[: 2 * half] - light)[:half]
    upwards = np.repeat(light[:half], 2, axis=0)[::-1]
    upwards = gaussian_filter(upwards, (20, 0, 0), mode="nearest")
    upwards += np.concatenate([grain, grain[::-1]])
    dawn = np.linspace(1, 0, rows + img.shape[0] // 4, dtype=np.float32)[:, None, None] ** 1.5
    tall = np.concatenate([upwards, img])
    tall[: len(dawn)] *= 1 - dawn * np.array([0.02, 0.075, 0.20], np.float32)
    return tall


def grade(img: Pixels, gamma: float) -> Pixels:
    """Calm the acid yellow-green to one that ink can reach, lift the shadows a little, warm the mist."""
    red, green, blue = np.moveaxis(img**gamma, 2, 0)
    img = np.stack([red * 0.97 + green * 0.01, green * 0.965, blue * 0.84 + green * 0.15], axis=2, dtype=np.float32)
    grey = (img @ LUMA)[..., None]
    calm = np.asarray(grey + (img - grey) * np.float32(0.86), np.float32)
    calm += np.float32(0.035) * (1 - calm) ** 3
    calm += np.array([0.012, -0.002, -0.040], np.float32) * np.clip((grey - 0.6) / 0.4, 0, 1)
    return calm


def srgb_profile() -> bytes:
    """The sRGB profile without the date of its making, so that each run writes the same bytes."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    data[24:36] = bytes(12)
    data[84:100] = bytes(16)
    return bytes(data)


def picture(source: Pixels, cut: Cut) -> Image.Image:
    """Crop, extend, grade and sharpen for print."""
    left, top, right, bottom = cut.box
    img = source[top:bottom, left:right]
    if cut.sky:
        img = add_sky(img, cut.sky)
    img = grade(np.clip(img, 0, 1), cut.gamma)
    out = Image.fromarray((np.clip(img, 0, 1) * 255 + 0.5).astype(np.uint8), "RGB")
    return out.filter(ImageFilter.UnsharpMask(radius=1.4, percent=60, threshold=3))


def main(source_file: str, out_dir: str) -> None:
    with Image.open(source_file) as opened:
        if opened.size != SIZE:
            raise SystemExit(f"{source_file}: {opened.size}, expected {SIZE}")
        source = np.asarray(opened.convert("RGB"), np.float32) / np.float32(255)
    for patch in PATCHES:
        heal(source, patch)
    for cut in CUTS:
        path = Path(out_dir, cut.file)
        picture(source, cut).save(path, quality=86, optimize=True, dpi=(300, 300), icc_profile=srgb_profile())
        print(path)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    main(sys.argv[1], sys.argv[2])
