"""Whether a photo would run out into the paper: how light its edges are."""

from PIL import Image, ImageStat

from newsletter.units import half_up

PALE = 228
"""Mean lightness (0 … 255, sRGB luma) of an edge that the eye no longer tells from paper: L* 91, paper being 95."""
_RIM = 0.015
"""Width of an edge, of the shorter side: what an eye sees as the line where the picture ends."""


def has_pale_edge(image: Image.Image) -> bool:
    """Whether any of the four edges of a photo is about as light as paper."""
    width, height = image.size
    rim = max(1, half_up(min(width, height) * _RIM))
    edges = (0, 0, width, rim), (0, height - rim, width, height), (0, 0, rim, height), (width - rim, 0, width, height)
    return any(_lightness(image.crop(edge)) >= PALE for edge in edges)


def _lightness(edge: Image.Image) -> float:
    return float(ImageStat.Stat(edge.convert("RGB").convert("L")).mean[0])
