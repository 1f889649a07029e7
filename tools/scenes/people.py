"""People at the centre: two portraits in silhouette, the reader, the town that goes online."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .paint import Canvas, Colour, Layer, Point, mix, smooth, spline
from .props import GOLD, RED, flag, star

# Profiles face right; (0, 0) is the ear, one unit is half the head's height.
FACE_MAN: Sequence[Point] = (
    (0.56, -0.66), (0.66, -0.42), (0.68, -0.22), (0.655, -0.1), (0.71, 0.06), (0.83, 0.24), (0.81, 0.32), (0.70, 0.36),
    (0.70, 0.44), (0.755, 0.50), (0.715, 0.565), (0.745, 0.625), (0.68, 0.70), (0.69, 0.80), (0.69, 0.92), (0.60, 1.02),
    (0.44, 1.03), (0.26, 0.97), (0.19, 1.08), (0.20, 1.32), (0.26, 1.52),
)
FACE_WOMAN: Sequence[Point] = (
    (0.52, -0.66), (0.61, -0.44), (0.635, -0.24), (0.60, -0.09), (0.645, 0.06), (0.745, 0.23), (0.735, 0.29), (0.645, 0.345),
    (0.645, 0.42), (0.705, 0.48), (0.665, 0.54), (0.695, 0.60), (0.63, 0.665), (0.635, 0.75), (0.63, 0.85), (0.545, 0.94),
    (0.40, 0.95), (0.22, 0.88), (0.13, 1.02), (0.12, 1.28), (0.16, 1.5),
)


def placed(points: Sequence[Point], x: float, y: float, s: float, flip: bool = False) -> list[Point]:
    """Points of a profile put on the canvas: ear at (x, y), scaled, perhaps facing left."""
    k = -s if flip else s
    return [(x + px * k, y + py * s) for px, py in points]


def chan_dung_2(c: Canvas) -> None:
    """A veteran in profile, his hair silver, in army green with his medals, before a great warm sun."""
    c.px[:] = c.vertical([(0, "#b8432f"), (0.4, "#e8793a"), (0.75, "#f6b25a"), (1, "#f3c77a")])
    c.over("#8f2a2a", smooth(0.45, 0.8, c.noise(301, 340, 5, 0.55, 3.4)) * smooth(900, 0, c.Y) * 0.5)
    sun = np.hypot(c.X - 560, c.Y - 520)
    c.over(c.vertical([(0, "#fff3cf"), (0.45, "#ffe7a8"), (0.75, "#ffcf74")]), smooth(391, 389, sun))
    c.glow(560, 520, 760, "#ffdf9a", 0.35)
    for i, (y, top, foot) in enumerate(((900, "#d9703c", "#f2a55a"), (990, "#b24c38", "#d9803f"), (1085, "#7d2f33", "#a84a34"))):
        c.ridge(304 + i * 3, y, 110, top, foot, 0.5, 3, 150, 0.05)
    x, y, s = 475.0, 560.0, 285.0
    silver, cloth = "#b4ada6", "#3f5238"
    back = [(-0.10, 1.75), (-0.52, 1.30), (-0.60, 0.95), (-0.66, 0.62), (-0.80, 0.25), (-0.84, -0.15), (-0.76, -0.58),
            (-0.50, -0.92), (-0.10, -1.06), (0.28, -1.0), (0.50, -0.82)]
    bust, shirt, hair = c.layer(), c.layer(), c.layer()
    bust.fill(spline(placed([*FACE_MAN, (0.2, 1.75), *back], x, y, s)), "#8a4c3a")
    hair.shape(placed([(0.60, -0.62), (0.38, -0.60), (0.26, -0.42), (0.20, -0.14), (0.12, -0.04), (0.10, -0.22), (-0.08, -0.30), (-0.18, -0.08),
                       (-0.17, 0.22), (-0.30, 0.40), (-0.66, 0.46), (-0.80, 0.18), (-0.86, -0.15), (-0.78, -0.6), (-0.5, -0.97), (-0.10, -1.11),
                       (0.30, -1.05), (0.56, -0.84)], x, y, s), silver)
    for i in range(15):
        q = i / 14
        strand = [(0.50 - 0.30 * q, -0.68 - 0.02 * q), (0.20 - 0.35 * q, -0.98 + 0.36 * q), (-0.40 - 0.08 * q, -0.72 + 0.34 * q), (-0.72 + 0.26 * q, -0.08 + 0.2 * q)]
        hair.line(placed(strand, x, y, s), 1.6, ("#efe9e0", "#857c76")[i % 2], 0.55, True)
    bust.shape(placed([(-0.02, -0.12), (-0.12, -0.06), (-0.12, 0.14), (-0.03, 0.27), (0.06, 0.2), (0.07, -0.04)], x, y, s), "#9c5a44")
    shirt.fill(spline(placed([(-0.62, 1.24), (-0.42, 1.36), (-0.05, 1.52), (0.30, 1.50), (0.42, 1.62), (0.86, 1.80), (1.14, 2.1), (1.26, 2.9),
                              (-1.72, 2.9), (-1.56, 2.05), (-1.2, 1.62)], x, y, s)), cloth)
    shirt.poly(placed([(-0.62, 1.22), (-0.30, 1.34), (0.30, 1.46), (0.34, 1.70), (0.16, 1.84), (-0.18, 1.60), (-0.66, 1.44)], x, y, s), mix(cloth, "#ffffff", 0.07))
    shirt.line(placed([(0.24, 1.78), (0.34, 2.3), (0.36, 2.9)], x, y, s), 3, mix(cloth, "#000000", 0.4), 0.9, True)
    for by in (1.95, 2.25):
        shirt.oval(*placed([(0.26, by)], x, y, s)[0], 6, 6, mix(cloth, "#ffffff", 0.2))
    for i in range(4):
        mx, my = placed([(0.46 + 0.17 * i, 2.02 + 0.04 * i)], x, y, s)[0]
        shirt.rect(mx - 16, my - 46, 32, 42, ("#c8202e", "#e0b23a", "#c8202e", "#2f7a4a")[i], 1, 2)
        shirt.rect(mx - 5, my - 46, 10, 42, ("#f6cf4a", "#c8202e", "#f4f0e0", "#f6cf4a")[i])
        star(shirt, mx, my + 14, 21, "#ffd86a")
    shirt.poly(placed([(0.02, 1.60), (0.26, 1.70), (0.14, 1.82), (-0.10, 1.68)], x, y, s), "#c8202e")
    star(shirt, *placed([(0.08, 1.70)], x, y, s)[0], 9)
    rim = {"light": (0.9, -0.5), "rim": "#ffd98e", "rim_amount": 0.95}
    c.put(bust, volume=0.35, round_=30, rim_width=5.5, **rim)
    c.put(hair, volume=0.3, round_=16, light=(0.9, -0.5))
    c.put(shirt, volume=0.35, round_=24, rim_width=5, **rim)
    c.glow(900, 380, 520, "#ffdf9a", 0.16)
    c.finish(30, contrast=0.14, warm=0.02, saturation=1.06, vignette=0.26, grain=0.0104, bloom=0.18)


def chan_dung_1(c: Canvas) -> None:
    """A woman in profile, hair in a knot, in an áo dài of jade, before a window's warm light."""
    c.px[:] = c.vertical([(0, "#0d4a4c"), (0.5, "#1c7a70"), (1, "#0f5450")])
    arch = np.maximum(np.hypot((c.X - 500) / 360, np.minimum(c.Y - 500, 0) / 360) - 1, 0)
    inside = smooth(0.004, 0.0, arch) * smooth(861, 859, np.abs(c.X - 500) + 500)
    c.over(c.vertical([(0, "#f4b860"), (0.4, "#ffe1a0"), (0.75, "#fff3d6"), (1, "#ffe9bd")]), inside)
    branch = c.layer()
    branch.line([(900, 250), (780, 300), (660, 290), (560, 330)], 8, "#6e4a34", 1, True)
    branch.line([(780, 300), (720, 370), (690, 380)], 5, "#6e4a34", 1, True)
    rng = np.random.default_rng(312)
    for px, py in ((700, 284), (640, 296), (560, 332), (692, 382), (800, 296), (742, 344), (600, 312), (840, 268), (726, 376), (664, 268)):
        for a in np.linspace(0, 2 * np.pi, 6)[:5] + rng.random():
            branch.oval(px + 13 * np.cos(a), py + 13 * np.sin(a), 12, 9, mix("#f27a8c", "#ffd0d0", rng.random() * 0.6), 1, np.degrees(a))
        branch.oval(px, py, 5, 5, "#ffd23a")
    c.put(branch, alpha=0.8, soft=1.6)
    frame = np.exp(-(((arch * 360) - 8) / 6) ** 2) * smooth(1250, 1100, c.Y)
    c.over("#e3b25a", np.clip(frame, 0, 1) * 0.9)
    c.glow(380, 560, 620, "#fff0c4", 0.35)
    x, y, s = 560.0, 560.0, 262.0
    bust, dress, hair = c.layer(), c.layer(), c.layer()
    back = [(-0.06, 1.75), (-0.36, 1.30), (-0.38, 1.0), (-0.42, 0.7), (-0.66, 0.35), (-0.80, -0.1), (-0.74, -0.55), (-0.48, -0.9), (-0.1, -1.03), (0.26, -0.96), (0.45, -0.8)]
    bust.fill(spline(placed([*FACE_WOMAN, (0.2, 1.75), *back], x, y, s, True)), "#b06c4e")
    bust.shape(placed([(0.0, -0.02), (-0.08, 0.03), (-0.09, 0.18), (-0.01, 0.29), (0.06, 0.22), (0.07, 0.02)], x, y, s, True), "#bd7a5a")
    bust.oval(*placed([(0.0, 0.36)], x, y, s, True)[0], 8, 10, "#fff6e0")
    hair.shape(placed([(0.56, -0.62), (0.40, -0.42), (0.18, -0.26), (0.08, -0.06), (-0.06, -0.04), (-0.14, 0.2), (-0.16, 0.42), (-0.34, 0.64), (-0.56, 0.58),
                       (-0.74, 0.3), (-0.84, -0.1), (-0.78, -0.57), (-0.5, -0.95), (-0.1, -1.09), (0.28, -1.02), (0.52, -0.82)], x, y, s, True), "#1c1420")
    hair.shape(placed([(-0.60, 0.18), (-0.84, 0.08), (-1.06, 0.26), (-1.10, 0.56), (-0.92, 0.78), (-0.66, 0.72), (-0.50, 0.5)], x, y, s, True), "#241a28")
    hair.line(placed([(-1.22, 0.16), (-0.44, 0.72)], x, y, s, True), 6, "#e0b04a")
    hair.oval(*placed([(-1.24, 0.14)], x, y, s, True)[0], 10, 10, RED)
    for k in (0.30, 0.14, -0.04, -0.24):
        hair.line(placed([(0.48, -0.7 + (0.3 - k) * 0.1), (k - 0.1, -0.7 - k * 0.3), (-0.5, -0.3 + (0.3 - k) * 0.8), (-0.66, 0.28 + (0.3 - k) * 0.2)], x, y, s, True), 2, "#4a3848", 0.7, True)
    dress.fill(spline(placed([(-0.46, 1.20), (-0.30, 1.34), (0.06, 1.46), (0.20, 1.40), (0.36, 1.66), (0.74, 1.88), (0.94, 2.2), (0.98, 2.9),
                              (-1.36, 2.9), (-1.22, 2.1), (-0.92, 1.72), (-0.52, 1.56)], x, y, s, True)), "#0f6a5f")
    dress.shape(placed([(-0.42, 1.02), (-0.10, 1.14), (0.15, 1.16), (0.22, 1.42), (0.10, 1.50), (-0.26, 1.42), (-0.50, 1.28)], x, y, s, True), "#12786b")
    for i in range(26):
        px, py = placed([(rng.uniform(-0.9, 0.66), rng.uniform(1.95, 2.7))], x, y, s, True)[0]
        for a in np.linspace(0, 2 * np.pi, 6)[:5] + i:
            dress.oval(px + 6 * np.cos(a), py + 6 * np.sin(a), 5, 4, GOLD, 0.55, np.degrees(a))
    rim = {"light": (-0.9, -0.4), "rim": "#ffe6ac", "rim_amount": 0.95}
    c.put(bust, volume=0.35, round_=26, rim_width=5, **rim)
    c.put(dress, volume=0.4, round_=22, rim_width=4.5, **rim)
    c.put(hair, volume=0.45, round_=14, light=(-0.9, -0.5), rim="#ffd59a", rim_width=2.5, rim_amount=0.5)
    c.finish(31, contrast=0.12, warm=0.01, saturation=1.06, vignette=0.26, grain=0.0052, bloom=0.18)


def shelf(c: Canvas, x0: float, x1: float, seed: int) -> None:
    """A wall of books in muted colours, a little dark."""
    rng = np.random.default_rng(seed)
    layer = c.layer()
    layer.rect(x0, -10, x1 - x0, 700, "#2a1a24")
    hues: tuple[Colour, ...] = ("#c2513c", "#2f6f7e", "#e0a648", "#7a3450", "#e9dcc0", "#4d7a5a", "#34406e", "#d98257")
    for row in range(6):
        foot = 100 + row * 112
        x = x0 + 8.0
        while x < x1 - 10:
            w, h = rng.uniform(9, 21), rng.uniform(62, 92)
            tone = mix(hues[rng.integers(len(hues))], "#2a1a24", 0.12 + 0.05 * row)
            if rng.random() < 0.06:
                x += rng.uniform(10, 24)
                continue
            w = min(w, x1 - 8 - x)
            layer.rect(x, foot - h, w - 1, h, tone, 1, 1.5)
            layer.rect(x, foot - h * 0.82, w - 1, 3, mix(tone, "#fff0c8", 0.6)), layer.rect(x, foot - h * 0.2, w - 1, 5, mix(tone, "#000000", 0.35))
            x += w
        layer.rect(x0, foot, x1 - x0, 11, "#7a4a34")
    c.put(layer, volume=0.5, round_=3, light=(0.6 if x0 < 300 else -0.6, -0.5))


def doc_sach(c: Canvas) -> None:
    """A girl reads in the arch of a window, between walls of books; morning outside."""
    c.fill("#3a2430")
    sky = c.vertical([(0, "#58b4c9"), (0.45, "#bfe6dc"), (0.75, "#fff0cc"), (1, "#fff0cc")])
    inside = smooth(0.004, 0, np.maximum(np.hypot((c.X - 500) / 215, np.minimum(c.Y - 262, 0) / 215) - 1, 0))
    picture = c.px.copy()
    c.px[:] = sky
    c.over("#ffffff", smooth(0.5, 0.74, c.noise(321, 130, 6, 0.55, 2.6)) * 0.8)
    c.ridge(322, 470, 150, "#6fb0a8", "#d8ecd0", 0.5, 4, 140, 0.06)
    c.ridge(326, 512, 90, "#3f8a72", "#a8d4a8", 0.5, 5, 120, 0.06)
    c.glow(610, 200, 420, "#fff6d4", 0.7)
    outside = c.px.copy()
    c.px[:] = picture
    shelf(c, -10, 262, 323)
    shelf(c, 738, 1010, 324)
    c.over(outside, inside * smooth(560, 558, c.Y))
    frame = c.layer()
    ring = [(500 + 221 * np.cos(a), 262 + 221 * np.sin(a)) for a in np.linspace(np.pi, 2 * np.pi, 60)]
    frame.line([(279, 560), *ring, (721, 560)], 16, "#f3e2bd")
    frame.line([(500, 46), (500, 250)], 5, "#f3e2bd"), frame.line([(285, 250), (715, 250)], 5, "#f3e2bd")
    frame.rect(248, 552, 504, 22, "#f6e6c4", 1, 3), frame.rect(262, 574, 476, 100, "#8a4a3a")
    c.put(frame, volume=0.6, round_=4, light=(0.3, -0.9))
    girl = c.layer()
    girl.shape([(286, 548), (292, 400), (318, 384), (346, 420), (352, 548)], "#e9a13a")
    girl.shape([(346, 548), (352, 470), (370, 392), (392, 352), (424, 340), (446, 366), (452, 430), (448, 500), (470, 548)], "#d8343f")
    girl.shape([(372, 552), (396, 512), (470, 496), (560, 440), (588, 428), (606, 446), (640, 520), (652, 536), (640, 554)], "#2c3a6a")
    girl.shape([(598, 440), (612, 470), (646, 536), (690, 540), (696, 553), (620, 554), (580, 470)], "#25315a")
    girl.oval(682, 546, 26, 9, "#fff6e6")
    girl.shape([(418, 340), (412, 322), (424, 304), (442, 312), (446, 344), (432, 356)], "#c98a62")
    girl.shape([(414, 318), (410, 276), (424, 250), (452, 242), (476, 254), (484, 276), (480, 286), (488, 300), (481, 305), (481, 318), (468, 328), (444, 330), (430, 338)], "#d79a6e")
    girl.shape([(480, 262), (462, 262), (450, 284), (444, 308), (424, 340), (404, 420), (388, 440), (378, 410), (384, 330), (396, 270), (420, 234), (454, 226), (478, 240)], "#1d1420")
    girl.shape([(424, 366), (404, 392), (410, 440), (452, 470), (500, 462), (506, 446), (464, 436), (450, 400)], "#c12a38")
    girl.oval(506, 452, 16, 10, "#d79a6e", 1, -20)
    girl.poly([(478, 452), (512, 386), (524, 384), (500, 456)], "#f7f0dd"), girl.poly([(500, 456), (524, 384), (584, 400), (562, 460)], "#2b7f86")
    girl.poly([(500, 452), (522, 392), (528, 392), (508, 452)], "#fffaf0")
    c.put(girl, volume=0.5, round_=7, light=(0.8, -0.6), rim="#fff3cf", rim_width=2.2, rim_amount=0.8)
    things = c.layer()
    for i, (w, tone) in enumerate(((64, "#e0a648"), (56, "#2f6f7e"), (60, "#c2513c"))):
        things.rect(704 - w / 2 + 30 - 20, 540 - i * 13, w, 12, tone, 1, 2)
    c.put(things, volume=0.5, round_=3, light=(0, -1))
    ray = np.clip(1 - np.abs((c.X - 500) - (c.Y - 200) * -0.5) / 300, 0, 1) * smooth(120, 500, c.Y)
    c.screen("#ffe2a4", ray * 0.16)
    c.glow(560, 250, 520, "#fff0c8", 0.22)
    c.finish(32, contrast=0.14, warm=0.01, saturation=1.08, vignette=0.3, grain=0.0072, bloom=0.2)


def iso(x: float, y: float, z: float = 0.0) -> Point:
    """A point of the isometric town (cells across, cells away, units up) on the canvas."""
    return 500 + (x - y) * 82, 66 + (x + y) * 43 - z


def block(layer: Layer, lights: Layer, x: float, y: float, w: float, h: float, tone: Colour, rng: np.random.Generator) -> None:
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
                lights.poly([iso(*p[0], z0), iso(*p[1], z0), iso(*p[1], z1), iso(*p[0], z1)],
                            ("#ffd98a", "#8ff0ff", "#ffc05e")[rng.integers(3)], 0.95)

    wall((x, y + w), (x + w, y + w), mix(tone, "#0a1440", 0.15))
    wall((x + w, y), (x + w, y + w), mix(tone, "#050a2a", 0.5))
    layer.poly([iso(x, y, h), iso(x + w, y, h), iso(x + w, y + w, h), iso(x, y + w, h)], mix(tone, "#bfe9ff", 0.3))


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
            block(town, lights, x, y, 0.68, tall,
                  mix(("#4f86e8", "#66a2f4", "#4668c8", "#7a8cf0", "#35a0dc")[rng.integers(5)], "#0e1c5c", 0.75 * away), rng)
            if rng.random() < 0.2:
                nodes.append(iso(x + 0.34, y + 0.34, tall))
    c.put(town)
    c.put(lights)
    c.put(lights, soft=3, alpha=0.7)
    arcs, dots = c.layer(), c.layer()
    goal = iso(middle + 0.84, middle + 0.84, 254)
    for x, y in nodes:
        if not (20 < x < 980 and 150 < y < 740):
            continue
        top = min(y, goal[1]) - 40 - 0.16 * abs(x - goal[0])
        pts = [((1 - t) ** 2 * x + 2 * t * (1 - t) * (x + goal[0]) / 2 + t * t * goal[0],
                (1 - t) ** 2 * y + 2 * t * (1 - t) * top + t * t * goal[1]) for t in np.linspace(0, 1, 40)]
        arcs.line(pts, 2.4, "#7ff4ff", 0.9)
        dots.oval(x, y, 5, 5, "#ffffff"), dots.oval(*pts[int(rng.integers(12, 30))], 3.4, 3.4, "#fff2b0")
    for sheet in (arcs, dots):
        c.put(sheet, soft=7, alpha=0.9)
        c.put(sheet)
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
                    lights.poly([iso(*w[0], z0), iso(*w[1], z0), iso(*w[1], z1), iso(*w[0], z1)], "#fff6cf", 0.7 + 0.3 * rng.random())
        town.poly([iso(a, a, high), iso(b, a, high), iso(b, b, high), iso(a, b, high)], "#c8402e" if low else "#ffe2a0")
    x, y = iso(at + 0.84, at + 0.84, 172)
    mast.rect(x - 1.5, y - 80, 3, 80, "#f4f4f4")
    flag(mast, x, y - 78, 68, rng, True, 1.0, 0.06)
