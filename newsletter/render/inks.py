"""Inks as operators: CMYK for the press, its look on coated paper for the screen."""

from itertools import product

from newsletter.colour import Cmyk

# What solids and their overprints look like, sRGB, in the order of (c, m, y): computed from FOGRA39 (ISO Coated v2
# 300 %), relative colorimetric with black point compensation. Between the solids Neugebauer's equations hold (1937).
_SOLIDS: tuple[tuple[int, int, int], ...] = (
    (255, 255, 255),
    (255, 237, 0),
    (229, 0, 125),
    (227, 0, 11),
    (0, 158, 227),
    (0, 150, 62),
    (46, 35, 131),
    (47, 47, 45),
)
_PRIMARIES = tuple(product((0, 1), repeat=3))


def screen_colour(ink: Cmyk) -> tuple[float, float, float]:
    """Red, green, blue in 0 … 1; black alone gives exact greys. Within 10 of 255 of the profile for most mixtures."""
    shares = [part / 1000 for part in ink[:3]]
    rgb = [0.0, 0.0, 0.0]
    for primary, solid in zip(_PRIMARIES, _SOLIDS, strict=True):
        weight = 1.0
        for on, share in zip(primary, shares, strict=True):
            weight *= share if on else 1 - share
        for channel in range(3):
            rgb[channel] += weight * solid[channel] / 255
    light = 1 - ink.k / 1000
    return rgb[0] * light, rgb[1] * light, rgb[2] * light


def screen_operator(ink: Cmyk, *, stroke: bool = False) -> str:
    red, green, blue = (f"{part:.3f}".rstrip("0").rstrip(".") for part in screen_colour(ink))
    if red == green == blue:
        return f"{red} {'G' if stroke else 'g'}\n"
    return f"{red} {green} {blue} {'RG' if stroke else 'rg'}\n"


def press_operator(ink: Cmyk, *, stroke: bool = False) -> str:
    """Always DeviceCMYK, black too: DeviceGray may not overprint (GWG 2022, R0011 to R0013)."""
    parts = " ".join(f"{part / 1000:.3f}".rstrip("0").rstrip(".") for part in ink)
    return f"{parts} {'K' if stroke else 'k'}\n"


class Palette:
    """The operators of a target, worked out once for each ink."""

    def __init__(self, *, press: bool) -> None:
        self._press = press
        self._known: dict[tuple[Cmyk, bool], str] = {}

    def operator(self, ink: Cmyk, *, stroke: bool = False) -> str:
        found = self._known.get((ink, stroke))
        if found is None:
            make = press_operator if self._press else screen_operator
            found = self._known[ink, stroke] = make(ink, stroke=stroke)
        return found
