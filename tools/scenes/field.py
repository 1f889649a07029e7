"""Work in the open: the planting of trees, the road through the rice."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from .canvas import Canvas
from .figures import BACK, Look, Pose, body
from .paint import Colour, Layer, mix, smooth, trace
from .props import foliage, grass, palm


def sapling(layer: Layer, x: float, y: float, h: float, rng: np.random.Generator) -> None:
    """A young tree of few large leaves."""
    layer.line([(x, y), (x + 0.02 * h, y - 0.5 * h), (x - 0.01 * h, y - h)], 0.028 * h, "#6a4a2a", 1, True)
    for i in range(17):
        t = 0.38 + 0.62 * i / 16
        side = 1 if i % 2 else -1
        a = np.radians(side * (68 - 46 * (t - 0.38)) + rng.normal(0, 6))
        bx, by, n = x, y - t * h, h * (0.34 - 0.2 * (t - 0.38))
        tip = (bx + np.sin(a) * n, by - np.cos(a) * n)
        w = n * 0.17
        mx, my = (bx * 0.5 + tip[0] * 0.5), (by * 0.5 + tip[1] * 0.5)
        tone = mix("#3f8a2a", "#b8e04a", rng.random())
        layer.shape(
            [(bx, by), (mx + np.cos(a) * w, my + np.sin(a) * w), tip, (mx - np.cos(a) * w, my - np.sin(a) * w)], tone
        )
        layer.line([(bx, by), tip], 0.006 * h, mix(tone, "#f4ffd0", 0.5))


def trong_cay(c: Canvas) -> None:
    """Planting trees: a man sets the soil, a girl waters the young tree, a hill of saplings behind."""
    c.px[:] = c.vertical([(0, "#2fa3c8"), (0.4, "#9edbe0"), (0.66, "#fdf6d0"), (1, "#fdf6d0")])
    c.over("#ffffff", smooth(0.5, 0.72, c.noise(421, 190, 6, 0.55, 2.4)) * smooth(430, 60, c.Y) * 0.85)
    sun = np.hypot(c.X - 520, c.Y - 372)
    c.over("#fff6c4", smooth(211, 209.5, sun) * 0.95)
    c.glow(520, 372, 560, "#fff4c0", 0.3)
    rng = np.random.default_rng(422)
    c.ridge(423, 470, 90, "#7fc0b0", "#cfe8c4", 0.48, 3, 90, 0.04)
    for i, (y0, y1, y2, tone) in enumerate(
        ((520, 440, 492, "#9fcf5a"), (500, 560, 470, "#74b84a"), (590, 560, 600, "#4f9a3e"))
    ):
        hill, trees = c.layer(), c.layer()
        hill.shape(
            [
                (-80, y0),
                (250, y0 * 0.45 + y1 * 0.55),
                (500, y1),
                (760, (y1 + y2) / 2),
                (1080, y2),
                (1100, 900),
                (-100, 900),
            ],
            tone,
        )
        for x in np.arange(20, 1000, 46 - 6 * i):
            for row in range(3):
                yy = float(np.interp(x, [-80, 500, 1080], [y0, y1, y2])) + 26 + row * (22 + 8 * i)
                s = 9 + 5 * i + 2 * row
                trees.line([(x + row * 14, yy), (x + row * 14, yy - s)], 1.2, "#4a3a22")
                trees.shape(
                    [
                        (x + row * 14, yy - s * 2.3),
                        (x + row * 14 - s * 0.6, yy - s * 1.1),
                        (x + row * 14, yy - s * 0.6),
                        (x + row * 14 + s * 0.6, yy - s * 1.1),
                    ],
                    mix("#2f7a36", "#a8d84a", rng.random() * 0.6),
                )
        c.put(hill, shade=lambda x, y: 1.1 - 0.16 * smooth(380, 760, y) + 0 * x)
        c.put(trees, volume=0.4, round_=3, light=(0, -1))
        c.mist(425 + i, y1 + 34, 16, "#f4fadc", 0.4)
    soil = c.layer()
    soil.shape(trace("-60 690, 200 662, 420 640, 620 640, 820 664, 1060 690, 1080 800, -80 800"), "#b4552e")
    soil.shape(trace("380 672, 440 632, 520 618, 600 632, 668 672, 600 690, 440 690"), "#8a3c20")
    for _ in range(240):
        x, y = rng.uniform(0, 1000), rng.uniform(668, 750)
        soil.oval(x, y, rng.uniform(2, 9), rng.uniform(1, 4), mix("#7a331c", "#d9824a", rng.random()), 0.8)
    c.put(soil, volume=0.4, round_=6, light=(0, -1), texture=0.9 + 0.2 * c.noise(430, 12, 4, 0.6, 2.0))
    folk = c.layer()
    body(
        folk,
        300,
        700,
        400,
        Pose("side", 30, -4, (52, 74), (66, 84), (44, -34), (-6, -24), 0, -22),
        Look(
            skin="#b9784e",
            top="#e9e2cc",
            bottom="#3a4a5e",
            shoe="#2a2430",
            sleeve="short",
            hat="non",
            hat_colour="#f2dca0",
        ),
    )
    folk.line([(520, 660), (468, 552), (404, 410)], 8, "#8a5a2c")
    folk.shape([(502, 616), (540, 604), (556, 664), (534, 690), (512, 668)], "#6f7f8a")
    hand = body(
        folk,
        746,
        700,
        318,
        Pose("side", 14, 6, (58, 66), (50, 74), (4, -2), (-8, -12)),
        Look(skin="#d29a70", top="#fbfaf2", bottom="#24406e", shoe="#c8343c", sleeve="short", cut="tail"),
        flip=True,
    )
    folk.shape([(716, 474), (748, 478), (738, 494), (712, 512), (704, 492)], "#e2202e")
    c.put(folk, volume=0.5, round_=9, light=(-0.2, -1), rim="#fff8d0", rim_width=2.4, rim_amount=0.7)
    can = c.layer()
    can.canvas.translate(*(float(a - b) for a, b in zip(hand, (642, 508), strict=True)))
    can.shape([(606, 538), (650, 524), (668, 572), (624, 590)], "#2f9fb8")
    can.poly(trace("616 566, 570 556, 560 540, 568 536, 580 548, 612 552"), "#2784a0")
    can.line([(624, 530), (640, 504), (660, 520), (662, 546)], 5, "#2784a0", 1, True)
    for _ in range(16):
        x = 556 - rng.uniform(-8, 14)
        can.line([(x, 548 + rng.uniform(0, 50)), (x - 5, 572 + rng.uniform(20, 60))], 1.6, "#eafaff", 0.8)
    can.canvas.resetMatrix(), can.canvas.scale(c.s, c.s)
    sapling(can, 512, 640, 300, rng)
    c.put(can, volume=0.45, round_=5, light=(-0.2, -1), rim="#fbffd0", rim_width=1.2, rim_amount=0.5)
    front = c.layer()
    grass(front, -10, 1010, 756, 56, 360, rng, ["#2f7a2e", "#4f9a36", "#86c240"], 20, 0.1)
    c.put(front)
    c.finish(42, contrast=0.14, warm=0.0, saturation=1.08, vignette=0.18, grain=0.0065, bloom=0.2)


def cyclist(layer: Layer, x: float, y: float, h: float, dress: Colour) -> None:
    """A schoolgirl on her bicycle seen from behind, in a long white dress."""
    layer.oval(x, y - 0.2 * h, 0.018 * h, 0.2 * h, "#2a2630")
    layer.line([(x - 0.17 * h, y - 0.52 * h), (x + 0.17 * h, y - 0.52 * h)], 0.016 * h, "#2a2630")
    layer.line([(x, y - 0.46 * h), (x, y - 0.2 * h)], 0.03 * h, "#c8343c")
    body(
        layer,
        x,
        y - 0.10 * h,
        0.92 * h,
        replace(BACK, arm1=(16, -6), arm2=(-16, 6), leg1=(8, -2), leg2=(-10, 3)),
        Look(skin="#d29a70", top=dress, bottom="#f4efe2", lower="aodai", cut="long", hat="non", hat_colour="#f6e6b4"),
    )


def duong_que(c: Canvas) -> None:
    """A country road winding through young rice to the blue hills; two girls ride home from school."""
    hz = 262.0
    c.px[:] = c.vertical([(0, "#5a86c8"), (0.18, "#b9b6dc"), (0.3, "#f9c9b4"), (0.39, "#ffe6bc"), (1, "#ffe6bc")])
    cloud = c.noise(441, 180, 7, 0.54, 2.0)
    c.over("#fff1e4", smooth(0.47, 0.66, cloud) * smooth(265, 90, c.Y))
    c.over(
        "#e0a9b4",
        smooth(0.6, 0.8, c.noise(442, 150, 6, 0.55, 2.6)) * smooth(0.5, 0.7, cloud) * smooth(240, 60, c.Y) * 0.5,
    )
    for i, (y, hh, top, foot) in enumerate(
        ((hz + 6, 140, "#7f86b8", "#f2d0c4"), (hz + 10, 86, "#4f7f98", "#c8d6b8"), (hz + 14, 44, "#2f7a5c", "#88bf86"))
    ):
        c.ridge(445 + 3 * i, y, hh, top, foot, 0.47, 4, 100, 0.06)
    rng = np.random.default_rng(450)
    field = smooth(hz + 2, hz + 4, c.Y)
    c.over(
        c.vertical([(0, "#c8dc7a"), (hz / c.h, "#c2da72"), (0.55, "#5fb04a"), (0.8, "#2f8f4a"), (1, "#14603c")]),
        field * np.ones_like(c.X),
    )
    for i, y in enumerate((hz + 14, hz + 27, hz + 46, hz + 76, hz + 122)):
        band = np.exp(-(((c.Y - y - 3 * np.sin(c.X / 90 + i)) / (1.2 + 0.5 * i)) ** 2))
        c.over("#f0e08a", band * field * 0.75)
    c.px *= (1 - 0.22 * field * (c.noise(451, 26, 5, 0.6, 5.0) - 0.4))[:, :, None]
    village = c.layer()
    for x in (90, 150, 232, 300):
        (
            village.poly([(x - 30, hz + 2), (x, hz - 18), (x + 30, hz + 2)], "#c4553a"),
            village.rect(x - 22, hz + 2, 44, 13, "#f4e6c4"),
        )
    pts = np.stack(
        [np.concatenate([rng.uniform(20, 380, 46), rng.uniform(640, 1000, 40)]), rng.uniform(hz - 8, hz + 14, 86)], 1
    )
    foliage(village, pts, 13, rng, "#164a34", "#2f8048", "#9fcf5a", (0.5, -0.8), 1.8, 50)
    c.put(village)
    for x, hh in ((330, 92), (362, 74), (704, 120), (742, 96), (690, 80)):
        tree = c.layer()
        palm(tree, x, hz + 14, hh, rng, "#5a4630", "#2a7048")
        c.put(tree)
    road, edge = c.layer(), c.layer()
    ys = np.linspace(hz + 9, 700, 90)
    t = (ys - hz) / (700 - hz)
    mid = 560 - 150 * np.sin(t**0.5 * 4.9) * (0.18 + 0.8 * t) * (1 - 0.25 * t)
    half = 3 + 165 * t**1.25
    for sheet, f, tone in ((edge, 1.28, "#8a9a3a"), (road, 1.0, "#dcd2c0")):
        sheet.poly([*zip(mid - half * f, ys, strict=True), *zip((mid + half * f)[::-1], ys[::-1], strict=True)], tone)
    c.put(edge, texture=0.8 + 0.4 * c.noise(452, 7, 4))
    c.put(
        road,
        texture=0.93 + 0.13 * c.noise(453, 12, 5, 0.6, 3.0),
        shade=lambda x, y: 1.04 - 0.12 * smooth(300, 667, y) + 0 * x,
    )
    rice = c.layer()
    blades: list[Colour] = ["#4fae48", "#2f9250", "#86cc4e", "#1f7a48", "#c2e25e"]
    for y in np.geomspace(20, 420, 26):
        yy, f = hz + y, y / 400
        left, right = (float(np.interp(yy, ys, mid + s * half * 1.24)) for s in (-1, 1))
        n = int(240 - 120 * f)
        grass(rice, -20, left, yy + 4, 10 + 62 * f, int(n * max(0.1, left / 1000)), rng, blades, 6 + 10 * f, 0.3)
        grass(rice, right, 1020, yy + 4, 10 + 62 * f, int(n * max(0.1, 1 - right / 1000)), rng, blades, 6 + 10 * f, 0.3)
    c.put(rice, volume=0.25, round_=2, light=(0.6, -0.8))
    girls, shade = c.layer(), c.layer()
    for dy, off, hh in ((150, -0.35, 150), (232, 0.25, 226)):
        x, w = float(np.interp(hz + dy, ys, mid)), float(np.interp(hz + dy, ys, half))
        cyclist(girls, x + off * w, hz + dy, hh, "#fffdf4")
        shade.oval(x + off * w - hh * 0.24, hz + dy + 1, hh * 0.26, hh * 0.03, "#3a3a4a")
    c.put(shade, soft=2, alpha=0.5)
    c.put(girls, volume=0.4, round_=4, light=(0.8, -0.6), rim="#fffbe0", rim_width=1.2)
    c.glow(820, 0, 620, "#fff6d0", 0.25)
    c.finish(45, contrast=0.15, warm=0.0, saturation=1.1, vignette=0.2, grain=0.0059, bloom=0.2)
