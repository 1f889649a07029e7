"""The painter's box: a float canvas, vector layers, noise, mist, light and film grain.

Every measure a scene gives is in *units*: the canvas is 1000 units wide and
``Canvas.h`` units high, whatever its pixels, so a scene looks the same in a
quick small proof and at full size. Colours are ``#rrggbb`` or 0..1 triples.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

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
    return np.stack(
        [np.interp(values, xs, cols[:, i]) for i in range(3)], axis=-1
    ).astype(np.float32)


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


def fractal_line(
    rng: np.random.Generator, n: int, rough: float = 0.5, octaves: int = 8, base: int = 3
) -> Array:
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
            float(p1[0] + (p2[0] - p0[0]) * k), float(p1[1] + (p2[1] - p0[1]) * k),
            float(p2[0] - (p3[0] - p1[0]) * k), float(p2[1] - (p3[1] - p1[1]) * k),
            float(p2[0]), float(p2[1]),
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
        info = skia.ImageInfo.Make(
            width, height, skia.kRGBA_8888_ColorType, skia.kPremul_AlphaType
        )
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
        self, x: float, y: float, w: float, h: float, colour: Colour,
        alpha: float = 1.0, radius: float = 0.0,
    ) -> None:
        """Fill a rectangle, its corners round if a radius is given."""
        self.canvas.drawRoundRect(
            skia.Rect.MakeXYWH(float(x), float(y), float(w), float(h)),
            float(radius), float(radius), self.paint(colour, alpha),
        )

    def oval(
        self, x: float, y: float, rx: float, ry: float, colour: Colour,
        alpha: float = 1.0, turn: float = 0.0,
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
        self, points: Sequence[Point], width: float, colour: Colour,
        alpha: float = 1.0, curved: bool = False,
    ) -> None:
        """Stroke a line with round ends."""
        p = self.paint(colour, alpha)
        p.setStyle(skia.Paint.kStroke_Style)
        p.setStrokeWidth(float(width))
        p.setStrokeCap(skia.Paint.kRound_Cap)
        p.setStrokeJoin(skia.Paint.kRound_Join)
        path = spline(points, closed=False) if curved else poly(points, closed=False)
        self.canvas.drawPath(path, p)

    def gradient(
        self, path: skia.Path, a: Point, b: Point, stops: Stops, alpha: float = 1.0
    ) -> None:
        """Fill a path with a linear gradient from point ``a`` to point ``b``."""
        colours = [
            skia.Color4f(*(float(v) for v in np.clip(rgb(c), 0, 1)), float(alpha)).toColor()
            for _, c in stops
        ]
        p = skia.Paint(AntiAlias=True)
        p.setShader(
            skia.GradientShader.MakeLinear(
                [skia.Point(*map(float, a)), skia.Point(*map(float, b))],
                colours, [float(s) for s, _ in stops],
            )
        )
        self.canvas.drawPath(path, p)


    def gradient_rect(self, x: float, y: float, w: float, h: float, top: Colour, foot: Colour) -> None:
        """Fill a rectangle running from one colour to another downwards."""
        path = poly([(x, y), (x + w, y), (x + w, y + h), (x, y + h)])
        self.gradient(path, (x, y), (x, y + h), [(0, top), (1, foot)])


class Canvas:
    """The picture itself: float colour planes, painted from back to front."""

    def __init__(self, width: int, height: int, scale: float = 1.0) -> None:
        self.W, self.H = max(8, round(width * scale)), max(8, round(height * scale))
        self.s = self.W / 1000.0
        self.h = 1000.0 * self.H / self.W
        self.px: Array = np.zeros((self.H, self.W, 3), np.float32)
        self.X: Array = ((np.arange(self.W, dtype=np.float32) + 0.5) / self.s)[None, :]
        self.Y: Array = ((np.arange(self.H, dtype=np.float32) + 0.5) / self.s)[:, None]

    # -- fields ---------------------------------------------------------
    def noise(
        self, seed: int, cell: float, octaves: int = 5, gain: float = 0.5,
        stretch: float = 1.0,
    ) -> Array:
        """Fractal noise about 0..1; ``cell`` units broad, ``stretch`` times wider than high."""
        rng = np.random.default_rng(seed)
        out = np.zeros((self.H, self.W), np.float32)
        amp, total, size = 1.0, 0.0, cell
        for _ in range(octaves):
            nx, ny = 1000 / (size * stretch), self.h / size
            lattice = rng.random((int(ny) + 4, int(nx) + 4), np.float32)
            box = (1.0, 1.0, 1.0 + nx, 1.0 + ny)
            img = Image.fromarray(lattice).resize(
                (self.W, self.H), Image.Resampling.BICUBIC, box=box
            )
            out += amp * np.asarray(img)
            total += amp
            amp *= gain
            size *= 0.5
            if size * self.s < 0.7:
                break
        return np.clip((out / total - 0.5) * 1.5 + 0.5, 0, 1)

    def vertical(self, stops: Stops) -> Array:
        """Colours running down the picture; stops are shares of its height."""
        return ramp(self.Y / self.h, stops)

    def radial(self, x: float, y: float, r: float, squash: float = 1.0) -> Array:
        """1 at a point, falling smoothly to 0 at the distance ``r``."""
        d = np.sqrt((self.X - x) ** 2 + ((self.Y - y) / squash) ** 2) / r
        return np.clip(1 - d, 0, 1) ** 2

    # -- painting -------------------------------------------------------
    def fill(self, colour: Colour) -> None:
        """Cover the whole picture."""
        self.px[:] = rgb(colour)

    def over(self, colour: Colour, alpha: Array | float) -> None:
        """Lay a colour (or a field of colours) over, by an opacity field."""
        a = np.asarray(alpha, np.float32)
        if a.ndim == 2:
            a = a[:, :, None]
        self.px += (rgb(colour) - self.px) * a

    def screen(self, colour: Colour, amount: Array | float) -> None:
        """Add light, as two projections on one screen add."""
        a = np.asarray(amount, np.float32)
        if a.ndim == 2:
            a = a[:, :, None]
        self.px = 1 - (1 - self.px) * np.clip(1 - rgb(colour) * a, 0, 1)

    def times(self, field: Array | float, colour: Colour = (1, 1, 1)) -> None:
        """Darken by a field: 1 keeps, 0 goes towards ``colour`` times nothing."""
        a = np.asarray(field, np.float32)
        self.px *= a[:, :, None] * rgb(colour) if a.ndim == 2 else a

    def glow(self, x: float, y: float, r: float, colour: Colour, amount: float = 1.0) -> None:
        """A soft round light."""
        self.screen(colour, self.radial(x, y, r) * amount)

    def mist(
        self, seed: int, y: float, height: float, colour: Colour, amount: float = 0.8,
        cell: float = 220, stretch: float = 4.0,
    ) -> None:
        """A drifting bank of mist about the height ``y``."""
        band = np.exp(-(((self.Y - y) / height) ** 2)).astype(np.float32)
        n = self.noise(seed, cell, 5, 0.5, stretch)
        self.over(colour, np.clip(band * (0.35 + 0.95 * smooth(0.25, 0.8, n)) * amount, 0, 1))

    def layer(self) -> Layer:
        """A transparent sheet the size of the picture."""
        return Layer(self.W, self.H, self.s)

    def put(
        self, layer: Layer, alpha: float = 1.0, soft: float = 0.0,
        light: Point | None = None, volume: float = 0.0, round_: float = 6.0,
        rim: Colour | None = None, rim_width: float = 1.2, rim_amount: float = 0.8,
        texture: Array | None = None, shade: Callable[[Array, Array], Array] | None = None,
    ) -> None:
        """Lay a sheet down.

        ``light`` points towards the lamp; ``volume`` models the shapes as if
        they were rounded over ``round_`` units; ``rim`` edges them with light;
        ``texture`` multiplies their colour; ``soft`` blurs the sheet.
        """
        a8 = layer.data[:, :, 3]
        rows, cols = np.flatnonzero(a8.any(1)), np.flatnonzero(a8.any(0))
        if not len(rows):
            return
        pad = int(3 * max(soft, round_ if volume else 0, rim_width) * self.s) + 2
        y0, y1 = max(0, rows[0] - pad), min(self.H, rows[-1] + pad + 1)
        x0, x1 = max(0, cols[0] - pad), min(self.W, cols[-1] + pad + 1)
        data = layer.data[y0:y1, x0:x1].astype(np.float32) / 255
        a, col = data[:, :, 3], data[:, :, :3]
        if soft:
            planes = [blur(np.ascontiguousarray(data[:, :, i]), soft * self.s) for i in range(4)]
            col, a = np.stack(planes[:3], -1), planes[3]
        lx, ly = light or (0.0, -1.0)
        norm = float(np.hypot(lx, ly)) or 1.0
        lx, ly = lx / norm, ly / norm
        if volume:
            tone = col.mean(-1) * 0.6 + a * 0.4
            dome = blur(np.ascontiguousarray(tone), round_ * self.s)
            gy, gx = np.gradient(dome)
            lit = -(gx * lx + gy * ly) * round_ * self.s * 2.2
            col = col * (1 + volume * np.clip(lit, -0.9, 1.2))[:, :, None]
        if texture is not None:
            col = col * texture[y0:y1, x0:x1, None]
        if shade is not None:
            col = col * shade(self.X[:, x0:x1], self.Y[y0:y1])[:, :, None]
        if rim is not None:
            d = rim_width * self.s
            moved = ndimage.shift(a, (-ly * d, -lx * d), order=1, mode="nearest")
            edge = np.clip(a - blur(moved, d * 0.4), 0, 1) * rim_amount
            col = col + (rgb(rim) * a[:, :, None] - col) * np.clip(edge, 0, 1)[:, :, None]
        view = self.px[y0:y1, x0:x1]
        view *= 1 - a[:, :, None] * alpha
        view += col * alpha

    def shadow(self, layer: Layer, soft: float, amount: float, dx: float = 0, dy: float = 0,
               colour: Colour = (0, 0, 0)) -> None:
        """The soft shadow a sheet throws, moved by (dx, dy)."""
        a = blur(layer.data[:, :, 3].astype(np.float32) / 255, soft * self.s)
        if dx or dy:
            a = ndimage.shift(a, (dy * self.s, dx * self.s), order=1, mode="nearest")
        self.over(colour, a * amount)

    def ridge(
        self, seed: int, y: float, height: float, top: Colour, foot: Colour,
        rough: float = 0.5, base: int = 4, depth: float = 160, texture: float = 0.12,
        envelope: Callable[[Array], Array] | None = None, light: float = 1.0,
    ) -> Array:
        """A range of mountains, hazy at its foot; gives back its skyline in units."""
        rng = np.random.default_rng(seed)
        line = fractal_line(rng, 4096, rough, 9, base)
        x = np.linspace(0, 1, 4096, dtype=np.float32)
        sky = y - height * (0.5 + 0.5 * line) * (envelope(x) if envelope else 1.0)
        top_y = np.interp(self.X[0] / 1000, x, sky).astype(np.float32)[None, :]
        a = np.clip((self.Y - top_y) * self.s + 0.5, 0, 1)
        depth_in = np.clip((self.Y - top_y) / depth, 0, 1)
        colour = ramp(depth_in, [(0, top), (0.45, mix(top, foot, 0.45)), (1, foot)])
        if texture:
            n = self.noise(seed + 5, height * 0.5, 5, 0.48, 0.6)
            gx = np.gradient(blur(n, 2.2 * self.s), axis=1) * height * 0.9 * self.s
            colour = colour * (1 + texture * np.clip(gx * light, -1, 1) * (1 - depth_in))[:, :, None]
        self.over(colour, a)
        return top_y[0]

    def reflect(self, seed: int, level: float, ripple: float = 6.0, tint: Colour = "#5a4632",
                amount: float = 0.3, squash: float = 1.0) -> None:
        """Turn all below ``level`` into water that mirrors what stands above it."""
        row = int(level * self.s)
        y = np.arange(self.H - row, dtype=np.float32)[:, None]
        depth = y / max(1, self.H - row)
        waves = self.noise(seed, 26, 5, 0.6, 9.0)[row:] - 0.5
        fine = self.noise(seed + 1, 7, 3, 0.6, 14.0)[row:] - 0.5
        shift = (waves * ripple * 3.2 + fine * ripple * 1.6) * self.s * (0.25 + 1.6 * depth)
        src_y = np.clip(row - 1 - y * squash + shift, 0, row - 1)
        src_x = np.clip(np.arange(self.W)[None, :] + shift * 0.35, 0, self.W - 1)
        for i in range(3):
            self.px[row:, :, i] = ndimage.map_coordinates(
                self.px[:row, :, i], [src_y, np.broadcast_to(src_x, src_y.shape)], order=1, mode="nearest"
            )
        water = self.px[row:]
        dull = (amount * (0.35 + 0.65 * depth))[:, :, None]
        water += (rgb(tint) - water) * np.clip(dull, 0, 1)
        water *= (1 + np.clip(fine * 0.55 + waves * 0.3, -0.4, 0.5) * (0.3 + depth))[:, :, None]

    # -- finishing ------------------------------------------------------
    def bloom(self, threshold: float = 0.72, radius: float = 14, amount: float = 0.35) -> None:
        """Light spilling from the bright parts."""
        for r, k in ((radius, 0.6), (radius * 3, 0.4)):
            over = np.clip(self.px - threshold, 0, 1)
            for i in range(3):
                self.px[:, :, i] += blur(np.ascontiguousarray(over[:, :, i]), r * self.s) * amount * k

    def vignette(self, amount: float = 0.25) -> None:
        """Darker corners."""
        d = ((self.X - 500) / 620) ** 2 + ((self.Y - self.h / 2) / (self.h * 0.62)) ** 2
        self.px *= (1 - amount * smooth(0.35, 1.6, d))[:, :, None]

    def grade(self, contrast: float = 0.12, warm: float = 0.03, saturation: float = 1.06) -> None:
        """A gentle S curve, warmth and saturation."""
        p = np.clip(self.px, 0, 1.35)
        p = np.where(p > 0.8, 0.8 + 0.2 * np.tanh((p - 0.8) / 0.2), p)
        p = p + contrast * (p * p * (3 - 2 * p) - p)
        p = p * np.array([1 + warm, 1, 1 - warm], np.float32)
        grey = p @ np.array([0.3, 0.59, 0.11], np.float32)
        self.px = (grey[:, :, None] + (p - grey[:, :, None]) * saturation).astype(np.float32)

    def grain(self, seed: int = 1, amount: float = 0.012, size: float = 0.35) -> None:
        """Film grain, strongest in the middle tones."""
        rng = np.random.default_rng(seed)
        n = rng.standard_normal((self.H, self.W), np.float32)
        sigma = size * self.s
        n = blur(n, sigma) * (1 + 3.0 * sigma)
        lum = np.clip(self.px.mean(-1), 0, 1)
        self.px += (n * amount * (0.35 + 2.4 * lum * (1 - lum)))[:, :, None]

    def finish(
        self, seed: int = 1, contrast: float = 0.12, warm: float = 0.03,
        saturation: float = 1.06, vignette: float = 0.22, grain: float = 0.007,
        bloom: float = 0.3,
    ) -> None:
        """The usual end of a scene: bloom, vignette, grade and grain."""
        if bloom:
            self.bloom(amount=bloom)
        self.vignette(vignette)
        self.grade(contrast, warm, saturation)
        self.grain(seed, grain)

    def image(self, width: int, height: int) -> Image.Image:
        """The finished picture in 8 bits, reduced to the size wanted."""
        data = np.clip(self.px * 255 + 0.5, 0, 255).astype(np.uint8)
        img = Image.fromarray(data)
        if img.size != (width, height):
            img = img.resize((width, height), Image.Resampling.LANCZOS)
        return img
