"""People: jointed figures with natural proportions, drawn as smooth outlines.

Angles are degrees from hanging straight down, positive towards the way the
figure faces (right, unless flipped); the trunk's lean is from upright.
Lengths are shares of the body's height.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from .paint import Colour, Layer, Point, mix

HEAD, NECK, TRUNK = 0.066, 0.055, 0.30
THIGH, SHIN, UPPER, FORE, HAND = 0.245, 0.24, 0.172, 0.15, 0.085


@dataclass(frozen=True)
class Pose:
    """How a body stands: near limbs are ``1``, far limbs ``2``."""

    view: str = "side"  # side, front, back
    lean: float = 2.0
    nod: float = 0.0
    arm1: Point = (6, 12)
    arm2: Point = (-4, 8)
    leg1: Point = (2, -1)
    leg2: Point = (-3, -5)
    foot1: float = 0.0
    foot2: float = 0.0
    lift: float = 0.0  # height of the lower foot above the ground
    fist: bool = False


@dataclass(frozen=True)
class Look:
    """Colours and clothes."""

    skin: Colour = "#a8714e"
    hair: Colour = "#17110f"
    top: Colour = "#e9e2d4"
    bottom: Colour = "#2a2a33"
    shoe: Colour = "#1a1614"
    sleeve: str = "long"  # long, short
    lower: str = "trousers"  # trousers, shorts, skirt, aodai
    cut: str = "short"  # hair: short, bun, long, tail
    hat: str = ""  # non
    hat_colour: Colour = "#e4cf9a"
    bag: bool = False

    @staticmethod
    def dark(colour: Colour, **kw: object) -> "Look":
        """A silhouette in one colour, limbs told apart by the faintest tints."""
        base = dict(
            skin=mix(colour, "#ffffff", 0.035), hair=colour, top=colour,
            bottom=mix(colour, "#000000", 0.12), shoe=mix(colour, "#000000", 0.2),
            hat_colour=mix(colour, "#ffffff", 0.06),
        )
        base.update(kw)
        return Look(**base)  # type: ignore[arg-type]


def _dir(angle: float) -> np.ndarray:
    a = np.radians(angle)
    return np.array([np.sin(a), np.cos(a)])


def limb(
    layer: Layer, a: np.ndarray, b: np.ndarray, widths: list[tuple[float, float]], colour: Colour,
    bulge: float = 0.0,
) -> None:
    """A tapered limb from ``a`` to ``b``: half widths at shares of its length."""
    d = b - a
    n = np.array([-d[1], d[0]]) / (np.hypot(*d) or 1)
    left = [a + d * t + n * w * (1 + bulge) for t, w in widths]
    right = [a + d * t - n * w * (1 - bulge) for t, w in reversed(widths)]
    u = d / (np.hypot(*d) or 1)
    cap1 = a - u * widths[0][1] * 0.8
    cap2 = b + u * widths[-1][1] * 0.8
    layer.shape([tuple(p) for p in [cap1, *left, cap2, *right]], colour)


def body(
    layer: Layer, x: float, y: float, height: float, pose: Pose, look: Look, flip: bool = False,
    bulk: float = 1.0,
) -> dict[str, Point]:
    """Draw a person whose feet stand on ``y``; gives back the joints' places."""
    frontal = pose.view != "side"
    k = 1.0 * bulk
    hip = np.array([0.0, 0.0])
    up = np.array([np.sin(np.radians(pose.lean)), -np.cos(np.radians(pose.lean))])
    side = np.array([-up[1], up[0]])
    neck = hip + up * TRUNK
    sh, hw, drop = (0.097, 0.058, 0.052) if frontal else (0.022, 0.016, 0.022)
    shoulders = [neck + side * sh - up * drop, neck - side * sh - up * drop]
    hips = [hip + side * hw, hip - side * hw]
    legs = []
    for h, (t, s) in zip(hips, (pose.leg1, pose.leg2), strict=True):
        knee = h + _dir(t) * THIGH
        legs.append((h, knee, knee + _dir(s) * SHIN))
    arms = []
    for h, (t, s) in zip(shoulders, (pose.arm1, pose.arm2), strict=True):
        elbow = h + _dir(t) * UPPER
        wrist = elbow + _dir(s) * FORE
        arms.append((h, elbow, wrist, wrist + _dir(s + (0 if frontal else 6)) * HAND))
    ground = max(leg[2][1] for leg in legs) + 0.04
    sx = -1.0 if flip else 1.0

    def at(p: np.ndarray) -> np.ndarray:
        return np.array([x + sx * p[0] * height, y + (p[1] - ground - pose.lift) * height])

    def ws(pairs: list[tuple[float, float]], f: float = 1.0) -> list[tuple[float, float]]:
        return [(t, w * height * k * f) for t, w in pairs]

    far = 0.16

    def leg(i: int) -> None:
        h, kn, an = (at(p) for p in legs[i])
        tone = far if i == 1 and not frontal else 0.0
        bottom, skin = mix(look.bottom, "#000000", tone), mix(look.skin, "#000000", tone)
        shoe = mix(look.shoe, "#000000", tone)
        fa = np.radians((pose.foot1, pose.foot2)[i])
        if frontal:
            toe = an + np.array([sx * (0.018 if i == 0 else -0.018), 0.035]) * height
            limb(layer, an, toe, ws([(0, 0.02), (0.6, 0.026), (1, 0.02)]), shoe)
        else:
            c, s = np.cos(fa), np.sin(fa)
            pts = [(-0.032, 0.0), (-0.036, 0.028), (-0.028, 0.040), (0.03, 0.040), (0.096, 0.041),
                   (0.108, 0.030), (0.085, 0.016), (0.045, 0.0), (0.022, -0.026), (-0.022, -0.028)]
            layer.shape([
                tuple(an + height * np.array([sx * (px * c + py * s), -px * s + py * c]))
                for px, py in pts
            ], shoe)
        if look.lower == "shorts":
            limb(layer, kn, an, ws([(0, 0.036), (0.28, 0.041), (0.6, 0.028), (1, 0.019)]), skin, 0.08)
            limb(layer, h, kn, ws([(0, 0.066), (0.5, 0.05), (0.9, 0.038), (1, 0.036)]), skin)
            limb(layer, h, h + (kn - h) * 0.74, ws([(0, 0.074), (0.5, 0.069), (1, 0.062)]), bottom)
        elif look.lower == "skirt":
            limb(layer, kn, an, ws([(0, 0.034), (0.28, 0.039), (0.6, 0.026), (1, 0.018)]), skin, 0.08)
        else:
            wide = 1.25 if look.lower == "aodai" else 1.0
            limb(layer, kn, an, ws([(0, 0.043), (0.4, 0.04), (0.85, 0.035), (1, 0.036)], wide), bottom)
            limb(layer, h, kn, ws([(0, 0.07), (0.4, 0.061), (0.85, 0.046), (1, 0.043)]), bottom)

    def arm(i: int) -> None:
        s_, e, w, tip = (at(p) for p in arms[i])
        tone = far if i == 1 and not frontal else 0.0
        top, skin = mix(look.top, "#000000", tone), mix(look.skin, "#000000", tone)
        if pose.fist:
            tip = w + (tip - w) * 0.62
        limb(layer, w, tip, ws([(0, 0.015), (0.35, 0.022), (0.7, 0.019), (1, 0.009)]), skin)
        full = look.sleeve == "long"
        limb(layer, e, w, ws([(0, 0.027), (0.3, 0.028), (1, 0.017)], 1.15 if full else 1.0),
             top if full else skin)
        limb(layer, s_, e, ws([(0, 0.04), (0.35, 0.036), (1, 0.027)], 1.12 if full else 1.0),
             top if full else skin)
        if look.sleeve == "short":
            limb(layer, s_, s_ + (e - s_) * 0.55, ws([(0, 0.044), (0.5, 0.043), (1, 0.043)]), top)

    def trunk() -> None:
        if frontal:
            half = [(-0.03, 0.03), (0.025, 0.046), (0.075, 0.09), (0.13, 0.116), (0.22, 0.116), (0.42, 0.097),
                    (0.68, 0.083), (0.88, 0.091), (1.02, 0.096), (1.05, 0.088), (1.06, 0.04)]
            right = [neck - up * TRUNK * t + side * w * k for t, w in half]
            left = [neck - up * TRUNK * t - side * w * k for t, w in reversed(half)]
        else:
            front = [(0.0, 0.03), (0.12, 0.058), (0.3, 0.074), (0.55, 0.064), (0.8, 0.062), (1.0, 0.066), (1.05, 0.055), (1.06, 0.0)]
            back = [(0.0, -0.034), (0.1, -0.062), (0.3, -0.07), (0.6, -0.052), (0.85, -0.066), (1.0, -0.073), (1.05, -0.06)]
            right = [neck - up * TRUNK * t + side * w * k for t, w in front]
            left = [neck - up * TRUNK * t + side * w * k for t, w in reversed(back)]
        if look.lower in ("skirt", "aodai"):
            down = _dir(0.5 * (pose.leg1[0] + pose.leg2[0]) * 0.6)
            perp = np.array([down[1], -down[0]])
            long, flare = (0.44, 0.135) if look.lower == "aodai" else (0.25, 0.12)
            base = [hip + perp * 0.095, hip + perp * flare + down * long,
                    hip + down * (long + 0.012), hip - perp * flare + down * long, hip - perp * 0.095]
            cloth = look.top if look.lower == "aodai" else look.bottom
            layer.shape([tuple(at(p)) for p in base], cloth)
        layer.shape([tuple(at(p)) for p in right + left], look.top)

    def head() -> dict[str, Point]:
        tilt = pose.lean * 0.5 + pose.nod
        hu = np.array([np.sin(np.radians(tilt)), -np.cos(np.radians(tilt))])
        hs = np.array([-hu[1], hu[0]])
        base = neck - up * 0.01
        centre = neck + hu * (NECK + HEAD * 0.85)
        limb(layer, at(base), at(neck + hu * NECK * 1.1), ws([(0, 0.034), (0.5, 0.027), (1, 0.027)]),
             mix(look.skin, "#000000", 0.12))

        def hp(px: float, py: float) -> Point:
            return tuple(at(centre + hs * px * HEAD + hu * py * HEAD))  # type: ignore[return-value]

        if pose.view == "side":
            face = [(-0.5, 1.02), (0.15, 1.08), (0.6, 0.8), (0.76, 0.35), (0.78, 0.1), (0.96, -0.16),
                    (0.8, -0.28), (0.82, -0.46), (0.76, -0.62), (0.74, -0.86), (0.42, -1.0),
                    (0.1, -0.72), (-0.2, -0.6), (-0.62, -0.55), (-0.92, 0.1), (-0.86, 0.7)]
            layer.shape([hp(*p) for p in face], look.skin)
            hair = [(0.68, 0.62), (0.3, 0.52), (0.12, 0.2), (-0.06, -0.02), (-0.16, -0.4), (-0.5, -0.62),
                    (-0.86, -0.35), (-1.04, 0.2), (-0.9, 0.86), (-0.3, 1.2), (0.36, 1.14), (0.74, 0.84)]
            layer.shape([hp(*p) for p in hair], look.hair)
            if look.cut == "bun":
                layer.oval(*hp(-1.12, 0.12), 0.028 * height, 0.028 * height, look.hair)
            if look.cut in ("long", "tail"):
                drop = -3.0 if look.cut == "long" else -2.1
                layer.shape([hp(*p) for p in [
                    (-0.3, 0.6), (-1.1, 0.5), (-1.35, -0.6), (-1.2, drop), (-0.75, drop + 0.1),
                    (-0.55, -1.0)]], look.hair)
        else:
            face = [(0, 1.05), (0.5, 0.9), (0.74, 0.4), (0.72, -0.2), (0.52, -0.75), (0, -1.08),
                    (-0.52, -0.75), (-0.72, -0.2), (-0.74, 0.4), (-0.5, 0.9)]
            def mane() -> None:
                w = {"long": 0.78, "tail": 0.3}.get(look.cut)
                if w is None:
                    return
                low = -2.9 if pose.view == "back" else -2.2
                layer.shape([hp(*p) for p in [(w, 0.5), (w, -1.0), (w * 0.8, low), (0, low - 0.2), (-w * 0.8, low), (-w, -1.0), (-w, 0.5), (0, 1.0)]], look.hair)

            if pose.view == "front":
                mane()
            layer.oval(*hp(0.78, -0.05), 0.011 * height, 0.018 * height, look.skin)
            layer.oval(*hp(-0.78, -0.05), 0.011 * height, 0.018 * height, look.skin)
            layer.shape([hp(*p) for p in face], look.skin)
            low = -0.72 if pose.view == "back" else 0.35
            hair = [(0.72, low + 0.35), (0.82, 0.5), (0.56, 1.06), (0, 1.2), (-0.56, 1.06), (-0.82, 0.5),
                    (-0.72, low + 0.35), (-0.4, low), (0, low + (0 if pose.view == "back" else 0.22)),
                    (0.4, low)]
            layer.shape([hp(*p) for p in hair], look.hair)
            if pose.view == "back":
                mane()
            if look.cut == "bun":
                layer.oval(*hp(0, -0.35), 0.034 * height, 0.03 * height, look.hair)
        if look.hat == "non":
            cone(layer, hp(0.05, 0.45), 0.19 * height, tilt * sx, look.hat_colour)
        return {"head": hp(0, 0), "top": hp(0, 1.1)}

    if frontal and pose.view == "back":
        leg(1), leg(0), arm(0), arm(1), trunk()
        marks = head()
    else:
        if not frontal:
            arm(1)
        leg(1), leg(0)
        if frontal:
            arm(1), arm(0)
        trunk()
        marks = head()
        if not frontal:
            arm(0)
    return marks | {
        "hand1": tuple(at(arms[0][3] * 0.5 + arms[0][2] * 0.5)),
        "hand2": tuple(at(arms[1][3] * 0.5 + arms[1][2] * 0.5)),
        "hip": tuple(at(hip)), "neck": tuple(at(neck)),
        "foot1": tuple(at(legs[0][2])), "foot2": tuple(at(legs[1][2])),
    }  # type: ignore[return-value]


def cone(layer: Layer, p: Point, r: float, turn: float, colour: Colour) -> None:
    """A nón lá, the conical hat, its brim centred at ``p``."""
    c = layer.canvas
    c.save()
    c.translate(float(p[0]), float(p[1]))
    c.rotate(float(turn * 0.8))
    layer.oval(0, 0.02 * r, r, r * 0.26, mix(colour, "#3a2412", 0.6))
    layer.shape([(-r, 0.03 * r), (-r * 0.52, -r * 0.4), (-r * 0.06, -r * 0.86), (r * 0.06, -r * 0.86),
                 (r * 0.52, -r * 0.4), (r, 0.03 * r), (r * 0.5, r * 0.17), (-r * 0.5, r * 0.17)], colour)
    layer.shape([(r * 0.05, -r * 0.8), (r * 0.52, -r * 0.38), (r * 0.97, 0.03 * r), (r * 0.5, r * 0.15),
                 (r * 0.25, r * 0.16)], mix(colour, "#5a3512", 0.28), 0.65)
    c.restore()


def crowd_look(rng: np.random.Generator, tops: list[Colour], bottoms: list[Colour], **kw: object) -> Look:
    """A random member of a crowd, dressed from the colours given."""
    look = Look(
        top=tops[rng.integers(len(tops))], bottom=bottoms[rng.integers(len(bottoms))],
        cut=str(rng.choice(["short", "short", "short", "bun", "tail"])),
        skin=mix("#b67f5a", "#7d4f36", float(rng.random())),
    )
    return replace(look, **kw)  # type: ignore[arg-type]


STAND = Pose("side", 1, 0, (4, 10), (-4, 6), (2, -1), (-3, -6))
FRONT = Pose("front", 0, 0, (13, 5), (-13, -5), (3, 1), (-3, -1))
BACK = replace(FRONT, view="back")
WALK = Pose("side", 4, 0, (22, 34), (-24, -10), (22, 8), (-18, -30), 6, -32)
RUN = Pose("side", 13, -4, (52, 142), (-58, 22), (64, -34), (-22, -92), 10, -70, 0.03, True)
SPRINT = Pose("side", 17, -8, (70, 150), (-66, 12), (82, -8), (-34, -68), 20, -60, 0.02, True)
PULL = Pose("side", -36, 14, (64, 78), (76, 86), (62, 8), (40, 30), 24, 14, 0.0, True)
