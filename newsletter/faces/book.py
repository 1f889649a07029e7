"""The faces of an issue: which file of a family serves a design, opened once and kept."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

import uharfbuzz as hb

from newsletter.faces.face import Face
from newsletter.model.fonts import FontCatalogue, FontFamily, FontFile
from newsletter.model.layout import FaceSpec
from newsletter.problems import Outcome, Problem, error, warning

LARGEST_FONT = 64 * 2**20
"""Bytes; the largest fonts in use (Chinese, Japanese, Korean) are under 40 MB."""

MOST_NAMED = 20

VIETNAMESE = (
    "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệfghiìíỉĩịjklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvwxyỳýỷỹỵz"
    "AÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬBCDĐEÈÉẺẼẸÊỀẾỂỄỆFGHIÌÍỈĨỊJKLMNOÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢPQRSTUÙÚỦŨỤƯỪỨỬỮỰVWXYỲÝỶỸỴZ"
)
"""Every letter of Vietnamese text, with f, j, w and z of foreign names."""

_RESTRICTED = 0x0002
"""OS/2 fsType: may not be embedded without the owner's leave (OpenType 1.9, OS/2)."""


class FontFault(Exception):  # noqa: N818 (a fault that carries its Problem, as the rest of the house calls it)
    """A face that cannot be opened; open_book turns it into the Problem that it carries."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


class FontBook:
    """Faces by design. A face is opened when it is first asked for; two designs of one instance share a face."""

    def __init__(self, catalogue: FontCatalogue) -> None:
        self.catalogue = catalogue
        self._faces: dict[FaceSpec, Face] = {}
        self._instances: dict[tuple[str, tuple[tuple[str, float], ...]], Face] = {}
        self._sources: dict[str, hb.Face] = {}

    def face(self, spec: FaceSpec) -> Face:
        """The face of a design; FontFault where it cannot be had (never for one that open_book has opened)."""
        found = self._faces.get(spec)
        if found is None:
            found = self._faces[spec] = self._open(spec)
        return found

    def cover(self, spec: FaceSpec, text: str) -> FaceSpec | None:
        """A design that can set all of a text: this one, else the first fallback family that can, else None."""
        if not self.face(spec).missing(text):
            return spec
        for family in self.catalogue.fallbacks:
            other = spec._replace(family=family)
            try:
                if not self.face(other).missing(text):
                    return other
            except FontFault:
                continue
        return None

    def _open(self, spec: FaceSpec) -> Face:
        family = self.catalogue.families.get(spec.family)
        if family is None:
            from difflib import get_close_matches  # noqa: PLC0415 (only where something is wrong)

            near = get_close_matches(spec.family, self.catalogue.families, 1, 0.5)
            known = ", ".join(near or sorted(self.catalogue.families)[:MOST_NAMED])
            raise FontFault(error("NL301", family=spec.family, known=known))
        file = nearest_file(family, spec)
        source = self._source(family, file)
        coordinates = coordinates_of(source, spec)
        key = (file.path, coordinates)
        found = self._instances.get(key)
        if found is None:
            found = Face(spec, source, coordinates)
            if not file.sha256 and not _embeddable(found):
                raise FontFault(error("NL304", family=family.name, file=Path(file.path).name))
            self._instances[key] = found
        return found

    def _source(self, family: FontFamily, file: FontFile) -> hb.Face:
        found = self._sources.get(file.path)
        if found is None:
            found = self._sources[file.path] = read_source(family, file)
        return found


def open_book(catalogue: FontCatalogue, specs: Iterable[FaceSpec]) -> Outcome[FontBook]:
    """A book with these designs opened, and all that is wrong with their files; None where one cannot be had."""
    book = FontBook(catalogue)
    faults: dict[Problem, bool] = {}
    for spec in dict.fromkeys(specs):
        try:
            lacking = book.face(spec).missing(VIETNAMESE)
        except FontFault as fault:
            faults[fault.problem] = True
            continue
        if lacking:
            shown = lacking if len(lacking) <= 12 else lacking[:12] + "…"
            faults[warning("NL305", family=spec.family, letters=shown, count=len(lacking))] = True
    problems = tuple(faults)
    whole = not any(problem.severity == "error" for problem in problems)
    return Outcome(book if whole else None, problems)


def nearest_file(family: FontFamily, spec: FaceSpec) -> FontFile:
    """The file of a family that is nearest to a design: slope first, then weight, then width; ties to the first."""

    def distance(file: FontFile) -> tuple[bool, float, float]:
        reach = {tag: (low, high) for tag, low, high in file.axes}
        weight = reach.get("wght", (file.weight, file.weight))
        width = reach.get("wdth", (file.width, file.width))
        return (file.italic != spec.italic, _beyond(spec.weight, *weight), _beyond(spec.width, *width))

    if not family.files:
        raise FontFault(error("NL302", family=family.name, package=family.package, file=""))
    return min(family.files, key=distance)


def _beyond(value: float, low: float, high: float) -> float:
    return max(low - value, value - high, 0.0)


def coordinates_of(source: hb.Face, spec: FaceSpec) -> tuple[tuple[str, float], ...]:
    """Where a design lies on the axes of a variable font, each within its limits."""
    wanted = {"wght": float(spec.weight), "wdth": float(spec.width), "opsz": float(spec.optical)}
    if not spec.optical:
        del wanted["opsz"]
    return tuple(
        (axis.tag, min(max(wanted.get(axis.tag, axis.default_value), axis.min_value), axis.max_value))
        for axis in source.axis_infos
    )


def read_source(family: FontFamily, file: FontFile) -> hb.Face:
    """A font file as HarfBuzz reads it, or a FontFault: not there, not the pinned file, or no font."""
    path = Path(file.path)
    try:
        if not path.is_file():  # a pipe would be waited for
            raise FileNotFoundError(path)
        large = path.stat().st_size > LARGEST_FONT
        content = b"" if large else path.read_bytes()
    except (OSError, ValueError):
        raise FontFault(error("NL302", family=family.name, package=family.package, file=path.name)) from None
    if file.sha256 and hashlib.sha256(content).hexdigest() != file.sha256.removeprefix("sha256:"):
        raise FontFault(error("NL303", family=family.name, package=family.package, file=path.name))
    return _parsed(family, path.name, content)


def _embeddable(face: Face) -> bool:
    """Whether a font of the user's own can be cut down for a PDF; pinned fonts are known to be sound."""
    try:
        return bool(face.program((0, face.space_glyph)))
    except RuntimeError:
        return False


def _parsed(family: FontFamily, name: str, content: bytes) -> hb.Face:
    try:
        source = hb.Face(hb.Blob(content))
        tags = frozenset(source.table_tags)
        sound = (
            source.glyph_count > 1
            and bool(source.unicodes)
            and {"cmap", "head", "hhea", "hmtx", "maxp"} <= tags
            and not tags.isdisjoint({"glyf", "CFF ", "CFF2"})
            and hb.Font(source).get_nominal_glyph(0x20)
        )
        rights = bytes(source.reference_table("OS/2").data)[8:10] if "OS/2" in tags else b""
    except Exception:  # whatever a hostile file makes the library raise, it is a damaged font
        raise FontFault(error("NL304", family=family.name, file=name)) from None
    if not sound:
        raise FontFault(error("NL304", family=family.name, file=name))
    if int.from_bytes(rights, "big") & 0xF == _RESTRICTED:
        raise FontFault(error("NL307", family=family.name, file=name))
    return source
