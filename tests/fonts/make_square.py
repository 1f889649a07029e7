"""Make the test fonts beside this file: ``pip install fonttools``, then ``python tests/fonts/make_square.py``.

Square glyphs, so that expected numbers can be done in the head. 1000 units per em; every letter is 1000 wide, the
space 250; lower case is 500 high, all else 700, and what hangs below the line (g p q y) reaches 200 down. Only A before V is
kerned, by -100.

square.ttf        ASCII, Vietnamese, common punctuation (no thin or no-break spaces, no U+2011)
square.otf        the same with CFF outlines
square-ascii.ttf  ASCII alone
"""

from pathlib import Path

from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen

FOLDER = Path(__file__).parent
EM, SPACE, CAPITAL, SMALL, HANGING = 1000, 250, 700, 500, -200
ASCII = "".join(map(chr, range(0x21, 0x7F)))
VIETNAMESE = (
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
    "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
)
MARKS = "–—‘’“”…•·«»₫"


def name_of(letter: str) -> str:
    return f"uni{ord(letter):04X}"


def draw(pen: TTGlyphPen | T2CharStringPen, letter: str) -> None:
    top = SMALL if letter.islower() else CAPITAL
    foot = HANGING if letter in "gpqy" else 0
    pen.moveTo((0, foot))
    pen.lineTo((0, top))
    pen.lineTo((EM, top))
    pen.lineTo((EM, foot))
    pen.closePath()


def build(file: str, family: str, letters: str, *, cff: bool = False) -> None:
    builder = FontBuilder(EM, isTTF=not cff)
    names = {letter: name_of(letter) for letter in letters}
    builder.setupGlyphOrder([".notdef", "space", *names.values()])
    builder.setupCharacterMap({0x20: "space"} | {ord(letter): name for letter, name in names.items()})
    glyphs = {}
    for name, letter in {".notdef": "", "space": "", **{name: letter for letter, name in names.items()}}.items():
        pen = T2CharStringPen(EM, None) if cff else TTGlyphPen(None)
        if letter:
            draw(pen, letter)
        glyphs[name] = pen.getCharString() if cff else pen.glyph()
    if cff:
        builder.setupCFF(f"{family}-Regular", {}, glyphs, {})
    else:
        builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics({name: (SPACE if name == "space" else EM, 0) for name in glyphs})
    builder.setupHorizontalHeader(ascent=800, descent=HANGING)
    builder.setupNameTable({"familyName": family, "styleName": "Regular", "psName": f"{family}-Regular"})
    builder.setupOS2(sTypoAscender=800, sTypoDescender=HANGING, sCapHeight=CAPITAL, sxHeight=SMALL, fsType=0)
    builder.setupPost()
    addOpenTypeFeaturesFromString(builder.font, f"feature kern {{ pos {name_of('A')} {name_of('V')} -100; }} kern;")
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.font.recalcTimestamp = False
    builder.save(FOLDER / file)


if __name__ == "__main__":
    build("square.ttf", "Square", ASCII + VIETNAMESE + MARKS)
    build("square.otf", "SquareCff", ASCII + VIETNAMESE + MARKS, cff=True)
    build("square-ascii.ttf", "SquareAscii", ASCII)
