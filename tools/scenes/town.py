"""The digital town, in isometric projection."""

from __future__ import annotations

import numpy as np

from .canvas import Canvas
from .paint import Colour, Layer, Point, mix, smooth
from .props import flag


def iso(x: float, y: float, z: float = 0.0) -> Point:
    """A point of the isometric town (cells across, cells away, units up) on the canvas."""
    return 500 + (x - y) * 82, 66 + (x + y) * 43 - z


def block(
    layer: Layer, lights: Layer, x: float, y: float, w: float, h: float, tone: Colour, rng: np.random.Generator
) -> None:
    """A house of the town: two walls with lit windows and a roof."""

    def wall(a: Point, b: Point, colour: Colour) -> None:
        layer.poly([iso(*a), iso(*b), iso(*b, h), iso(*a, h)], colour)
        floors, bays = max(1, int(h / 17)), 3
        for f in range(floors):
            for i in range(bays):
                if rng.random() < 0.4:
                    continue
                u, v = (i + 0.25) / bays, (i + 0.75) / bays
                z0, z1 = (f + 0.3) * h / floors, (f + 0.74) * h / floors
                p = [(a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t) for t in (u, v)]
                lights.poly(
                    [iso(*p[0], z0), iso(*p[1], z0), iso(*p[1], z1), iso(*p[0], z1)],
                    ("#ffd98a", "#8ff0ff", "#ffc05e")[rng.integers(3)],
                    0.95,
                )

    wall((x, y + w), (x + w, y + w), mix(tone, "#0a1440", 0.15))
    wall((x + w, y), (x + w, y + w), mix(tone, "#050a2a", 0.5))
    layer.poly([iso(x, y, h), iso(x + w, y, h), iso(x + w, y + w, h), iso(x, y + w, h)], mix(tone, "#bfe9ff", 0.3))


def links(c: Canvas, rng: np.random.Generator, nodes: list[Point], goal: Point) -> None:
    """Arcs of light from the houses to the goal, a spark travelling on each."""
    arcs, dots = c.layer(), c.layer()
    for x, y in nodes:
        if not (20 < x < 980 and 150 < y < 740):
            continue
        top = min(y, goal[1]) - 40 - 0.16 * abs(x - goal[0])
        pts = [
            (
                (1 - t) ** 2 * x + 2 * t * (1 - t) * (x + goal[0]) / 2 + t * t * goal[0],
                (1 - t) ** 2 * y + 2 * t * (1 - t) * top + t * t * goal[1],
            )
            for t in np.linspace(0, 1, 40)
        ]
        arcs.line(pts, 2.4, "#7ff4ff", 0.9)
        dots.oval(x, y, 5, 5, "#ffffff"), dots.oval(*pts[int(rng.integers(12, 30))], 3.4, 3.4, "#fff2b0")
    for sheet in (arcs, dots):
        c.put(sheet, soft=7, alpha=0.9)
        c.put(sheet)


def chuyen_doi_so(c: Canvas) -> None:
    """The digital town: a toy city in blue night, its houses joined by arcs of light to the
    people's committee in the middle."""
    c.px[:] = c.vertical([(0, "#0b1650"), (0.5, "#14307e"), (1, "#0a1240")])
    c.glow(500, 380, 640, "#2f7fe0", 0.55)
    rng = np.random.default_rng(341)
    streets, town, lights, mast = c.layer(), c.layer(), c.layer(), c.layer()
    for i in range(-6, 18):
        for a, b in (((i, -6), (i, 18)), ((-6, i), (18, i))):
            streets.line([iso(a[0] - 0.16, a[1] - 0.16), iso(b[0] - 0.16, b[1] - 0.16)], 2.2, "#39b6ff", 0.5)
    c.put(streets)
    c.put(streets, soft=4, alpha=0.7)
    middle = 4
    nodes: list[Point] = []
    for total in range(-6, 40):
        for x in range(-5, 22):
            y = total - x
            px, py = iso(x + 0.35, y + 0.35)
            if not (-80 < px < 1080 and -60 < py < 900):
                continue
            if x in (middle, middle + 1) and y in (middle, middle + 1):
                if (x, y) == (middle + 1, middle + 1):
                    hall(town, lights, mast, middle, rng)
                continue
            if rng.random() < 0.12:
                for _ in range(5):
                    tx, ty = iso(x + rng.uniform(0.1, 0.6), y + rng.uniform(0.1, 0.6), 8)
                    town.oval(tx, ty, 7, 9, mix("#1f8f7c", "#5fe0a8", rng.random() * 0.5))
                continue
            tall = rng.uniform(20, 84) * (0.6 if x + y > 9 and abs(x - y) < 3 else 1.0)
            away = min(1.0, np.hypot(px - 500, 1.3 * (py - 420)) / 620)
            block(
                town,
                lights,
                x,
                y,
                0.68,
                tall,
                mix(("#4f86e8", "#66a2f4", "#4668c8", "#7a8cf0", "#35a0dc")[rng.integers(5)], "#0e1c5c", 0.75 * away),
                rng,
            )
            if rng.random() < 0.2:
                nodes.append(iso(x + 0.34, y + 0.34, tall))
    c.put(town)
    c.put(lights)
    c.put(lights, soft=3, alpha=0.7)
    goal = iso(middle + 0.84, middle + 0.84, 254)
    links(c, rng, nodes, goal)
    c.put(mast)
    c.over("#0b1650", smooth(170, 0, c.Y) * 0.75)
    c.over("#0a1240", smooth(620, 790, c.Y) * 0.6)
    c.glow(goal[0], goal[1], 240, "#8fe8ff", 0.35)
    c.finish(33, contrast=0.16, warm=-0.01, saturation=1.08, vignette=0.3, grain=0.0059, bloom=0.4)


def hall(town: Layer, lights: Layer, mast: Layer, at: int, rng: np.random.Generator) -> None:
    """The house of the people's committee: taller, golden, a red flag on its roof."""
    for inset, low, high in ((0.0, 0, 96), (0.35, 96, 172)):
        a, b = at + inset, at + 1.68 - inset
        for p, q, tone in (((a, b), (b, b), "#f3c76a"), ((b, a), (b, b), "#b9813c")):
            town.poly([iso(*p, low), iso(*q, low), iso(*q, high), iso(*p, high)], tone)
            for f in range(3):
                for i in range(5):
                    u, v = (i + 0.25) / 5, (i + 0.75) / 5
                    z0, z1 = low + (high - low) * (f + 0.25) / 3, low + (high - low) * (f + 0.75) / 3
                    w = [(p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t) for t in (u, v)]
                    lights.poly(
                        [iso(*w[0], z0), iso(*w[1], z0), iso(*w[1], z1), iso(*w[0], z1)],
                        "#fff6cf",
                        0.7 + 0.3 * rng.random(),
                    )
        town.poly([iso(a, a, high), iso(b, a, high), iso(b, b, high), iso(a, b, high)], "#c8402e" if low else "#ffe2a0")
    x, y = iso(at + 0.84, at + 0.84, 172)
    mast.rect(x - 1.5, y - 80, 3, 80, "#f4f4f4")
    flag(mast, x, y - 78, 68, rng, True, 1.0, 0.06)
