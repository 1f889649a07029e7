"""The painter's box: colours, curves, and the sheet on which vector shapes are drawn.

Colours are ``#rrggbb`` or 0..1 triples; measures are in units (see canvas.py).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import skia
from numpy.typing import NDArray
from PIL import Image
from scipy import ndimage

Array = NDArray[np.float32]


Colour = str | Sequence[float] | Array


Point = tuple[float, float]


Stops = Sequence[tuple[float, Colour]]


def rgb(colour: Colour) -> Array:
    """A colour as three floats 0..1."""
    if isinstance(colour, str):
        text = colour.lstrip("#")
        return np.array([int(text[i : i + 2], 16) / 255 for i in (0, 2, 4)], np.float32)
    return np.asarray(colour, np.float32)


def mix(a: Colour, b: Colour, t: float) -> Array:
    """The colour a share ``t`` of the way from ``a`` to ``b``."""
    return rgb(a) * (1 - t) + rgb(b) * t


def ramp(values: Array, stops: Stops) -> Array:
    """Colours for an array of values, through the stops given."""
    xs = [s[0] for s in stops]
    cols = np.stack([rgb(s[1]) for s in stops])
    return np.stack([np.interp(values, xs, cols[:, i]) for i in range(3)], axis=-1).astype(np.float32)


def smooth(a: float, b: float, v: Array) -> Array:
    """Smoothstep of ``v`` from 0 at ``a`` to 1 at ``b`` (``a`` may be above ``b``)."""
    t = np.clip((v - a) / (b - a), 0, 1)
    return t * t * (3 - 2 * t)


def blur(a: Array, sigma: float) -> Array:
    """Gaussian blur of a plane; wide ones are done on a reduced copy."""
    if sigma < 0.3:
        return a
    step = int(sigma // 4)
    if step < 2:
        return ndimage.gaussian_filter(a, sigma, mode="nearest")
    h, w = a.shape
    small = (max(2, w // step), max(2, h // step))
    img = Image.fromarray(a).resize(small, Image.Resampling.BOX)
    low = ndimage.gaussian_filter(np.asarray(img), sigma / step, mode="nearest")
    return np.asarray(Image.fromarray(low).resize((w, h), Image.Resampling.BICUBIC))


def fractal_line(rng: np.random.Generator, n: int, rough: float = 0.5, octaves: int = 8, base: int = 3) -> Array:
    """A 1-D fractal profile of ``n`` samples, about -1..1."""
    out = np.zeros(n, np.float64)
    amp, cells = 1.0, base
    x = np.linspace(0, 1, n)
    for _ in range(octaves):
        knots = rng.uniform(-1, 1, cells + 3)
        t = x * cells
        i = t.astype(int)
        f = t - i
        f = f * f * (3 - 2 * f)
        out += amp * (knots[i] * (1 - f) + knots[i + 1] * f)
        amp *= rough
        cells *= 2
    return out.astype(np.float32)


def trace(outline: str) -> list[Point]:
    """The points of an outline written as ``"x y, x y, ..."``."""
    pairs = (pair.split() for pair in outline.split(","))
    return [(float(x), float(y)) for x, y in pairs]


def spline(points: Sequence[Point], closed: bool = True, tension: float = 0.5) -> skia.Path:
    """A smooth Catmull-Rom curve through the points, as a path."""
    n = len(points)
    path = skia.PathBuilder() if hasattr(skia, "PathBuilder") else skia.Path()
    path.moveTo(*map(float, points[0]))
    for i in range(n if closed else n - 1):
        if closed:
            p0, p1, p2, p3 = (points[(i + j) % n] for j in (-1, 0, 1, 2))
        else:
            p1, p2 = points[i], points[i + 1]
            p0, p3 = points[max(0, i - 1)], points[min(n - 1, i + 2)]
        k = tension / 3 * 2 * 0.5
        path.cubicTo(
            float(p1[0] + (p2[0] - p0[0]) * k),
            float(p1[1] + (p2[1] - p0[1]) * k),
            float(p2[0] - (p3[0] - p1[0]) * k),
            float(p2[1] - (p3[1] - p1[1]) * k),
            float(p2[0]),
            float(p2[1]),
        )
    if closed:
        path.close()
    return path.detach() if hasattr(path, "detach") else path


def poly(points: Sequence[Point] | Array, closed: bool = True) -> skia.Path:
    """A straight-sided path."""
    return skia.Path.Polygon([skia.Point(float(x), float(y)) for x, y in points], closed)


class Layer:
    """A transparent sheet drawn on with vector shapes, in units."""

    def __init__(self, width: int, height: int, scale: float) -> None:
        self.data = np.zeros((height, width, 4), np.uint8)
        info = skia.ImageInfo.Make(width, height, skia.kRGBA_8888_ColorType, skia.kPremul_AlphaType)
        self.surface = skia.Surface.MakeRasterDirect(info, self.data)
        self.canvas = self.surface.getCanvas()
        self.canvas.scale(scale, scale)

    @staticmethod
    def paint(colour: Colour, alpha: float = 1.0) -> skia.Paint:
        """A filled, antialiased paint."""
        r, g, b = (float(v) for v in np.clip(rgb(colour), 0, 1))
        return skia.Paint(Color4f=skia.Color4f(r, g, b, float(alpha)), AntiAlias=True)

    def fill(self, path: skia.Path, colour: Colour, alpha: float = 1.0) -> None:
        """Fill a path."""
        self.canvas.drawPath(path, self.paint(colour, alpha))

    def shape(self, points: Sequence[Point], colour: Colour, alpha: float = 1.0) -> None:
        """Fill a smooth closed shape through the points."""
        self.fill(spline(points), colour, alpha)

    def poly(self, points: Sequence[Point] | Array, colour: Colour, alpha: float = 1.0) -> None:
        """Fill a straight-sided shape."""
        self.fill(poly(points), colour, alpha)

    def rect(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        colour: Colour,
        alpha: float = 1.0,
        radius: float = 0.0,
    ) -> None:
        """Fill a rectangle, its corners round if a radius is given."""
        self.canvas.drawRoundRect(
            skia.Rect.MakeXYWH(float(x), float(y), float(w), float(h)),
            float(radius),
            float(radius),
            self.paint(colour, alpha),
        )

    def oval(
        self,
        x: float,
        y: float,
        rx: float,
        ry: float,
        colour: Colour,
        alpha: float = 1.0,
        turn: float = 0.0,
    ) -> None:
        """Fill an ellipse about its centre, turned by degrees."""
        c = self.canvas
        if turn:
            c.save()
            c.rotate(float(turn), float(x), float(y))
        rect = skia.Rect.MakeLTRB(float(x - rx), float(y - ry), float(x + rx), float(y + ry))
        c.drawOval(rect, self.paint(colour, alpha))
        if turn:
            c.restore()

    def line(
        self,
        points: Sequence[Point],
        width: float,
        colour: Colour,
        alpha: float = 1.0,
        curved: bool = False,
    ) -> None:
        """Stroke a line with round ends."""
        p = self.paint(colour, alpha)
        p.setStyle(skia.Paint.kStroke_Style)
        p.setStrokeWidth(float(width))
        p.setStrokeCap(skia.Paint.kRound_Cap)
        p.setStrokeJoin(skia.Paint.kRound_Join)
        path = spline(points, closed=False) if curved else poly(points, closed=False)
        self.canvas.drawPath(path, p)

    def gradient(self, path: skia.Path, a: Point, b: Point, stops: Stops, alpha: float = 1.0) -> None:
        """Fill a path with a linear gradient from point ``a`` to point ``b``."""
        colours = [skia.Color4f(*(float(v) for v in np.clip(rgb(c), 0, 1)), float(alpha)).toColor() for _, c in stops]
        p = skia.Paint(AntiAlias=True)
        p.setShader(
            skia.GradientShader.MakeLinear(
                [skia.Point(*map(float, a)), skia.Point(*map(float, b))],
                colours,
                [float(s) for s, _ in stops],
            )
        )
        self.canvas.drawPath(path, p)

    def gradient_rect(self, x: float, y: float, w: float, h: float, top: Colour, foot: Colour) -> None:
        """Fill a rectangle running from one colour to another downwards."""
        path = poly([(x, y), (x + w, y), (x + w, y + h), (x, y + h)])
        self.gradient(path, (x, y), (x, y + h), [(0, top), (1, foot)])
