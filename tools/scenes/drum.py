"""The face of the bronze drum."""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from .canvas import Canvas
from .paint import Layer, Point, blur, ramp, smooth, trace


def heron(layer: Layer, x: float, y: float, s: float, angle: float) -> None:
    """A flying heron of the drum: long bill, crest, three-cornered wings, tail."""
    c = layer.canvas
    c.save()
    c.translate(float(x), float(y))
    c.rotate(float(angle))
    c.scale(float(s), float(s))
    layer.poly([(-1.0, 0.02), (-0.42, -0.09), (-0.4, 0.12)], "#ffffff")
    layer.shape(
        trace("-0.42 -0.09, -0.1 -0.14, 0.2 -0.06, 0.48 -0.12, 0.52 -0.04, 0.2 0.08, -0.1 0.16, -0.42 0.1"),
        "#ffffff",
    )
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


def deer(d: Layer, x: float, y: float, turn: float) -> None:
    """A walking deer of the drum."""
    d.canvas.save()
    d.canvas.translate(float(x), float(y)), d.canvas.rotate(float(turn)), d.canvas.scale(-29, 29)
    d.shape(
        trace("-0.6 0.05, -0.5 -0.3, 0.1 -0.3, 0.4 -0.62, 0.66 -0.56, 0.5 -0.3, 0.4 0.1, 0 0.12"),
        "#ffffff",
    )
    for lx in (-0.5, -0.3, 0.14, 0.34):
        d.line([(lx, 0), (lx + 0.05, 0.72)], 0.11, "#ffffff")
    for k in (0.2, -0.15):
        d.line([(0.46, -0.58), (0.3 + k, -0.95), (0.5 + k, -1.1)], 0.06, "#ffffff")
    d.canvas.restore()


def at(r: float, a: float) -> Point:
    """A point of the drum's face by radius and angle from the top."""
    return 500 + r * np.sin(a), 500 - r * np.cos(a)


def rays(d: Layer) -> None:
    """The fourteen-rayed star, with the figures between its rays."""
    n = 14
    for i in range(n):
        a, e = 2 * np.pi * i / n, np.pi / n
        d.poly([at(0, 0), at(38, a - e), at(112, a), at(38, a + e)], "#ffffff")
        for f in (0.55, 0.78, 1.0):
            d.line(
                [
                    at(112 * (0.62 + 0.3 * f), a + e * f * 0.35),
                    at(106, a + e),
                    at(112 * (0.62 + 0.3 * f), a + 2 * e - e * f * 0.35),
                ],
                1.7,
                "#ffffff",
                0.9,
            )
        x, y = at(92, a + e)
        d.oval(x, y, 4.2, 4.2, "#ffffff")
    d.oval(500, 500, 40, 40, "#ffffff")


def _drum_drawing(c: Canvas) -> Layer:
    """The drum face's ornament, white standing proud of black."""
    d = c.layer()

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
            d.line(
                [(x + size * np.cos(q), y + size * np.sin(q)) for q in np.linspace(0, 6.3, 24)], size * 0.34, "#ffffff"
            )
            d.oval(x, y, size * 0.3, size * 0.3, "#ffffff")
            d.line(
                [at(r + size * 0.95, a + 0.35 * (b - a)), at(r - size * 0.95, b - 0.35 * (b - a))],
                size * 0.3,
                "#ffffff",
            )

    rays(d)
    for r, w in trace(
        "116 3, 122 2, 143 2, 149 3, 169 3, 175 2, 233 2, 239 3, 262 3, 336 3, 342 2, 364 2, 370 3, "
        "392 3, 398 2, 420 2, 426 4, 462 5, 474 3"
    ):
        ring(r, w)
    circles(132.5, 52, 6.2)
    teeth(152, 166, 66)
    for i in range(18):
        a = 2 * np.pi * i / 18
        x, y = at(204, a)
        turn = np.degrees(a) + 180
        if i % 3 == 2:
            deer(d, x, y, turn - 180)
        else:
            for lift, k in ((-15, 1), (15, -1)):
                px, py = at(204 - lift, a)
                heron(d, px, py, 25 if k > 0 else 20, turn)
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
    c.px[:] = ramp(
        np.clip(tone, 0, 1),
        [(0, "#150b06"), (0.22, "#3d2410"), (0.42, "#7a4e20"), (0.6, "#b07a34"), (0.8, "#dcae5c"), (1, "#ffe9b0")],
    )
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
