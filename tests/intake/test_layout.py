"""Layouts: the two that are built in, and what is told of one that is wrong."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from newsletter.colour import Cmyk
from newsletter.geometry import Insets, Size
from newsletter.intake.fonts import read_catalogue
from newsletter.intake.layout import read_layout
from newsletter.intake.layout_styles import ROLES
from newsletter.intake.resources import builtin
from newsletter.model.article import KINDS
from newsletter.model.fonts import FontCatalogue
from newsletter.model.layout import Bars, FaceSpec, GridArea, Layout, SpacingBar
from newsletter.problems import Problem, has_errors
from newsletter.units import mm, pt

BUILT_IN = ("ban-tin-19x27", "a4-3-cot", "tap-san-a5")
TEMPLATES = {"cover", "opener", "two-up", "feature", "briefs", "photo-page", "table-page", "poem-page",
             "stream", "back"}  # fmt: skip
Edit = Callable[[str, str, str], None]


@pytest.fixture(scope="module")
def catalogue() -> FontCatalogue:
    found = read_catalogue([builtin("fonts")]).value
    assert found is not None
    return found


PAGE = """\
page: {trim: [100mm, 200mm], margins: {top: 10mm, inside: 12mm, outside: 8mm}}
grid: {units: 12, gutter: 2mm, baseline: 12pt, lines: 40}
fonts: {text: Source Serif 4, narrow: Noto Serif}
colours:
  red: [15, 100, 90, 10]
"""
STYLES = """\
body: {font: text, size: 9.5pt, leading: 12pt}
narrow:
  like: body
  font: narrow
  width: 87.5
large: {font: text, size: [40pt, 30pt, 20pt], weight: 900, colour: red, optical: 60}
emphatic: {like: body, italic: true}
"""
STYLES += "".join(f"{role}: {{like: body}}\n" for role in ROLES if role != "body")
ONE = """\
styles: {body: narrow}
furniture:
  - {kind: masthead, size: [12, 8]}
  - {kind: rule, at: [0, 8], size: [12, 1], colour: red}
slots:
  a:
    at: [0, 9]
    size: [8, 20]
    columns: 2
    takes: article
    styles: {title: large}
    photos:
      - {where: top, column: 1, span: 2, height: [8, 12]}
      - {where: bleed, at: [0, 29], size: [8, rest]}
  b: {at: [8, 9], size: [rest, 10], teaser: true}
  c: {like: b, at: [8, 20]}
"""


@pytest.fixture
def edit(tmp_path: Path) -> Edit:
    """Puts one text in the place of another in a file of a small layout of our own."""
    mine = tmp_path / "mine"
    (mine / "templates").mkdir(parents=True)
    for file, text in (("layout.yaml", PAGE), ("styles.yaml", STYLES), ("templates/one.yaml", ONE)):
        (mine / file).write_text(text, encoding="utf-8")

    def change(file: str, old: str, new: str) -> None:
        path = mine / file
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def good(name: str, folder: Path, catalogue: FontCatalogue) -> Layout:
    outcome = read_layout(name, folder, catalogue)
    assert outcome.problems == ()
    assert outcome.value is not None
    return outcome.value


def faults(folder: Path, catalogue: FontCatalogue) -> tuple[Problem, ...]:
    outcome = read_layout("mine", folder, catalogue)
    assert (outcome.value is None) == has_errors(outcome.problems)
    return outcome.problems


def told(folder: Path, catalogue: FontCatalogue) -> list[tuple[str, str, str]]:
    """Code, file of the layout, and the line as it is written there."""
    found = []
    for problem in faults(folder, catalogue):
        assert problem.source is not None
        file, line, _ = problem.source
        lines = (folder / file).read_text(encoding="utf-8").split("\n") if line else [""]
        found.append((problem.code, file.removeprefix("mine/"), lines[max(0, line - 1)].strip()))
    return found


@pytest.mark.parametrize("name", BUILT_IN)
def test_a_built_in_layout_is_without_fault_and_complete(name: str, tmp_path: Path, catalogue: FontCatalogue) -> None:
    layout = good(name, tmp_path, catalogue)
    assert set(layout.templates) >= TEMPLATES
    assert set(layout.styles) >= set(ROLES)
    assert [one.place for one in layout.templates.values()].count("first") == 1
    assert [one.place for one in layout.templates.values()].count("last") == 1
    assert any(slot.many for slot in layout.templates["stream"].slots)


@pytest.mark.parametrize("name", BUILT_IN)
def test_the_type_area_is_a_whole_number_of_lines(name: str, tmp_path: Path, catalogue: FontCatalogue) -> None:
    layout = good(name, tmp_path, catalogue)
    margins = layout.margins
    assert margins.top + layout.lines * layout.baseline + margins.bottom == layout.trim.height
    assert margins.bottom > mm(10)


def test_the_default_layout_has_the_trim_of_the_press_law(tmp_path: Path, catalogue: FontCatalogue) -> None:
    assert good(BUILT_IN[0], tmp_path, catalogue).trim == (mm(190), mm(270))


def test_what_is_not_said_is_settled(edit: Edit, tmp_path: Path, catalogue: FontCatalogue) -> None:
    layout = good("mine", tmp_path, catalogue)
    assert (layout.trim, layout.bleed, layout.lines) == (Size(mm(100), mm(200)), mm(3), 40)
    assert layout.margins == Insets(mm(10), mm(200) - mm(10) - 40 * pt(12), mm(12), mm(8))
    body = layout.styles["body"]
    assert body.face == FaceSpec("Source Serif 4", 400, optical=10)
    assert body.bold == body.face._replace(weight=700)
    assert (body.colour, body.steps, body.rule) == (Cmyk(0, 0, 0, 1000), (pt(9.5),), None)
    slot = layout.templates["one"].slots[1]
    assert (slot.gutter, slot.head_span, slot.photos) == (mm(2), 1, ())


def test_a_layout_sets_bars_of_its_own_and_keeps_the_others(
    edit: Edit, tmp_path: Path, catalogue: FontCatalogue
) -> None:
    assert good("mine", tmp_path, catalogue).bars == Bars()
    edit("layout.yaml", "grid:", "quality: {narrow: {p95: 1.8, deviation: 0.3}, off-grid: 1pt, feet: 2}\ngrid:")
    bars = good("mine", tmp_path, catalogue).bars
    assert bars == Bars(narrow=SpacingBar(1.8, 0.3, 0.5), off_grid=pt(1), feet=2)


def test_lines_are_as_many_as_the_margins_leave_room_for(edit: Edit, tmp_path: Path, catalogue: FontCatalogue) -> None:
    edit("layout.yaml", "top: 10mm,", "top: 0mm, bottom: 20mm,")
    edit("layout.yaml", ", lines: 40", "")
    assert good("mine", tmp_path, catalogue).lines == 42  # 180 mm are 510.2 pt: 42 lines of 12 pt


def test_left_and_right_pages_mirror(edit: Edit, tmp_path: Path, catalogue: FontCatalogue) -> None:
    layout = good("mine", tmp_path, catalogue)
    area = layout.templates["one"].slots[0].area
    right, left = layout.area(area, left=False), layout.area(area, left=True, mirror=True)
    assert right.x0 == layout.trim.width - left.x1 == mm(12)


def test_a_layout_in_the_issue_comes_before_one_above_it_and_one_built_in(
    edit: Edit, tmp_path: Path, catalogue: FontCatalogue
) -> None:
    issue = tmp_path / "issues" / "one"
    for shelf, lines in ((tmp_path / "layouts", 41), (issue, 42)):
        shutil.copytree(tmp_path / "mine", shelf / "a4-3-cot")
        (shelf / "a4-3-cot" / "layout.yaml").write_text(PAGE.replace("lines: 40", f"lines: {lines}"))
    assert good("a4-3-cot", issue, catalogue).lines == 42
    assert good("a4-3-cot", tmp_path / "issues", catalogue).lines == 41
    assert good("a4-3-cot", tmp_path.parent, catalogue).lines == 61


@pytest.mark.parametrize("name", ["", "..", "../layouts/a4-3-cot", "/etc", ".hidden", "x" * 400, "a\0b", "ban-tin"])
def test_a_name_that_leads_to_no_layout_is_told(name: str, tmp_path: Path, catalogue: FontCatalogue) -> None:
    outcome = read_layout(name, tmp_path, catalogue)
    assert outcome.value is None
    assert [problem.code for problem in outcome.problems] == ["NL401"]


def test_a_layout_nearly_named_rightly_is_offered(tmp_path: Path, catalogue: FontCatalogue) -> None:
    (problem,) = read_layout("ban-tin-19x72", tmp_path, catalogue).problems
    assert dict(problem.values)["near"] == "ban-tin-19x27"


def test_the_digest_follows_every_file(edit: Edit, tmp_path: Path, catalogue: FontCatalogue) -> None:
    digests = {good("mine", tmp_path, catalogue).digest}
    for file in ("layout.yaml", "styles.yaml", "templates/one.yaml"):
        edit(file, ": ", ":  ")
        digests.add(good("mine", tmp_path, catalogue).digest)
    assert len(digests) == 4
    assert all(digest.startswith("sha256:") and len(digest) == 71 for digest in digests)


def test_a_style_is_like_another_but_for_what_it_says(edit: Edit, tmp_path: Path, catalogue: FontCatalogue) -> None:
    styles = good("mine", tmp_path, catalogue).styles
    assert styles["narrow"].face == FaceSpec("Noto Serif", 400, width=87.5)
    assert (styles["narrow"].size, styles["narrow"].leading) == (pt(9.5), pt(12))


def test_emphasis_in_italic_text_is_upright(edit: Edit, tmp_path: Path, catalogue: FontCatalogue) -> None:
    styles = good("mine", tmp_path, catalogue).styles
    assert styles["emphatic"].face == styles["body"].emphasis
    assert styles["emphatic"].emphasis == styles["body"].face


def test_a_headline_may_take_several_sizes(edit: Edit, tmp_path: Path, catalogue: FontCatalogue) -> None:
    large = good("mine", tmp_path, catalogue).styles["large"]
    assert large.steps == (pt(40), pt(30), pt(20))
    assert (large.size, large.leading) == (pt(40), pt(48))


def test_a_colour_takes_a_tint(edit: Edit, tmp_path: Path, catalogue: FontCatalogue) -> None:
    edit("styles.yaml", "colour: red", "colour: red 10%")
    assert good("mine", tmp_path, catalogue).styles["large"].colour == Cmyk(15, 100, 90, 10)


def test_a_face_stays_within_the_axes_of_its_family(edit: Edit, tmp_path: Path, catalogue: FontCatalogue) -> None:
    edit("styles.yaml", "weight: 900, colour: red, optical: 60", "weight: 1000, optical: 100")
    assert good("mine", tmp_path, catalogue).styles["large"].face == FaceSpec("Source Serif 4", 900, optical=60)


def test_rest_reaches_the_edges(edit: Edit, tmp_path: Path, catalogue: FontCatalogue) -> None:
    edit("templates/two.yaml", "", "slots: {x: {}}")
    templates = good("mine", tmp_path, catalogue).templates
    assert templates["two"].slots[0].area == GridArea(0, 0, 12, 40)
    assert templates["one"].slots[1].area == GridArea(8, 9, 4, 10)
    assert templates["one"].slots[0].photos[1].area == GridArea(0, 29, 8, 11)


def test_a_template_is_like_another_slot_by_slot(edit: Edit, tmp_path: Path, catalogue: FontCatalogue) -> None:
    edit(
        "templates/two.yaml", "", "like: one\nslots:\n  b: ~\n  a: {columns: 3, head: 1}\n  d: {like: c, at: [8, 30]}\n"
    )
    one, two = good("mine", tmp_path, catalogue).templates.values()
    assert [slot.name for slot in two.slots] == ["a", "c", "d"]
    assert two.furniture == one.furniture
    a, c, d = two.slots
    assert (a.columns, a.head_span, a.area, a.kinds) == (3, 1, one.slots[0].area, ("article",))
    assert c == one.slots[2]
    assert (d.teaser, d.area) == (True, GridArea(8, 30, 4, 10))


def test_a_slot_is_like_one_of_another_template(edit: Edit, tmp_path: Path, catalogue: FontCatalogue) -> None:
    edit("templates/two.yaml", "", "slots: {x: {like: one/c}}\n")
    assert good("mine", tmp_path, catalogue).templates["two"].slots[0].teaser


def test_styles_of_a_template_hold_for_all_its_slots(edit: Edit, tmp_path: Path, catalogue: FontCatalogue) -> None:
    layout = good("mine", tmp_path, catalogue)
    a, b, _ = layout.templates["one"].slots
    assert [layout.style(role, a).name for role in ("body", "title")] == ["narrow", "large"]
    assert [layout.style(role, b).name for role in ("body", "title")] == ["narrow", "title"]


def test_any_kind_of_story_may_be_taken(edit: Edit, tmp_path: Path, catalogue: FontCatalogue) -> None:
    edit("templates/one.yaml", "takes: article", "takes: any")
    assert good("mine", tmp_path, catalogue).templates["one"].slots[0].kinds == KINDS


def test_a_nameplate_may_stand_on_a_picture_that_runs_to_the_edges(
    edit: Edit, tmp_path: Path, catalogue: FontCatalogue
) -> None:
    edit("templates/one.yaml", "at: [0, 29], size: [8, rest]", "size: [12, 9]")
    assert good("mine", tmp_path, catalogue)


def test_templates_may_stand_in_one_file(edit: Edit, tmp_path: Path, catalogue: FontCatalogue) -> None:
    shutil.rmtree(tmp_path / "mine" / "templates")
    edit("templates.yaml", "", "a: {slots: {x: {}}}\nb: {like: a}\n")
    assert list(good("mine", tmp_path, catalogue).templates) == ["a", "b"]


@pytest.mark.parametrize(
    ("where", "old", "new", "code", "line"),
    [
        ("layout.yaml", "gutter: 2mm", "gutter: 2", "NL158", "grid: {"),
        ("layout.yaml", "lines: 40", "lines: 99", "NL419", "grid: {"),
        ("layout.yaml", "units: 12", "units: 40", "NL409", "page: {"),
        ("layout.yaml", "[15, 100, 90, 10]", "[15, 100, 90]", "NL163", "red: ["),
        ("layout.yaml", "[15, 100, 90, 10]", "[15, 100, 90, 110]", "NL155", "red: ["),
        ("layout.yaml", "units:", "unit:", "NL160", "grid: {"),
        ("layout.yaml", ", lines: 40", "", "NL161", "page: {"),
        ("layout.yaml", "grid:", "quality: {wide: {p96: 1.5}}\ngrid:", "NL160", "quality: {"),
        ("layout.yaml", "grid:", "quality: {feet: -1}\ngrid:", "NL154", "quality: {"),
        ("styles.yaml", "colour: red", "colour: rad", "NL403", "large: {"),
        ("styles.yaml", "colour: red", "colour: red 120%", "NL403", "large: {"),
        ("styles.yaml", "font: narrow", "font: Noto Serff", "NL301", "font: Noto Serff"),
        ("styles.yaml", "like: body", "like: boby", "NL405", "like: boby"),
        ("styles.yaml", "body: {font", "body: {like: narrow, font", "NL406", "like: body"),
        ("styles.yaml", "leading: 12pt", "leading: 13pt", "NL418", "body: {"),
        ("styles.yaml", "size: 9.5pt", "align: center, size: 9.5pt", "NL159", "body: {"),
        ("styles.yaml", "teaser: {like: body}", "", "NL410", "body: {"),
        ("styles.yaml", "teaser: {like: body}", "teaser: body", "NL153", "teaser: body"),
        ("templates/one.yaml", "size: [8, 20]", "size: [13, 20]", "NL407", "size: [13"),
        ("templates/one.yaml", "size: [8, 20]", "size: [8, 0]", "NL164", "size: [8, 0]"),
        ("templates/one.yaml", "at: [0, 9]", "at: [0, 7]", "NL408", "- {kind: masthead"),
        ("templates/one.yaml", "at: [8, 20]", "at: [7, 20]", "NL408", "c: {"),
        ("templates/one.yaml", "title: large", "title: lrge", "NL404", "styles: {title: lrge"),
        ("templates/one.yaml", "title: large", "titel: large", "NL404", "styles: {titel"),
        ("templates/one.yaml", "title: large", "body: large", "NL418", "styles: {body: large"),
        ("templates/one.yaml", "columns: 2", "columns: 2\n    head: 3", "NL414", "head: 3"),
        ("templates/one.yaml", "columns: 2", "columns: 2\n    bands: true", "NL417", "bands: true"),
        ("templates/one.yaml", "columns: 2", "columns: 2\n    fit: deck", "NL422", "fit: deck"),
        ("templates/one.yaml", "teaser: true", "teaser: true, many: true", "NL416", "b: {"),
        ("templates/one.yaml", "teaser: true", "teaser: true, continues: true", "NL416", "b: {"),
        ("templates/one.yaml", "columns: 2", "columns: 2\n    wraps: [{takes: photo, at: [9, 22], size: [2, 4]}]", "NL421",
         "wraps: ["),
        ("templates/one.yaml", "columns: 2", "many: true\n    wraps: [{takes: box, at: [0, 22], size: [2, 4]}]", "NL416",
         "wraps: ["),
        ("templates/one.yaml", "columns: 2",
         "wraps: [{takes: photo, at: [0, 21], size: [2, 4]}, {takes: box, at: [1, 24], size: [2, 4]}]", "NL408", "wraps: ["),
        ("templates/one.yaml", "span: 2", "span: 3", "NL411", "- {where: top"),
        ("templates/one.yaml", "[8, 12]", "[12, 8]", "NL412", "- {where: top"),
        ("templates/one.yaml", "height: [8, 12]", "at: [0, 0]", "NL416", "- {where: top"),
        ("templates/one.yaml", ", colour: red", "", "NL415", "- {kind: rule"),
        ("templates/one.yaml", "kind: rule", "kind: label", "NL415", "- {kind: label"),
        ("templates/one.yaml", ", at: [0, 29], size: [8, rest]", "", "NL413", "- {where: bleed"),
        ("templates/one.yaml", "takes: article", "takes: artcle", "NL159", "takes: artcle"),
        ("templates/one.yaml", "    columns: 2", "\tcolumns: 2", "NL103", "columns: 2"),
    ],
)  # fmt: skip
def test_each_fault_is_told_where_it_stands(
    where: str, old: str, new: str, code: str, line: str, edit: Edit, tmp_path: Path, catalogue: FontCatalogue
) -> None:
    edit(where, old, new)
    found = told(tmp_path, catalogue)
    assert any(one == code and file == where and text.startswith(line) for one, file, text in found), found


def test_all_faults_of_all_files_are_told_at_once(edit: Edit, tmp_path: Path, catalogue: FontCatalogue) -> None:
    edit("styles.yaml", "colour: red", "colour: rad")
    edit("styles.yaml", "teaser-title:", "teaser-titel:")
    edit("templates/one.yaml", "size: [8, 20]", "size: [13, 20]")
    edit("templates/one.yaml", "columns: 2", "colums: 2")
    edit("templates/two.yaml", "", "slots: {x: {at: [12, 0]}}")
    found = {(problem.code, problem.source.file) for problem in faults(tmp_path, catalogue) if problem.source}
    assert found >= {
        ("NL403", "mine/styles.yaml"),
        ("NL410", "mine/styles.yaml"),
        ("NL160", "mine/templates/one.yaml"),
        ("NL407", "mine/templates/two.yaml"),
    }


def test_a_fault_in_what_others_are_like_is_told_once(edit: Edit, tmp_path: Path, catalogue: FontCatalogue) -> None:
    edit("styles.yaml", "body: {font: text,", "body: {font: txt,")
    assert [problem.code for problem in faults(tmp_path, catalogue)] == ["NL301"]


def test_a_long_row_of_likes_is_followed_to_its_end(edit: Edit, tmp_path: Path, catalogue: FontCatalogue) -> None:
    edit("styles.yaml", "", "".join(f"s{n}: {{like: s{n + 1}}}\n" for n in range(2000)) + "s2000: {like: body}\n")
    assert good("mine", tmp_path, catalogue).styles["s0"].size == pt(9.5)


def test_a_layout_without_templates_is_told(edit: Edit, tmp_path: Path, catalogue: FontCatalogue) -> None:
    shutil.rmtree(tmp_path / "mine" / "templates")
    assert [problem.code for problem in faults(tmp_path, catalogue)] == ["NL402"]


def test_a_file_of_templates_that_leads_out_of_the_layout_is_refused(
    edit: Edit, tmp_path: Path, catalogue: FontCatalogue
) -> None:
    (tmp_path / "secret.yaml").write_text("slots: {}")
    (tmp_path / "mine" / "templates" / "x.yaml").symlink_to(tmp_path / "secret.yaml")
    assert [problem.code for problem in faults(tmp_path, catalogue)] == ["NL122"]


@pytest.mark.parametrize("text", ["", "- a\n", "x", "page:\n", "page: {trim: [0, 0]}\n", "\x00", "page: " + "[" * 60])
def test_a_layout_of_nonsense_is_told(text: str, edit: Edit, tmp_path: Path, catalogue: FontCatalogue) -> None:
    (tmp_path / "mine" / "layout.yaml").write_text(text)
    assert faults(tmp_path, catalogue)


ORNAMENTS = """\
star:
  size: [10, 10]
  paths:
    - {fill: red 50%, circle: [5, 5, 4]}
    - {stroke: black, width: 0.5, d: "M 1 1 L 2 2", mirror: true, turn: 4}
"""


def with_ornaments(edit: Edit, folder: Path, old: str = "star", new: str = "star") -> None:
    (folder / "mine" / "ornaments.yaml").write_text(ORNAMENTS.replace(old, new, 1), encoding="utf-8")
    edit("templates/one.yaml", "slots:", "  - {kind: ornament, size: [1, 1], ornament: star}\nslots:")


def test_ornaments_are_drawn_in_the_inks_of_the_layout(edit: Edit, tmp_path: Path, catalogue: FontCatalogue) -> None:
    with_ornaments(edit, tmp_path)
    star = good("mine", tmp_path, catalogue).ornaments["star"]
    assert (star.width, star.height) == (10, 10)
    assert star.paths[0].fill == Cmyk(75, 500, 450, 50)
    assert len(star.paths) == 1 + 2 * 4


def test_a_repeated_path_is_mirrored_and_turned_about_the_middle(
    edit: Edit, tmp_path: Path, catalogue: FontCatalogue
) -> None:
    with_ornaments(edit, tmp_path)
    paths = good("mine", tmp_path, catalogue).ornaments["star"].paths[1:]
    begins = [(round(x, 6), round(y, 6)) for x, y in (path.segments[0][1] for path in paths)]
    assert begins == [(1, 1), (9, 1), (9, 1), (9, 9), (9, 9), (1, 9), (1, 9), (1, 1)]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("M 1 1", "M 1 1 A 3", "NL423"),
        ("red 50%", "redd", "NL403"),
        ("stroke: black, ", "", "NL415"),
        ('d: "M 1 1 L 2 2", ', "", "NL415"),
        ("star", "stars", "NL424"),
    ],
)
def test_what_is_wrong_with_an_ornament_is_told(
    edit: Edit, tmp_path: Path, catalogue: FontCatalogue, old: str, new: str, code: str
) -> None:
    with_ornaments(edit, tmp_path, old, new)
    assert [problem.code for problem in faults(tmp_path, catalogue)] == [code]


def test_a_border_needs_its_width(edit: Edit, tmp_path: Path, catalogue: FontCatalogue) -> None:
    with_ornaments(edit, tmp_path)
    edit("templates/one.yaml", "kind: ornament", "kind: border")
    assert [problem.code for problem in faults(tmp_path, catalogue)] == ["NL415"]


def test_an_end_mark_must_be_drawn(edit: Edit, tmp_path: Path, catalogue: FontCatalogue) -> None:
    with_ornaments(edit, tmp_path)
    edit("layout.yaml", "fonts:", "end-mark: star\nfonts:")
    assert good("mine", tmp_path, catalogue).end_mark == "star"
    edit("layout.yaml", "end-mark: star", "end-mark: stars")
    assert told(tmp_path, catalogue) == [("NL424", "layout.yaml", "end-mark: stars")]


def test_a_layout_names_the_colour_of_frames_round_photos(edit: Edit, tmp_path: Path, catalogue: FontCatalogue) -> None:
    assert good("mine", tmp_path, catalogue).photo_frame is None
    edit("layout.yaml", "fonts:", "photos: {frame: black 50%}\nfonts:")
    assert good("mine", tmp_path, catalogue).photo_frame == Cmyk(0, 0, 0, 500)
    edit("layout.yaml", "black 50%", "blak")
    assert told(tmp_path, catalogue) == [("NL403", "layout.yaml", "photos: {frame: blak}")]


@pytest.mark.parametrize("place", ["where: top", "where: bleed"])
def test_a_place_may_name_the_colour_of_its_photo(
    place: str, edit: Edit, tmp_path: Path, catalogue: FontCatalogue
) -> None:
    edit("templates/one.yaml", place, f"ink: black 80%, {place}")
    slot = good("mine", tmp_path, catalogue).templates["one"].slot("a")
    assert slot is not None
    assert sorted(spot.ink is not None for spot in slot.photos) == [False, True]
    assert Cmyk(0, 0, 0, 800) in [spot.ink for spot in slot.photos]
    edit("templates/one.yaml", "ink: black", "ink: blak")
    assert [code for code, _, _ in told(tmp_path, catalogue)] == ["NL403"]


def test_the_digest_follows_ornaments_too(edit: Edit, tmp_path: Path, catalogue: FontCatalogue) -> None:
    with_ornaments(edit, tmp_path)
    before = good("mine", tmp_path, catalogue).digest
    edit("ornaments.yaml", "0.5", "0.6")
    assert good("mine", tmp_path, catalogue).digest != before
