"""The opening of the games in a full stadium."""

from __future__ import annotations

import numpy as np

from .canvas import Canvas
from .paint import Colour, Layer, Point, mix, smooth
from .props import GOLD, RED, bulb, flag, pole


def arena(x: float, z: float, y: float = 0.0) -> Point:
    """Where a point of the stadium (metres: across, away, up) falls on the canvas."""
    k = 770 / z
    return 500 + x * k, 222 + (39 - y) * k


def seats(layer: Layer, rng: np.random.Generator) -> None:
    """The far stand of the oval, filled with people in blocks of colour."""
    for row in range(27, -1, -1):
        a, b, y = 92 + row * 1.15, 66 + row * 1.15, 3.2 + row * 0.82
        n = int(300 + row * 3)
        ring = [arena(a * np.cos(t), 106 + b * np.sin(t), y) for t in np.linspace(0.06, np.pi - 0.06, 90)]
        layer.line(ring, 4.6, mix("#8fa6bb", "#41566f", row / 27))
        for t in np.linspace(0.06, np.pi - 0.06, n):
            if abs((t * 9) % 1 - 0.5) > 0.475 or row == 13:
                continue
            px, py = arena(a * np.cos(t), 106 + b * np.sin(t), y + 1.0)
            block = int(t * 9 + 0.5) % 3
            cloth = (
                ("#e23b3b", "#f4f0e6", "#f6c945"),
                ("#f4f0e6", "#3f7fc4", "#e8e2d0"),
                ("#f6c945", "#ef7f3c", "#f4f0e6"),
            )
            tone = mix(cloth[block][rng.integers(3)], "#27415f", 0.1 + 0.3 * row / 27)
            layer.oval(px, py, 1.25, 1.7, tone)
            layer.oval(px, py - 2.2, 0.75, 0.8, mix("#d09a70", "#3a3028", rng.random() * 0.7))


def ranks(layer: Layer, shade: Layer, x: float, z: float, cols: int, rows: int, tops: tuple[Colour, Colour]) -> None:
    """A block of people drawn up on the pitch, their shadows falling to the right."""
    for r in range(rows):
        for q in range(cols):
            px, py = arena(x + q * 1.75, z + (rows - r) * 1.9)
            k = 770 / (z + (rows - r) * 1.9)
            shade.oval(px + 1.0 * k, py + 0.1 * k, 1.0 * k, 0.2 * k, "#0c2a14")
            layer.rect(px - 0.26 * k, py - 0.8 * k, 0.52 * k, 0.8 * k, tops[1], 1, 0.1 * k)
            layer.rect(px - 0.4 * k, py - 1.5 * k, 0.8 * k, 0.85 * k, tops[0], 1, 0.3 * k)
            layer.oval(px, py - 1.72 * k, 0.24 * k, 0.28 * k, "#5a3a26")


def pitch(c: Canvas) -> None:
    """The red track and the mown pitch inside it."""
    ground = c.layer()

    def oval(a: float, b: float) -> list[Point]:
        return [arena(a * np.cos(t), 106 + b * np.sin(t)) for t in np.linspace(-0.85, np.pi + 0.85, 140)]

    ground.poly(oval(92, 66), "#7d8a4e")
    ground.poly([*oval(88, 60), (-200, 900), (1200, 900)], "#c4553a")
    for w in np.linspace(0, 11, 8):
        ground.line(oval(88 - w, 60 - w * 0.95), 0.9, "#f6dfcc", 0.8)
    ground.poly([*oval(76, 48), arena(-80, 71), arena(80, 71)], "#4f9a42")
    for i in range(-8, 8, 2):
        a, b = i * 6.6, (i + 1) * 6.6
        ground.poly([arena(a, 150), arena(b, 150), arena(b, 71), arena(a, 71)], "#63b04c")
    white = "#f2f7e6"
    for pts in (
        ((-52, 74), (52, 74), (52, 142), (-52, 142), (-52, 74)),
        ((0, 74), (0, 142)),
        ((-52, 88), (-36, 88), (-36, 128), (-52, 128)),
        ((52, 88), (36, 88), (36, 128), (52, 128)),
    ):
        ground.line([arena(*p) for p in pts], 1.7, white, 0.85)
    ground.line(
        [arena(9.15 * np.cos(t), 108 + 9.15 * np.sin(t)) for t in np.linspace(0, 2 * np.pi, 60)], 1.7, white, 0.85
    )
    c.put(ground, texture=0.92 + 0.16 * c.noise(205, 8, 4, 0.6, 3.0))


def great_flag(c: Canvas) -> None:
    """The great flag carried over the middle of the pitch, its cloth heaving a little."""

    def at(u: float, v: float) -> Point:
        heave = 0.5 * np.sin(u * 11 + v * 3) + 0.35 * np.sin(v * 9 - u * 4)
        return arena(-25.5 + 51 * u, 125 - 34 * v, 1.7 + heave)

    cloth, shade = c.layer(), c.layer()
    shade.poly([arena(-25, 125), arena(27, 125), arena(28, 90), arena(-25, 90)], "#06200c")
    c.put(shade, alpha=0.55, soft=3)
    n = 60
    for j in range(n):
        for i in range(n):
            u, v, e = i / n, j / n, 1.25 / n
            slope = np.cos(u * 11 + v * 3) + 0.7 * np.cos(v * 9 - u * 4)
            tone = mix(RED, "#ff6a45", 0.24 * slope) if slope > 0 else mix(RED, "#5a0414", -0.3 * slope)
            cloth.poly([at(u, v), at(u + e, v), at(u + e, v + e), at(u, v + e)], tone)
    pts = []
    for i in range(10):
        q, a = (0.32, 0.1222)[i % 2], np.pi * i / 5 - np.pi / 2
        pts.append(at(0.5 + q * np.cos(a) * 2 / 3, 0.5 + q * np.sin(a)))
    cloth.poly(pts, GOLD)
    bearers = c.layer()
    for u in np.linspace(0, 1, 30):
        for v in (-0.03, 1.03):
            px, py = at(u, v)
            bearers.rect(px - 2.4, py - 3, 4.8, 12, "#f7f3e8", 1, 2), bearers.oval(px, py - 5.5, 2, 2.4, "#4a2f20")
    c.put(cloth)
    c.put(bearers)


def san_van_dong(c: Canvas) -> None:
    """The opening of the games: a full stadium under a blue sky, the great flag on the pitch."""
    c.px[:] = c.vertical([(0, "#1f6fb8"), (0.22, "#62aee0"), (0.4, "#cfe9ef"), (1, "#cfe9ef")])
    cloud = c.noise(201, 210, 6, 0.55, 2.6)
    c.over("#ffffff", smooth(0.5, 0.72, cloud) * smooth(320, 40, c.Y) * 0.85)
    c.glow(860, 20, 620, "#fff3c8", 0.6)
    c.ridge(203, 292, 70, "#6f9fc0", "#c4e0e6", 0.5, 4, 80, 0.06)
    rng = np.random.default_rng(204)
    masts, lamps = c.layer(), c.layer()
    for x in (96, 904):
        masts.poly([(x - 5, 400), (x + 5, 400), (x + 2.2, 70), (x - 2.2, 70)], "#dfe6ea")
        masts.rect(x - 34, 44, 68, 34, "#54677a", 1, 2)
        for i in range(18):
            lamps.oval(x - 28 + (i % 6) * 11.2, 51 + (i // 6) * 10, 4, 3.6, "#fffbe2")
    c.put(masts, volume=0.4, round_=3, light=(1, -0.4))
    c.put(lamps)
    c.put(lamps, soft=7, alpha=0.7)
    roof = [arena(124 * np.cos(t), 106 + 98 * np.sin(t), 30) for t in np.linspace(0.5, np.pi - 0.5, 60)]
    lip = [arena(108 * np.cos(t), 106 + 84 * np.sin(t), 29) for t in np.linspace(np.pi - 0.5, 0.5, 60)]
    stand = c.layer()
    seats(stand, rng)
    c.put(stand, shade=lambda x, y: 0.86 + 0.2 * smooth(200, 900, x) + 0 * y)
    top = c.layer()
    top.poly(roof + lip, "#f0f4f4")
    top.line(lip, 3, "#c8102e")
    for t in np.linspace(0.55, np.pi - 0.55, 15):
        x, y = arena(124 * np.cos(t), 106 + 98 * np.sin(t), 30)
        pole(top, x, y - 34, y, 1.6, "#e8e8e8")
        flag(top, x, y - 33, 25, rng, True, 1.2, 0.05)
    c.put(top)
    pitch(c)
    great_flag(c)
    men, shade = c.layer(), c.layer()
    for x, z, tops in (
        (-62, 112, ("#f6c945", "#f6f2e6")),
        (-62, 92, ("#e8e2d0", "#2f5f9e")),
        (-47, 78, ("#2f78c4", "#f6f2e6")),
        (38, 112, ("#ef7f3c", "#f6f2e6")),
        (40, 92, ("#f7f3ea", "#c8102e")),
        (27, 78, ("#e23b5b", "#f6f2e6")),
    ):
        ranks(men, shade, x, z, 13, 6, tops)
    c.put(shade, alpha=0.5, soft=0.8)
    c.put(men, volume=0.35, round_=2, light=(0.7, -0.7))
    balloons = c.layer()
    for _ in range(64):
        t = rng.random()
        x, y = 500 + rng.normal(40 * t, 40 + 150 * t), 300 - 290 * t
        bulb(balloons, x, y, 3.5 + 7.5 * t, ("#e8283c", "#f7c531", "#ff8a3c", "#ffffff", "#ef5a8a")[rng.integers(5)])
    c.put(balloons)
    c.glow(900, 0, 700, "#fff0c0", 0.2)
    c.finish(16, contrast=0.16, warm=0.0, saturation=1.1, vignette=0.2, grain=0.0059, bloom=0.25)
