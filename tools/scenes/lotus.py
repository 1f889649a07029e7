"""The lotus in bloom."""

from __future__ import annotations

import numpy as np

from .canvas import Canvas
from .paint import Colour, Point, mix, smooth, spline, trace


def petal(
    c: Canvas,
    base: Point,
    tip: Point,
    width: float,
    pale: Colour,
    blush: Colour,
    bend: float = 0.0,
    volume: float = 0.5,
    dark: float = 0.0,
) -> None:
    """One lotus petal: pale at the foot, blushing to its point, with fine veins."""
    b, t = np.array(base), np.array(tip)
    d = t - b
    n = np.array([-d[1], d[0]]) / np.hypot(*d)
    side = n * bend
    outline = [
        tuple(b + n * width * 0.16),
        tuple(b + d * 0.3 + n * width * 0.44 + side * 0.5),
        tuple(b + d * 0.62 + n * width * 0.5 + side),
        tuple(b + d * 0.88 + n * width * 0.2 + side * 0.8),
        tuple(t),
        tuple(b + d * 0.88 - n * width * 0.2 + side * 0.8),
        tuple(b + d * 0.62 - n * width * 0.5 + side),
        tuple(b + d * 0.3 - n * width * 0.44 + side * 0.5),
        tuple(b - n * width * 0.16),
    ]
    path = spline(outline)
    layer = c.layer()
    layer.gradient(
        path,
        base,
        tip,
        [
            (0, mix(mix(pale, "#d8c87a", 0.35), "#30081c", dark)),
            (0.35, mix(pale, "#3a0a22", dark)),
            (0.75, mix(mix(pale, blush, 0.6), "#3a0a22", dark)),
            (1, mix(blush, "#3a0a22", dark)),
        ],
    )
    layer.canvas.save()
    layer.canvas.clipPath(path, True)
    for k in np.linspace(-0.46, 0.46, 19):
        p1 = b + d * 0.02 + n * width * 0.3 * k
        p2 = b + d * 0.6 + n * width * k * 1.05 + side
        layer.line([tuple(p1), tuple(p2), tuple(t - d * 0.02)], 0.7, mix(blush, "#6a0f3a", 0.35), 0.30, True)
    layer.canvas.restore()
    shade = c.layer()
    shade.fill(path, "#2a0618")
    c.shadow(shade, 9, 0.34, 2, 8, "#2a0618")
    c.put(layer, volume=volume, round_=width * 0.16, light=(-0.6, -0.8), rim="#fff3e6", rim_width=1.2, rim_amount=0.5)


def pad_leaf(c: Canvas, x: float, y: float, rx: float, ry: float, tone: Colour, soft: float, turn: float) -> None:
    """A lotus leaf seen aslant, veined from its heart."""
    leaf = c.layer()
    rng = np.random.default_rng(int(x * 7 + y))
    pts = []
    for a in np.linspace(0, 2 * np.pi, 26, endpoint=False):
        w = 1 + rng.normal(0, 0.025)
        px, py = np.cos(a) * rx * w, np.sin(a) * ry * w
        ca, sa = np.cos(turn), np.sin(turn)
        pts.append((x + px * ca - py * sa, y + px * sa + py * ca))
    path = spline(pts)
    leaf.gradient(
        path,
        (x - rx, y - ry),
        (x + rx, y + ry),
        [(0, mix(tone, "#e8d88a", 0.45)), (0.5, tone), (1, mix(tone, "#06120c", 0.55))],
    )
    for px, py in pts[::2]:
        leaf.line([(x, y), (px * 0.97 + x * 0.03, py * 0.97 + y * 0.03)], 1.3, mix(tone, "#f3edb0", 0.4), 0.5)
    leaf.oval(x, y, rx * 0.05, ry * 0.05, mix(tone, "#f3edb0", 0.6))
    c.shadow(leaf, 16, 0.35, 0, 16)
    c.put(leaf, soft=soft, volume=0.35, round_=14, light=(-0.6, -0.8))


def hoa_sen(c: Canvas) -> None:
    """A pink lotus in full bloom over its leaves, a bud beside it, in morning light."""
    c.px[:] = c.vertical([(0, "#b59a5a"), (0.35, "#7f8a4c"), (0.7, "#344a30"), (1, "#16241c")])
    c.over("#1d3322", smooth(0.4, 0.75, c.noise(90, 320, 4, 0.5)) * 0.6)
    rng = np.random.default_rng(91)
    blobs = c.layer()
    for _ in range(46):
        blobs.oval(
            rng.uniform(0, 1000),
            rng.uniform(0, 620),
            *(rng.uniform(14, 44) * np.ones(2)),
            mix("#ffe6a0", "#c7c06a", rng.random()),
            rng.uniform(0.06, 0.24),
        )
    c.put(blobs, soft=3.5)
    c.glow(160, 80, 760, "#ffe3a0", 0.55)
    for args in (
        (130, 640, 260, 110, "#4f6b38", 9, 0.1),
        (880, 600, 280, 100, "#4a663a", 9, -0.15),
        (500, 760, 330, 120, "#456337", 6, 0.05),
        (70, 880, 330, 150, "#3a5a32", 3, 0.12),
        (950, 880, 340, 150, "#34522f", 3, -0.1),
        (480, 985, 420, 130, "#2d4a2b", 1, 0.0),
    ):
        pad_leaf(c, *args)
    stem = c.layer()
    stem.line([(500, 690), (508, 800), (496, 1010)], 17, "#5d7a3c", 1, True)
    stem.line([(800, 390), (812, 600), (790, 1010)], 11, "#55713a", 1, True)
    c.put(stem, volume=0.8, round_=5, light=(-1, -0.3))
    for tip, w, d in (((772, 196), 86, 0.12), ((826, 204), 92, 0.05), ((798, 178), 78, 0.0)):
        petal(c, (800, 398), tip, w, "#f6d3d8", "#d9487c", 0, 0.5, d)
    core = (500, 668)
    pink, pale = "#d83c78", "#fbe4e2"
    for ang, length, w, dark in (
        (-78, 350, 150, 0.22),
        (78, 350, 150, 0.3),
        (-52, 398, 168, 0.16),
        (54, 398, 168, 0.2),
        (-27, 430, 172, 0.1),
        (29, 432, 172, 0.13),
        (1, 446, 176, 0.06),
    ):
        q = np.radians(ang)
        petal(
            c, core, (core[0] + np.sin(q) * length, core[1] - np.cos(q) * length * 0.94), w, pale, pink, 0, 0.45, dark
        )
    for ang, length, w in (
        (-64, 330, 158),
        (66, 332, 158),
        (-40, 362, 168),
        (42, 362, 168),
        (-14, 372, 166),
        (17, 374, 166),
    ):
        q = np.radians(ang)
        petal(
            c,
            (core[0], core[1] + 6),
            (core[0] + np.sin(q) * length, core[1] - np.cos(q) * length * 0.88),
            w,
            "#fdeae6",
            "#e05288",
            0,
            0.5,
            0.04,
        )
    c.glow(500, 520, 190, "#ffe9a8", 0.5)
    pod = c.layer()
    for _ in range(230):
        a, r = rng.uniform(-1.2, 1.2), rng.uniform(60, 122)
        x, y = 500 + np.sin(a) * r, 560 - np.cos(a) * r * 0.8
        pod.line([(500 + np.sin(a) * 40, 552), (x, y)], 1.3, "#e9b93c", 0.85)
        pod.oval(x, y, 3.6, 2.2, mix("#ffe27a", "#c98a1c", rng.random()), 1, np.degrees(a))
    pod.shape(trace("438 536, 500 518, 562 536, 548 610, 500 632, 452 610"), "#a9ad3c")
    pod.oval(500, 538, 63, 20, "#cfd05a")
    for x, y in trace("460 538, 482 531, 506 529, 530 533, 546 541, 474 546, 500 547, 526 546"):
        pod.oval(x, y, 6.4, 3.6, "#6f7a26"), pod.oval(x, y - 1, 4, 2, "#e6e08a")
    c.put(pod, volume=0.5, round_=5, light=(-0.6, -0.8))
    for ang, length, w, dx in (
        (-84, 292, 150, 0),
        (86, 290, 150, 0),
        (-58, 250, 164, -8),
        (60, 250, 164, 8),
        (-30, 190, 158, -10),
        (33, 190, 158, 12),
        (2, 158, 160, 0),
    ):
        q = np.radians(ang)
        petal(
            c,
            (core[0] + dx, core[1] + 28),
            (core[0] + np.sin(q) * length + dx, core[1] + 22 - np.cos(q) * length * 0.74),
            w,
            "#fff1ec",
            "#e9689a",
            0,
            0.55,
            0.0,
        )
    drops = c.layer()
    for _ in range(26):
        x, y = rng.uniform(80, 920), rng.uniform(850, 985)
        r = rng.uniform(2, 7)
        (
            drops.oval(x, y, r, r * 0.6, "#dfe9c6", 0.5),
            drops.oval(x - r * 0.3, y - r * 0.2, r * 0.3, r * 0.2, "#ffffff", 0.95),
        )
    c.put(drops)
    c.glow(200, 120, 700, "#ffd98a", 0.2)
    c.finish(9, contrast=0.16, saturation=1.06, vignette=0.34)
