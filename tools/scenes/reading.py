"""The reader in the window."""

from __future__ import annotations

import numpy as np

from .canvas import Canvas
from .paint import Colour, mix, smooth, trace


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
            (
                layer.rect(x, foot - h * 0.82, w - 1, 3, mix(tone, "#fff0c8", 0.6)),
                layer.rect(x, foot - h * 0.2, w - 1, 5, mix(tone, "#000000", 0.35)),
            )
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
    girl.shape(
        trace("346 548, 352 470, 370 392, 392 352, 424 340, 446 366, 452 430, 448 500, 470 548"),
        "#d8343f",
    )
    girl.shape(
        trace("372 552, 396 512, 470 496, 560 440, 588 428, 606 446, 640 520, 652 536, 640 554"),
        "#2c3a6a",
    )
    girl.shape(trace("598 440, 612 470, 646 536, 690 540, 696 553, 620 554, 580 470"), "#25315a")
    girl.oval(682, 546, 26, 9, "#fff6e6")
    girl.shape(trace("418 340, 412 322, 424 304, 442 312, 446 344, 432 356"), "#c98a62")
    girl.shape(
        trace(
            "414 318, 410 276, 424 250, 452 242, 476 254, 484 276, 480 286, 488 300, 481 305, 481 318, "
            "468 328, 444 330, 430 338"
        ),
        "#d79a6e",
    )
    girl.shape(
        trace(
            "480 262, 462 262, 450 284, 444 308, 424 340, 404 420, 388 440, 378 410, 384 330, 396 270, "
            "420 234, 454 226, 478 240"
        ),
        "#1d1420",
    )
    girl.shape(trace("424 366, 404 392, 410 440, 452 470, 500 462, 506 446, 464 436, 450 400"), "#c12a38")
    girl.oval(506, 452, 16, 10, "#d79a6e", 1, -20)
    (
        girl.poly([(478, 452), (512, 386), (524, 384), (500, 456)], "#f7f0dd"),
        girl.poly([(500, 456), (524, 384), (584, 400), (562, 460)], "#2b7f86"),
    )
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
