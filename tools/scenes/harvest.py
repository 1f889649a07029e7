"""Tea pickers, set among the bushes of a tea field."""

from __future__ import annotations

import numpy as np

from .figures import Look, Pose, body
from .paint import Array, Canvas, Colour, Layer, smooth
from .terrain import Tea, View

PICK = Pose("side", 24, 4, (40, 62), (52, 70), (6, -2), (-8, -12))


def picker(layer: Layer, x: float, y: float, height: float, shirt: Colour, scarf: Colour, flip: bool = False) -> None:
    """A tea picker bent to the bushes: conical hat, scarf and a basket on the back."""
    k = -1 if flip else 1
    h = height
    look = Look(skin="#c98a62", top=shirt, bottom="#23243a", hat="non", hat_colour="#f6e6b8", cut="bun")
    body(layer, x, y, h, PICK, look, flip)
    bx, by = x - k * 0.02 * h, y - 0.70 * h

    def at(u: float, v: float) -> tuple[float, float]:
        return bx + k * u * h, by + v * h

    layer.shape([at(-0.17, -0.10), at(0.04, -0.17), at(0.02, 0.10), at(-0.09, 0.14)], "#a9743a")
    layer.line([at(-0.16, -0.10), at(0.04, -0.165)], 0.02 * h, "#d8a860")
    for t in (0.25, 0.5, 0.75):
        layer.line([at(-0.16 + 0.06 * t, -0.10 + 0.22 * t), at(0.04 - 0.02 * t, -0.16 + 0.25 * t)], 0.008 * h, "#7a4d22")
    layer.oval(*at(-0.06, -0.145), 0.1 * h, 0.035 * h, "#8fbf3f", 1, -18 * k)
    layer.shape([at(0.21, -0.16), at(0.12, -0.12), at(0.16, -0.06), at(0.24, -0.10)], scarf)


def harvester(
    c: Canvas, tea: Tea, view: View, depth: Array, place: tuple[float, float, float], shirt: Colour, scarf: Colour,
    flip: bool = False,
) -> None:
    """Set a picker at ``place`` (metres across and away, height): bushes that stand nearer hide
    her, and her own row, its edge ragged with leaves, covers her legs."""
    x, z, tall = place
    ground = float(tea.ground(np.array([[x]], np.float32), np.array([[z]], np.float32))[0][0, 0])
    px, py, k = view.point(x, ground, z)
    h = tall * k
    before = c.px.copy()
    who = c.layer()
    picker(who, px, py + 0.24 * h, h, shirt, scarf, flip)
    c.put(who, volume=0.5, round_=h * 0.03, light=(tea.sun[0], -0.6), rim="#fff0c0", rim_width=h * 0.009)
    edge = py - 0.17 * h + (c.noise(int(z * 10), 0.05 * h, 3, 0.6) - 0.5) * 0.14 * h
    c.over(before, smooth(-0.02 * h, 0.02 * h, c.Y - edge))
    np.copyto(c.px, before, where=((depth > 0) & (depth < z - 2.5))[:, :, None])
