"""Hills seen in true perspective: a height field cast column by column.

Used for the tea hills: bowl-shaped hills ringed by hedges of tea, each hedge
with its own rounded relief, lit by a low sun, with haze and valley mist.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from scipy import ndimage

from .paint import Array, Canvas, Colour, mix, ramp, rgb, smooth


@dataclass(frozen=True)
class Hill:
    """A bowl turned upside down: centre, half widths and height in metres."""

    x: float
    z: float
    rx: float
    rz: float
    height: float
    turn: float = 0.0
    straight: bool = False  # straight rows instead of rings


@dataclass(frozen=True)
class View:
    """The camera: its height, the horizon on the canvas and the focal length in units."""

    height: float
    horizon: float
    focal: float
    centre: float = 500.0

    def point(self, x: float, y: float, z: float) -> tuple[float, float, float]:
        """Where a world point falls on the canvas, and units to the metre there."""
        k = self.focal / z
        return self.centre + x * k, self.horizon + (self.height - y) * k, k


@dataclass
class Tea:
    """The look of a tea field."""

    hills: list[Hill]
    spacing: float = 1.7
    relief: float = 0.75
    base: float = 0.0
    slope: float = 0.0  # the plain's rise with distance
    seed: int = 1
    sun: tuple[float, float, float] = (-0.45, 0.3, 0.84)
    sun_colour: Colour = "#ffd489"
    sky_colour: Colour = "#8d9a8a"
    leaf: Colour = "#5f7f2a"
    tip: Colour = "#c4b545"
    soil: Colour = "#3a2a18"
    haze: list[tuple[float, Colour]] = field(default_factory=list)
    haze_length: float = 240.0
    mist: float = 0.8
    mist_level: float = 4.0
    near: float = 10.0
    far: float = 420.0

    def __post_init__(self) -> None:
        rng = np.random.default_rng(self.seed)
        tile = rng.random((512, 512), np.float32)
        self.fine = ndimage.gaussian_filter(tile, 1.1, mode="wrap")
        self.fine = (self.fine - self.fine.mean()) / self.fine.std() * 0.25
        wide = ndimage.gaussian_filter(tile, 9, mode="wrap")
        self.wide = (wide - wide.mean()) / wide.std()

    def tile(self, which: Array, x: Array, z: Array, cell: float) -> Array:
        """A repeating noise tile, sampled in world metres (``cell`` to a texel)."""
        out = ndimage.map_coordinates(
            which, [np.ravel(z / cell), np.ravel(x / cell)], order=1, mode="grid-wrap"
        )
        return out.reshape(np.shape(x))

    def ground(self, x: Array, z: Array) -> tuple[Array, Array, Array]:
        """Height without hedges, row phase, and nearness to a path between hills."""
        best = np.full(np.shape(x), -1e9, np.float32)
        second = best.copy()
        phase = np.zeros(np.shape(x), np.float32)
        warp = self.tile(self.wide, x, z, 0.55)
        for hill in self.hills:
            ca, sa = np.cos(hill.turn), np.sin(hill.turn)
            dx, dz = x - hill.x, z - hill.z
            u, v = (dx * ca + dz * sa) / hill.rx, (-dx * sa + dz * ca) / hill.rz
            d2 = u * u + v * v
            h = hill.height * np.exp(-1.25 * d2) - 0.45 * d2
            wins = h > best
            second = np.where(wins, best, np.maximum(second, h))
            best = np.where(wins, h, best)
            if hill.straight:
                p = (u * hill.rx + 0.02 * hill.rx * np.sin(v * 3)) / self.spacing
            else:
                p = np.sqrt(d2 + 0.003) * (hill.rx + hill.rz) / 2 / self.spacing
            phase = np.where(wins, p, phase)
        path = 1 - smooth(0.15, 0.75, best - second)
        return best + self.base + self.slope * z, phase + warp * 0.13, path

    def hedge(self, phase: Array, path: Array) -> Array:
        """The rounded section of the hedges, 0..1."""
        t = np.abs(phase - np.floor(phase) - 0.5)
        return np.sqrt(np.clip(1 - (t / 0.41) ** 2.6, 0, 1)) * (1 - path)

    def surface(self, x: Array, z: Array) -> Array:
        """Height with hedges."""
        base, phase, path = self.ground(x, z)
        return base + self.relief * self.hedge(phase, path)

    def cast(self, c: Canvas, view: View, samples: int = 3600) -> Array:
        """Distance of the ground at every pixel (0 where the sky is)."""
        z = np.geomspace(self.near, self.far, samples).astype(np.float32)
        out = np.zeros((c.H, c.W), np.float32)
        rows = c.Y[:, 0]
        for x0 in range(0, c.W, 160):
            px = (c.X[0, x0 : x0 + 160] - view.centre) / view.focal
            world = px[:, None] * z[None, :]
            y = view.horizon + (view.height - self.surface(
                world, np.broadcast_to(z, world.shape))) * view.focal / z
            crest = np.minimum.accumulate(y, axis=1)
            for j in range(len(px)):
                up = -crest[j]
                i = np.searchsorted(up, -rows, side="left")
                hit = (i < samples) & (i > 0)
                k = np.clip(i, 1, samples - 1)
                a, b = up[k - 1], up[k]
                f = np.clip((-rows - a) / np.maximum(b - a, 1e-6), 0, 1)
                zz = z[k - 1] + (z[k] - z[k - 1]) * f
                out[:, x0 + j] = np.where(hit, zz, np.where(i == 0, z[0], 0))
        return out

    def shadow(self, x: Array, z: Array, base: Array) -> Array:
        """Long soft shadows of hill on hill: 1 lit, 0 in shadow."""
        sx, sy, sz = self.sun
        lit = np.ones(np.shape(x), np.float32)
        for t in (5.0, 9.0, 15.0, 24.0, 38.0, 60.0):
            over = self.ground(x + sx * t, z + sz * t)[0] - (base + sy * t)
            lit = np.minimum(lit, 1 - smooth(-0.08 * t, 0.07 * t, over))
        return lit

    def paint(self, c: Canvas, view: View) -> Array:
        """Paint the hills on the canvas; gives back the distance plane."""
        depth = self.cast(c, view)
        sun = np.array(self.sun) / np.linalg.norm(self.sun)
        strip = max(64, int(3e6 / c.W))
        for y0 in range(0, c.H, strip):
            z = depth[y0 : y0 + strip]
            if not z.any():
                continue
            solid = z > 0
            z = np.where(solid, z, self.far)
            x = (c.X - view.centre) / view.focal * z
            base, phase, path = self.ground(x, z)
            bush = self.hedge(phase, path)
            h = base + self.relief * bush
            e = 0.05 + z * 0.0006
            nx = -(self.surface(x + e, z) - h) / e
            nz = -(self.surface(x, z + e) - h) / e
            size = np.sqrt(nx * nx + nz * nz + 1)
            texel = z / view.focal / c.s * 2.2
            fade1 = np.clip(0.05 / texel, 0, 1)
            fade2 = np.clip(0.16 / texel, 0, 1)
            leaf = self.tile(self.fine, x + 0.6 * h, z + 0.8 * h, 0.035) * fade1
            clump = self.tile(self.fine, x + h, z - h, 0.13) * fade2
            patch = self.tile(self.wide, x, z, 0.9)
            lambert = (nx * sun[0] + sun[1] + nz * sun[2]) / size
            step = 3
            lit = self.shadow(x[::step, ::step], z[::step, ::step], base[::step, ::step])
            lit = ndimage.zoom(
                lit, (x.shape[0] / lit.shape[0], x.shape[1] / lit.shape[1]), order=1, grid_mode=True,
                mode="nearest",
            )
            glow = np.clip((lambert + 0.22) / 1.22 + clump * 0.35 + leaf * 0.5, 0, 1.3) ** 1.25
            green = ramp(
                np.clip(bush * 0.75 + leaf * 0.8 + clump * 0.45 + patch * 0.07 - 0.18, 0, 1),
                [(0, mix(self.leaf, "#10160a", 0.72)), (0.55, self.leaf), (1, self.tip)],
            )
            floor = ramp(np.clip(0.5 + leaf + clump, 0, 1), [
                (0, mix(self.soil, "#000000", 0.45)), (1, mix(self.soil, "#b98a55", 0.35))])
            wood = smooth(0.02, 0.35, bush)[:, :, None]
            colour = floor * (1 - wood) + green * wood
            hollow = (0.35 + 0.65 * np.maximum(bush, path * 0.8))[:, :, None]
            light = (rgb(self.sun_colour) * (2.1 * glow * lit)[:, :, None]
                     + rgb(self.sky_colour) * (0.42 + 0.3 / size)[:, :, None] * hollow)
            colour = colour * light
            warm = (glow * lit * np.clip(bush - 0.5, 0, 1))[:, :, None]
            colour += rgb("#ffc65a") * warm * 0.16
            far = 1 - np.exp(-((z / self.haze_length) ** 1.35))
            low = smooth(self.mist_level, self.mist_level - 7, base - 0.002 * z)
            drift = np.clip(0.55 + 0.4 * self.tile(self.wide, x * 0.35 + z * 0.1, z * 0.12, 0.7), 0, 1)
            veil = low * drift * smooth(45, 150, z) * self.mist
            hazed = ramp(c.X / 1000 + 0 * z, self.haze)
            colour += (hazed - colour) * np.clip(1 - (1 - far) * (1 - veil), 0, 1)[:, :, None]
            view_px = c.px[y0 : y0 + strip]
            np.copyto(view_px, colour.astype(np.float32), where=solid[:, :, None])
        return depth
