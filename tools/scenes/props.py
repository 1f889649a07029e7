"""Things that stand in the scenes: trees, flags, lamps, flowers, houses, balloons."""

from __future__ import annotations

import numpy as np

from .paint import Array, Colour, Layer, Point, mix, spline

RED, GOLD = "#c8102e", "#ffd23a"


def star(
    layer: Layer,
    x: float,
    y: float,
    r: float,
    colour: Colour = GOLD,
    alpha: float = 1.0,
    squeeze: float = 1.0,
    turn: float = 0.0,
) -> None:
    """A five-pointed star, optionally narrowed as on a flag seen aslant."""
    pts = []
    for i in range(10):
        a = np.pi * i / 5 - np.pi / 2 + turn
        q = r if i % 2 == 0 else r * 0.382
        pts.append((x + q * np.cos(a) * squeeze, y + q * np.sin(a)))
    layer.poly(pts, colour, alpha)


def flag(
    layer: Layer,
    x: float,
    y: float,
    w: float,
    rng: np.random.Generator,
    emblem: bool = True,
    wave: float = 1.0,
    droop: float = 0.1,
    colour: Colour = RED,
    flip: bool = False,
) -> None:
    """A flag flying from the point of its upper inner corner: folds, light and the gold star."""
    h = w * 2 / 3
    n = 44
    phase, turns = rng.uniform(0, 6.3), rng.uniform(1.15, 1.55)
    t = np.linspace(0, 1, n)
    sx = -1 if flip else 1
    lift = wave * 0.085 * h * np.sin(phase + t * turns * 2 * np.pi) * (0.25 + t) + droop * w * t**1.6
    xs = x + sx * w * (t - 0.03 * np.sin(phase + t * turns * 2 * np.pi) * t)
    top, bottom = y + lift, y + h + lift * 1.05 + 0.02 * h * np.sin(t * 9 + phase)
    slope = np.cos(phase + t * turns * 2 * np.pi + 0.4) * wave
    for i in range(n - 1):
        s = float(slope[i])
        tone = mix(colour, "#ff7a4a", max(0, s) * 0.42) if s > 0 else mix(colour, "#3d0210", -s * 0.62)
        j = min(i + 2, n - 1)  # strips overlap, so that no seam shows between them
        layer.poly([(xs[i], top[i]), (xs[j], top[j]), (xs[j], bottom[j]), (xs[i], bottom[i])], tone)
    if emblem:

        def on(u: float, v: float) -> Point:
            uu = np.clip(u, 0, 1)
            return (float(np.interp(uu, t, xs)), float(np.interp(uu, t, top) * (1 - v) + np.interp(uu, t, bottom) * v))

        pts = []
        for i in range(10):
            a = np.pi * i / 5 - np.pi / 2
            q = 0.3 if i % 2 == 0 else 0.1146
            pts.append(on(0.5 + q * np.cos(a) * 2 / 3, 0.5 + q * np.sin(a)))
        layer.poly(pts, GOLD)


def pole(layer: Layer, x: float, y0: float, y1: float, w: float, colour: Colour) -> None:
    """A round pole, lit on one side, from ``y0`` (top) down to ``y1``."""
    layer.rect(x - w / 2, y0, w, y1 - y0, colour)
    layer.rect(x - w / 2, y0, w * 0.35, y1 - y0, mix(colour, "#ffffff", 0.4))
    layer.oval(x, y0 - w * 0.4, w * 0.9, w * 0.9, GOLD)


def branches(
    layer: Layer,
    x: float,
    y: float,
    length: float,
    width: float,
    angle: float,
    rng: np.random.Generator,
    colour: Colour,
    depth: int = 4,
    tips: list[Point] | None = None,
) -> list[Point]:
    """A trunk and its branches; gives back the twigs' ends."""
    tips = [] if tips is None else tips
    a = np.radians(angle)
    bend = rng.normal(0, 0.07)
    mx, my = x + np.sin(a + bend) * length * 0.5, y - np.cos(a + bend) * length * 0.5
    ex, ey = x + np.sin(a) * length, y - np.cos(a) * length
    n = np.array([np.cos(a), np.sin(a)])
    w2 = width * 0.66
    layer.shape(
        [
            (x - n[0] * width / 2, y - n[1] * width / 2),
            (mx - n[0] * width * 0.42, my - n[1] * width * 0.42),
            (ex - n[0] * w2 / 2, ey - n[1] * w2 / 2),
            (ex + n[0] * w2 / 2, ey + n[1] * w2 / 2),
            (mx + n[0] * width * 0.42, my + n[1] * width * 0.42),
            (x + n[0] * width / 2, y + n[1] * width / 2),
        ],
        colour,
    )
    if depth == 0:
        tips.append((ex, ey))
        return tips
    kids = 3 if rng.random() < 0.45 else 2
    spread = rng.uniform(24, 38)
    for i in range(kids):
        turn = (i - (kids - 1) / 2) * spread * (1.3 if kids == 2 else 1.0) + rng.normal(0, 7)
        branches(layer, ex, ey, length * rng.uniform(0.64, 0.82), w2 * 0.86, angle + turn, rng, colour, depth - 1, tips)
    return tips


def foliage(
    layer: Layer,
    clumps: list[Point] | Array,
    r: float,
    rng: np.random.Generator,
    dark: Colour,
    mid: Colour,
    lit: Colour,
    light: Point = (-0.6, -0.8),
    leaf: float = 2.0,
    per: int = 90,
    squash: float = 0.8,
) -> None:
    """Leaves about the clumps' centres, in the shade below and lit towards the lamp."""
    pts = np.asarray(clumps, float)
    if not len(pts):
        return
    centre, extent = pts.mean(0), max(1.0, float(np.ptp(pts, axis=0).max()) / 2 + r)
    lx, ly = np.array(light) / np.hypot(*light)
    leaves = []
    for cx, cy in pts:
        rr = r * rng.uniform(0.7, 1.2)
        q = rng.normal(0, 0.46, (per, 2)) * [rr, rr * squash]
        for dx, dy in q:
            local = (dx * lx + dy * ly) / rr
            whole = ((cx + dx - centre[0]) * lx + (cy + dy - centre[1]) * ly) / extent
            leaves.append((cx + dx, cy + dy, local * 0.55 + whole * 0.75 + rng.normal(0, 0.16)))
    leaves.sort(key=lambda p: p[2] + rng.normal(0, 0.1))
    for x, y, t in leaves:
        tone = mix(mid, lit, min(1, t * 1.25)) if t > 0 else mix(mid, dark, min(1, -t * 1.6))
        size = leaf * rng.uniform(0.7, 1.4)
        layer.oval(x, y, size, size * 0.55, tone, 1, rng.uniform(0, 180))


def tree(
    layer: Layer,
    x: float,
    y: float,
    height: float,
    rng: np.random.Generator,
    dark: Colour = "#2c3315",
    mid: Colour = "#6d7a2c",
    lit: Colour = "#d9c45a",
    bark: Colour = "#4a3523",
    light: Point = (-0.6, -0.8),
    leaf: float = 2.0,
    per: int = 70,
) -> None:
    """A broad-leaved tree on its own trunk."""
    tips = branches(layer, x, y, height * 0.3, height * 0.055, rng.normal(0, 4), rng, bark, 3)
    arr = np.array(tips)
    extra = arr + rng.normal(0, height * 0.05, arr.shape)
    foliage(layer, np.vstack([arr, extra]), height * 0.15, rng, dark, mid, lit, light, leaf, per)


def palm(
    layer: Layer, x: float, y: float, height: float, rng: np.random.Generator, trunk: Colour, leaf: Colour
) -> None:
    """A fan palm (cọ): a thin trunk with a round head of split fans."""
    lean = rng.normal(0, 0.03) * height
    layer.line([(x, y), (x + lean * 0.3, y - height * 0.5), (x + lean, y - height)], height * 0.03, trunk, 1, True)
    hx, hy = x + lean, y - height
    for a in np.linspace(-170, -10, 9) + rng.normal(0, 6, 9):
        r = height * rng.uniform(0.2, 0.28)
        ex, ey = hx + np.cos(np.radians(a)) * r * 0.7, hy + np.sin(np.radians(a)) * r * 0.6
        layer.line([(hx, hy), (ex, ey)], height * 0.008, leaf)
        for b in np.linspace(-62, 62, 13):
            q = np.radians(a + b)
            layer.line(
                [(ex, ey), (ex + np.cos(q) * r * 0.62, ey + np.sin(q) * r * 0.55 + abs(b) * 0.0006 * height)],
                height * 0.009,
                leaf,
            )


def blossoms(
    layer: Layer,
    x0: float,
    x1: float,
    y: float,
    depth: float,
    n: int,
    size: float,
    rng: np.random.Generator,
    colours: list[Colour],
    green: Colour = "#3f5a22",
) -> None:
    """A flower bed from ``x0`` to ``x1``, ``depth`` deep, bigger flowers in front."""
    ys = np.sort(rng.uniform(0, 1, n))
    for t in ys:
        x, yy = rng.uniform(x0, x1), y + depth * t
        s = size * (0.5 + 0.7 * t) * rng.uniform(0.7, 1.25)
        for _ in range(3):
            layer.oval(
                x + rng.normal(0, s * 1.6),
                yy + s * 1.2 + rng.normal(0, s),
                s * 1.5,
                s * 0.5,
                mix(green, "#0c1406", rng.uniform(0, 0.6)),
                1,
                rng.uniform(0, 180),
            )
        col = colours[rng.integers(len(colours))]
        for a in np.linspace(0, 2 * np.pi, 6)[:5] + rng.uniform(0, 1):
            layer.oval(
                x + np.cos(a) * s * 0.62,
                yy + np.sin(a) * s * 0.46,
                s * 0.62,
                s * 0.42,
                mix(mix(col, "#ffffff", 0.22 * (np.sin(a) < 0)), "#300008", 0.2 * (np.sin(a) > 0)),
                1,
                np.degrees(a),
            )
        layer.oval(x, yy, s * 0.3, s * 0.24, mix(col, "#ffe08a", 0.7))


def bulb(layer: Layer, x: float, y: float, r: float, colour: Colour) -> None:
    """A shining balloon or lantern ball."""
    layer.oval(x, y, r * 0.88, r, colour)
    layer.oval(x + r * 0.1, y + r * 0.25, r * 0.66, r * 0.68, mix(colour, "#20000a", 0.3), 0.35)
    layer.oval(x - r * 0.3, y - r * 0.36, r * 0.24, r * 0.32, mix(colour, "#ffffff", 0.7), 0.75, 30)


def grass(
    layer: Layer,
    x0: float,
    x1: float,
    y: float,
    height: float,
    n: int,
    rng: np.random.Generator,
    colours: list[Colour],
    spread: float = 8.0,
    lean: float = 0.0,
) -> None:
    """Blades of grass along the foot of a scene."""
    for _ in range(n):
        x, yy = rng.uniform(x0, x1), y + rng.uniform(-0.5, 0.5) * spread
        h, b = height * rng.uniform(0.4, 1.1), rng.normal(lean, 0.35)
        w = h * 0.035 + 0.25
        tip = (x + b * h, yy - h)
        mid_ = (x + b * h * 0.3, yy - h * 0.6)
        layer.fill(
            spline([(x - w, yy), (mid_[0] - w * 0.6, mid_[1]), tip, (mid_[0] + w * 0.6, mid_[1]), (x + w, yy)]),
            colours[rng.integers(len(colours))],
        )
