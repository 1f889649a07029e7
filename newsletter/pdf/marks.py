"""What a page paints, as values: one ``Mark`` for each painting operator, with the graphics state that it was
painted in.

Lengths are points of default user space (1/72 inch where the page states no UserUnit), y upward (ISO 32000-1,
8.3.2.3)."""

from typing import Literal, NamedTuple

Kind = Literal["fill", "stroke", "text", "image", "mask", "shading"]
Cmyk = tuple[float, float, float, float]
"""Cyan, magenta, yellow, black in 0…1."""


class Box(NamedTuple):
    """x0 <= x1, y0 <= y1, in points, y upward."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    def cut(self, other: "Box") -> "Box | None":
        """What both cover, or None where they do not meet; a line without width counts where it lies in the other."""
        x0, y0, x1, y1 = self
        x0 = max(x0, other.x0)
        y0 = max(y0, other.y0)
        x1 = min(x1, other.x1)
        y1 = min(y1, other.y1)
        return Box(x0, y0, x1, y1) if x0 <= x1 and y0 <= y1 else None


class At(NamedTuple):
    """Where something is done: page from 1; resource names of forms, patterns, images down to the content stream
    (``("Fm0", "Im3")``), empty for the page's own; the operator's number in that stream from 1, 0 for the whole."""

    page: int
    chain: tuple[str, ...] = ()
    operator: int = 0


class Fault(NamedTuple):
    """Something wrong that reading came upon; ``kind`` is one of ``FAULTS``, ``detail`` what is concerned (an
    operator, a resource, a font), never a sentence."""

    kind: str
    at: At
    detail: str = ""


FAULTS: dict[str, str] = {
    "token": "bytes of a content stream that are no token of PDF",
    "operator": "an operator that PDF does not have",
    "operands": "an operator with too few operands or of a wrong type",
    "place": "an operator where it may not stand (text outside BT … ET, BT inside BT)",
    "balance": "Q without q, q without Q, BT without ET, EMC without BMC at the end of a content stream",
    "nesting": "q nested deeper than 28 (ISO 32000-1, annex C, table C.1)",
    "resource": "a name that the resources do not hold, or that is of a wrong type there",
    "contents": "a content stream that cannot be decoded, or only in part",
    "cycle": "a form, pattern or glyph that paints itself",
    "depth": "forms nested deeper than is read",
    "amount": "more operators, or more marks, than are read",
    "postscript": "a PostScript XObject",
    "opi": "a form or an image that refers to another file by OPI",
    "reference": "a form that refers to another file (Ref)",
    "font": "a font program that is broken or of another type than its dictionary says",
    "space": "a colour space that makes no sense",
    "function": "a function that makes no sense",
    "image": "an image whose dictionary makes no sense",
}
"""Every kind of Fault, with its meaning."""


class Colour(NamedTuple):
    """A colour as set. ``spaces`` are families from the space set down to what it rests on: ``("DeviceCMYK",)``,
    ``("Separation", "DeviceCMYK")``, ``("Indexed", "ICCBased", "DeviceRGB")``, ``("Pattern",)`` (an uncoloured
    pattern has its space after it). ICCBased stands with the device space of as many components. Device spaces that
    a Default space replaces stand as that space. ``names`` are the colorants of Separation and DeviceN, wherever in
    the chain. ``components`` are as set, empty for images, shadings and coloured patterns. ``cmyk`` is what the
    colour comes to on the process plates: DeviceGray as K, spot colours through their tint transform; None where
    that is a matter of colour management (RGB, CIE-based) or no single colour."""

    spaces: tuple[str, ...]
    names: tuple[str, ...] = ()
    components: tuple[float, ...] = ()
    cmyk: Cmyk | None = None

    @property
    def family(self) -> str:
        return self.spaces[0]


class FontFacts(NamedTuple):
    """``name`` is BaseFont without the tag; ``tag`` the six letters of a subset or empty. ``type`` is Type1,
    MMType1, TrueType, Type3, CIDFontType0 or CIDFontType2. ``program`` is the key that embeds it (FontFile,
    FontFile2, FontFile3) or empty; ``broken`` says what is wrong with the program, empty where nothing is."""

    name: str
    tag: str = ""
    type: str = ""
    program: str = ""
    encoding: str = ""
    broken: str = ""
    unicode: bool = False

    @property
    def embedded(self) -> bool:
        return bool(self.program) or self.type == "Type3"

    @property
    def subset(self) -> bool:
        return bool(self.tag)


class ImageFacts(NamedTuple):
    """``width`` and ``height`` in samples; ``ppi`` along the image's own axes as placed; ``bits`` a component (1
    for a mask). ``filters`` in order of decoding. ``stencil``: it is a mask itself (ImageMask), painted in the
    colour of fills. ``masked`` is the kind of mask that it has: stencil, colour-key or none (empty). ``broken``
    says what is wrong with its samples, empty where nothing is known to be."""

    width: int
    height: int
    bits: int
    ppi: tuple[float, float]
    filters: tuple[str, ...] = ()
    stencil: bool = False
    masked: str = ""
    soft_mask: bool = False
    alternates: bool = False
    inline: bool = False
    interpolate: bool = False
    broken: str = ""

    @property
    def resolution(self) -> float:
        """Of the coarser axis, in samples an inch."""
        return min(self.ppi)


class Mark(NamedTuple):
    """One thing painted. ``box`` is cut by the clip's bounding box and the page; what lies wholly outside of them,
    on a layer that is off, or is text of a mode without paint has ``visible`` False (and its box uncut): it counts
    for fonts and colour spaces, not for what is seen.

    ``width`` is the line width in pt of what is stroked (0.0 for the thinnest line of the device), of a filled
    rectangle its shorter side, else None; ``size`` the type size in pt, else None. Text that is filled and stroked
    makes two marks. ``overprint`` is the one in force for this kind of painting. ``lacking`` are the codes shown
    for which the font has no glyph. ``device`` are entries of ExtGState in force that are not for a press file (TR,
    TR2, HT, HTP, BG, BG2, UCR, UCR2). ``groups`` are the families of the colour spaces of the transparency groups
    around it (``""`` for none stated)."""

    kind: Kind
    box: Box
    colour: Colour
    at: At
    visible: bool = True
    overprint: bool = False
    overprint_mode: int = 0
    alpha: float = 1.0
    blend: str = "Normal"
    soft_mask: bool = False
    width: float | None = None
    size: float | None = None
    font: FontFacts | None = None
    lacking: tuple[int, ...] = ()
    image: ImageFacts | None = None
    device: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()
