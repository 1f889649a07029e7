"""The picture being painted: planes of light, noise, mist, hills, water, and the finish.

Every measure a scene gives is in *units*: the canvas is 1000 units wide and
``Canvas.h`` units high, whatever its pixels, so a scene looks the same in a
quick small proof and at full size.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PIL import Image
from scipy import ndimage

from .paint import Array, Colour, Layer, Point, Stops, blur, fractal_line, mix, ramp, rgb, smooth


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
        self,
        seed: int,
        cell: float,
        octaves: int = 5,
        gain: float = 0.5,
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
            img = Image.fromarray(lattice).resize((self.W, self.H), Image.Resampling.BICUBIC, box=box)
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

    def glow(self, x: float, y: float, r: float, colour: Colour, amount: float = 1.0) -> None:
        """A soft round light."""
        self.screen(colour, self.radial(x, y, r) * amount)

    def mist(
        self,
        seed: int,
        y: float,
        height: float,
        colour: Colour,
        amount: float = 0.8,
        cell: float = 220,
        stretch: float = 4.0,
    ) -> None:
        """A drifting bank of mist about the height ``y``."""
        band = np.exp(-(((self.Y - y) / height) ** 2)).astype(np.float32)
        n = self.noise(seed, cell, 5, 0.5, stretch)
        self.over(colour, np.clip(band * (0.35 + 0.95 * smooth(0.25, 0.8, n)) * amount, 0, 1))

    def layer(self) -> Layer:
        """A transparent sheet the size of the picture."""
        return Layer(self.W, self.H, self.s)

    def put(
        self,
        layer: Layer,
        alpha: float = 1.0,
        soft: float = 0.0,
        light: Point | None = None,
        volume: float = 0.0,
        round_: float = 6.0,
        rim: Colour | None = None,
        rim_width: float = 1.2,
        rim_amount: float = 0.8,
        texture: Array | None = None,
        shade: Callable[[Array, Array], Array] | None = None,
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

    def shadow(
        self, layer: Layer, soft: float, amount: float, dx: float = 0, dy: float = 0, colour: Colour = (0, 0, 0)
    ) -> None:
        """The soft shadow a sheet throws, moved by (dx, dy)."""
        a = blur(layer.data[:, :, 3].astype(np.float32) / 255, soft * self.s)
        if dx or dy:
            a = ndimage.shift(a, (dy * self.s, dx * self.s), order=1, mode="nearest")
        self.over(colour, a * amount)

    def ridge(
        self,
        seed: int,
        y: float,
        height: float,
        top: Colour,
        foot: Colour,
        rough: float = 0.5,
        base: int = 4,
        depth: float = 160,
        texture: float = 0.12,
        envelope: Callable[[Array], Array] | None = None,
        light: float = 1.0,
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

    def reflect(
        self,
        seed: int,
        level: float,
        ripple: float = 6.0,
        tint: Colour = "#5a4632",
        amount: float = 0.3,
        squash: float = 1.0,
    ) -> None:
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
        self,
        seed: int = 1,
        contrast: float = 0.12,
        warm: float = 0.03,
        saturation: float = 1.06,
        vignette: float = 0.22,
        grain: float = 0.007,
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
