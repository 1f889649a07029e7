"""The lotus and the face of the bronze drum."""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from .paint import Canvas, Colour, Layer, Point, blur, mix, ramp, smooth, spline
from .props import star


def petal(c: Canvas, base: Point, tip: Point, width: float, pale: Colour, blush: Colour,
          bend: float = 0.0, volume: float = 0.5, dark: float = 0.0) -> None:
    """One lotus petal: pale at the foot, blushing to its point, with fine veins."""
    b, t = np.array(base), np.array(tip)
    d = t - b
    n = np.array([-d[1], d[0]]) / np.hypot(*d)
    side = n * bend
    outline = [
        tuple(b + n * width * 0.16), tuple(b + d * 0.3 + n * width * 0.44 + side * 0.5),
        tuple(b + d * 0.62 + n * width * 0.5 + side), tuple(b + d * 0.88 + n * width * 0.2 + side * 0.8),
        tuple(t), tuple(b + d * 0.88 - n * width * 0.2 + side * 0.8),
        tuple(b + d * 0.62 - n * width * 0.5 + side), tuple(b + d * 0.3 - n * width * 0.44 + side * 0.5),
        tuple(b - n * width * 0.16),
    ]
    path = spline(outline)
    layer = c.layer()
    layer.gradient(path, base, tip, [
        (0, mix(mix(pale, "#d8c87a", 0.35), "#30081c", dark)), (0.35, mix(pale, "#3a0a22", dark)),
        (0.75, mix(mix(pale, blush, 0.6), "#3a0a22", dark)), (1, mix(blush, "#3a0a22", dark)),
    ])
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
    leaf.gradient(path, (x - rx, y - ry), (x + rx, y + ry),
                  [(0, mix(tone, "#e8d88a", 0.45)), (0.5, tone), (1, mix(tone, "#06120c", 0.55))])
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
        blobs.oval(rng.uniform(0, 1000), rng.uniform(0, 620), *(rng.uniform(14, 44) * np.ones(2)),
                   mix("#ffe6a0", "#c7c06a", rng.random()), rng.uniform(0.06, 0.24))
    c.put(blobs, soft=3.5)
    c.glow(160, 80, 760, "#ffe3a0", 0.55)
    for args in ((130, 640, 260, 110, "#4f6b38", 9, 0.1), (880, 600, 280, 100, "#4a663a", 9, -0.15),
                 (500, 760, 330, 120, "#456337", 6, 0.05), (70, 880, 330, 150, "#3a5a32", 3, 0.12),
                 (950, 880, 340, 150, "#34522f", 3, -0.1), (480, 985, 420, 130, "#2d4a2b", 1, 0.0)):
        pad_leaf(c, *args)
    stem = c.layer()
    stem.line([(500, 690), (508, 800), (496, 1010)], 17, "#5d7a3c", 1, True)
    stem.line([(800, 390), (812, 600), (790, 1010)], 11, "#55713a", 1, True)
    c.put(stem, volume=0.8, round_=5, light=(-1, -0.3))
    for tip, w, d in (((772, 196), 86, 0.12), ((826, 204), 92, 0.05), ((798, 178), 78, 0.0)):
        petal(c, (800, 398), tip, w, "#f6d3d8", "#d9487c", 0, 0.5, d)
    core = (500, 668)
    pink, pale = "#d83c78", "#fbe4e2"
    for ang, length, w, dark in ((-78, 350, 150, 0.22), (78, 350, 150, 0.3), (-52, 398, 168, 0.16), (54, 398, 168, 0.2),
                                 (-27, 430, 172, 0.1), (29, 432, 172, 0.13), (1, 446, 176, 0.06)):
        q = np.radians(ang)
        petal(c, core, (core[0] + np.sin(q) * length, core[1] - np.cos(q) * length * 0.94), w, pale, pink, 0, 0.45, dark)
    for ang, length, w in ((-64, 330, 158), (66, 332, 158), (-40, 362, 168), (42, 362, 168), (-14, 372, 166), (17, 374, 166)):
        q = np.radians(ang)
        petal(c, (core[0], core[1] + 6), (core[0] + np.sin(q) * length, core[1] - np.cos(q) * length * 0.88), w,
              "#fdeae6", "#e05288", 0, 0.5, 0.04)
    c.glow(500, 520, 190, "#ffe9a8", 0.5)
    pod = c.layer()
    for _ in range(230):
        a, r = rng.uniform(-1.2, 1.2), rng.uniform(60, 122)
        x, y = 500 + np.sin(a) * r, 560 - np.cos(a) * r * 0.8
        pod.line([(500 + np.sin(a) * 40, 552), (x, y)], 1.3, "#e9b93c", 0.85)
        pod.oval(x, y, 3.6, 2.2, mix("#ffe27a", "#c98a1c", rng.random()), 1, np.degrees(a))
    pod.shape([(438, 536), (500, 518), (562, 536), (548, 610), (500, 632), (452, 610)], "#a9ad3c")
    pod.oval(500, 538, 63, 20, "#cfd05a")
    for x, y in ((460, 538), (482, 531), (506, 529), (530, 533), (546, 541), (474, 546), (500, 547), (526, 546)):
        pod.oval(x, y, 6.4, 3.6, "#6f7a26"), pod.oval(x, y - 1, 4, 2, "#e6e08a")
    c.put(pod, volume=0.5, round_=5, light=(-0.6, -0.8))
    for ang, length, w, dx in ((-84, 292, 150, 0), (86, 290, 150, 0), (-58, 250, 164, -8), (60, 250, 164, 8),
                               (-30, 190, 158, -10), (33, 190, 158, 12), (2, 158, 160, 0)):
        q = np.radians(ang)
        petal(c, (core[0] + dx, core[1] + 28), (core[0] + np.sin(q) * length + dx, core[1] + 22 - np.cos(q) * length * 0.74), w,
              "#fff1ec", "#e9689a", 0, 0.55, 0.0)
    drops = c.layer()
    for _ in range(26):
        x, y = rng.uniform(80, 920), rng.uniform(850, 985)
        r = rng.uniform(2, 7)
        drops.oval(x, y, r, r * 0.6, "#dfe9c6", 0.5), drops.oval(x - r * 0.3, y - r * 0.2, r * 0.3, r * 0.2, "#ffffff", 0.95)
    c.put(drops)
    c.glow(200, 120, 700, "#ffd98a", 0.2)
    c.finish(9, contrast=0.16, saturation=1.06, vignette=0.34)


def heron(layer: Layer, x: float, y: float, s: float, angle: float) -> None:
    """A flying heron of the drum: long bill, crest, three-cornered wings, tail."""
    c = layer.canvas
    c.save()
    c.translate(float(x), float(y))
    c.rotate(float(angle))
    c.scale(float(s), float(s))
    layer.poly([(-1.0, 0.02), (-0.42, -0.09), (-0.4, 0.12)], "#ffffff")
    layer.shape([(-0.42, -0.09), (-0.1, -0.14), (0.2, -0.06), (0.48, -0.12), (0.52, -0.04), (0.2, 0.08), (-0.1, 0.16), (-0.42, 0.1)], "#ffffff")
    layer.poly([(0.46, -0.15), (1.05, -0.05), (0.46, -0.02)], "#ffffff")
    layer.oval(0.46, -0.1, 0.1, 0.075, "#ffffff")
    layer.line([(0.44, -0.14), (0.2, -0.3), (0.02, -0.28)], 0.05, "#ffffff")
    layer.poly([(-0.26, -0.1), (0.1, -0.12), (-0.3, -0.52), (-0.42, -0.44)], "#ffffff")
    layer.poly([(-0.24, 0.12), (0.06, 0.1), (-0.22, 0.42), (-0.36, 0.34)], "#ffffff", 0.9)
    for i in range(4):
        layer.line([(-0.22 + i * 0.07, -0.15), (-0.34 + i * 0.04, -0.44 + i * 0.07)], 0.025, "#000000")
        layer.line([(-0.92 + i * 0.13, 0.02), (-0.5, -0.05 + i * 0.045)], 0.02, "#000000")
    layer.oval(0.48, -0.11, 0.03, 0.03, "#000000")
    c.restore()


def _drum_drawing(c: Canvas) -> Layer:
    """The drum face's ornament, white standing proud of black."""
    d = c.layer()
    o = 500.0

    def at(r: float, a: float) -> Point:
        return o + r * np.sin(a), o - r * np.cos(a)

    def ring(r: float, w: float, n: int = 240) -> None:
        d.line([at(r, a) for a in np.linspace(0, 2 * np.pi, n)], w, "#ffffff")

    def teeth(r0: float, r1: float, n: int) -> None:
        for i in range(n):
            a, e = 2 * np.pi * i / n, np.pi / n * 0.86
            d.poly([at(r0, a - e), at(r1, a), at(r0, a + e)], "#ffffff", 0.92)

    def circles(r: float, n: int, size: float) -> None:
        for i in range(n):
            a, b = 2 * np.pi * i / n, 2 * np.pi * (i + 1) / n
            x, y = at(r, a)
            d.line([(x + size * np.cos(q), y + size * np.sin(q)) for q in np.linspace(0, 6.3, 24)], size * 0.34, "#ffffff")
            d.oval(x, y, size * 0.3, size * 0.3, "#ffffff")
            d.line([at(r + size * 0.95, a + 0.35 * (b - a)), at(r - size * 0.95, b - 0.35 * (b - a))], size * 0.3, "#ffffff")

    n = 14
    for i in range(n):
        a, e = 2 * np.pi * i / n, np.pi / n
        d.poly([at(0, 0), at(38, a - e), at(112, a), at(38, a + e)], "#ffffff")
        for f in (0.55, 0.78, 1.0):
            d.line([at(112 * (0.62 + 0.3 * f), a + e * f * 0.35), at(106, a + e), at(112 * (0.62 + 0.3 * f), a + 2 * e - e * f * 0.35)],
                   1.7, "#ffffff", 0.9)
        x, y = at(92, a + e)
        d.oval(x, y, 4.2, 4.2, "#ffffff")
    d.oval(o, o, 40, 40, "#ffffff")
    for r, w in ((116, 3), (122, 2), (143, 2), (149, 3), (169, 3), (175, 2), (233, 2), (239, 3), (262, 3), (336, 3),
                 (342, 2), (364, 2), (370, 3), (392, 3), (398, 2), (420, 2), (426, 4), (462, 5), (474, 3)):
        ring(r, w)
    circles(132.5, 52, 6.2)
    teeth(152, 166, 66)
    for i in range(18):
        a = 2 * np.pi * i / 18
        x, y = at(204, a)
        tone = i % 3
        deer = np.degrees(a) + 180
        if tone == 2:
            d.canvas.save()
            d.canvas.translate(float(x), float(y)), d.canvas.rotate(float(deer - 180)), d.canvas.scale(-29, 29)
            d.shape([(-0.6, 0.05), (-0.5, -0.3), (0.1, -0.3), (0.4, -0.62), (0.66, -0.56), (0.5, -0.3), (0.4, 0.1), (0, 0.12)], "#ffffff")
            for lx in (-0.5, -0.3, 0.14, 0.34):
                d.line([(lx, 0), (lx + 0.05, 0.72)], 0.11, "#ffffff")
            for k in (0.2, -0.15):
                d.line([(0.46, -0.58), (0.3 + k, -0.95), (0.5 + k, -1.1)], 0.06, "#ffffff")
            d.canvas.restore()
        else:
            for lift, k in ((-15, 1), (15, -1)):
                px, py = at(204 - lift, a)
                heron(d, px, py, 25 if k > 0 else 20, deer)
    circles(250.5, 92, 6.4)
    for i in range(18):
        a = 2 * np.pi * (i + 0.5) / 18
        x, y = at(300, a)
        heron(d, x, y, 52, np.degrees(a) + 180)
    teeth(346, 361, 116)
    circles(381, 132, 6.4)
    teeth(417, 402, 128)
    for i in range(160):
        a = 2 * np.pi * i / 160
        d.line([at(432, a), at(456, a + 0.03)], 2.2, "#ffffff", 0.85)
    return d


def trong_dong(c: Canvas) -> None:
    """The face of a Đông Sơn bronze drum: the fourteen-rayed star, bands of teeth and
    circles, deer and herons flying round it against the clock, in old bronze."""
    r = np.hypot(c.X - 500, c.Y - 500)
    art = _drum_drawing(c).data[:, :, :1].astype(np.float32)[:, :, 0] / 255
    wear = c.noise(101, 160, 6, 0.55)
    pits = c.noise(102, 9, 4, 0.6)
    art = art * smooth(0.02, 0.3, wear)
    height = blur(art, 0.9 * c.s) * 4.2 + blur(art, 2.6 * c.s) * 3.0
    height += -5.0 * smooth(470, 486, r) + (pits - 0.5) * 1.5 + (wear - 0.5) * 9 + smooth(120, 20, r) * 6
    height = (height * c.s).astype(np.float32)
    gy, gx = np.gradient(height)
    norm = np.sqrt(gx * gx + gy * gy + 1)
    lit = (gx * 0.55 + gy * 0.62 + 0.62) / norm
    half = np.clip((gx * 0.33 + gy * 0.38 + 0.9) / norm, 0, 1)
    sweep = 0.5 + 0.5 * np.cos(2 * np.arctan2(c.Y - 500, c.X - 500) + 1.6)
    tone = 0.1 + 0.42 * lit + 0.25 * art + 0.16 * sweep + (c.noise(103, 300, 5) - 0.5) * 0.2
    c.px[:] = ramp(np.clip(tone, 0, 1), [
        (0, "#150b06"), (0.22, "#3d2410"), (0.42, "#7a4e20"), (0.6, "#b07a34"), (0.8, "#dcae5c"), (1, "#ffe9b0")])
    c.screen("#ffdf9a", (half**26) * (0.22 + 0.3 * sweep))
    green = smooth(0.56, 0.82, c.noise(104, 120, 6, 0.6)) * (1 - art * 0.7) * smooth(0.3, 0.7, pits)
    c.over("#4c7a62", green * 0.5)
    c.over("#0a0503", ndimage.gaussian_filter(1 - art, 1.2 * c.s) * (1 - art) * 0.12)
    c.px *= (1 - 0.25 * smooth(250, 480, r))[:, :, None]
    c.px *= (1 + 0.34 * c.radial(330, 300, 620))[:, :, None]
    edge = smooth(486.5, 485, r)
    back = c.vertical([(0, "#4a1210"), (1, "#22070a")]) + (c.noise(105, 40, 5) - 0.5)[:, :, None] * 0.03
    fall = 0.35 + 0.65 * smooth(485, 530, np.hypot(c.X - 506, c.Y - 512))
    back = back * fall[:, :, None]
    c.px[:] = c.px * edge[:, :, None] + back * (1 - edge[:, :, None])
    rim = np.exp(-(((r - 482) / 3) ** 2)) * np.clip(-(c.X + c.Y - 1000) / 700, 0, 1)
    c.screen("#ffe3a0", rim * 0.8)
    c.finish(10, contrast=0.2, warm=0.02, vignette=0.15, grain=0.0026, bloom=0.3)


__all__ = ["hoa_sen", "trong_dong", "star"]
