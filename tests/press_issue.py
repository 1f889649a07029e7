"""A small issue with all that a press file is made of: photos of every kind up to the bleed, tints, rules, small type."""

from pathlib import Path

from click.testing import CliRunner
from PIL import Image

from newsletter.commands import main

ISSUE = """title: Bản tin thử
edition: Số một
organization: Đảng bộ Khối
date: 2022-10-20
sections: [Tin hoạt động, Văn nghệ]
units:
  - {id: van-phong, name: Văn phòng}
imprint: {license: Số 1, publisher: Văn phòng, printer: Xưởng in, print_run: 100 bản, periodicity: hằng tháng}
pages: 4
press: {profile: FOGRA39L}
"""
PLAN = """pages:
  - {template: cover, stories: {lead: 01-le}}
  - {template: opener, stories: {a: 02-hoi-thao}}
  - {template: single, stories: {a: 03-vuon}}
  - {template: back, stories: {poem: 04-tho, a: 05-tin}}
"""
HEAD = """---
title: {title}
author: Văn phòng
unit: van-phong
section: Tin hoạt động
kind: {kind}
{photo}---
{text}
"""
SENTENCES = (
    "Sáng ngày 15 tháng 10, các đội của mười đơn vị dự lễ khai mạc tại nhà thi đấu của tỉnh.",
    "Hội thao có bốn môn: bóng chuyền, cầu lông, kéo co và bóng đá; mỗi môn chọn một đội nhất, hai đội nhì.",
    "Người xem đứng chật hai bên sân, tiếng trống và tiếng reo vang đến cuối buổi chiều.",
    "Ban tổ chức cảm ơn các đơn vị đã cho mượn sân bãi, dụng cụ và cử người giúp việc.",
)
BOX = "> [!box] Lịch thi đấu\n> Bóng chuyền: ngày 16 tháng 10.\n>\n> Kéo co: ngày 17 tháng 10.\n\n"


def make_press_issue(folder: Path) -> Path:
    """Four pages. Photos: RGB and CMYK to the bleed, grey in a column."""
    (folder / "articles").mkdir(parents=True)
    (folder / "photos").mkdir()
    (folder / "issue.yaml").write_text(ISSUE, encoding="utf-8")
    (folder / "plan.yaml").write_text(PLAN, encoding="utf-8")
    _photo("RGB", (2400, 1500)).save(folder / "photos/le.jpg", quality=90)
    _photo("CMYK", (2400, 1200)).save(folder / "photos/san.jpg", quality=90)
    _photo("L", (1800, 1100)).save(folder / "photos/vuon.jpg", quality=90)
    _article(folder, "01-le", "Lễ khai mạc hội thao", _paragraphs(5), photo="le.jpg")
    _article(folder, "02-hoi-thao", "Hội thao mùa thu", BOX + _paragraphs(12), photo="san.jpg")
    _article(folder, "03-vuon", "Khu vườn sau nhà làm việc", _paragraphs(10) + BOX, photo="vuon.jpg")
    _article(
        folder, "04-tho", "Chén chè", "Chén chè mời bạn đường xa\\\nHương thơm còn đọng hiên nhà sớm mai", kind="poem"
    )
    _article(folder, "05-tin", "Nhắn tin", _paragraphs(1), kind="notice")
    return folder


def press_pdf(issue: Path, out: Path, standard: str = "pdfx1a", pages: str = "") -> Path:
    """The press PDF of an issue, or of some of its pages, built by the program."""
    wanted = ["build", str(issue), "--target", "press", "--standard", standard, "-o", str(out)]
    result = CliRunner().invoke(main, [*wanted, "--pages", pages] if pages else wanted)
    assert result.exit_code == 0, result.stderr
    return out


def _photo(mode: str, size: tuple[int, int]) -> Image.Image:
    """Slopes of tone, in each band another way: no band is flat, and the JPEG is small."""
    across = Image.linear_gradient("L")
    bands = [across.rotate(90 * turn).resize(size) for turn in range(len(Image.new(mode, (1, 1)).getbands()))]
    softer = [band.point(lambda tone: 30 + tone // 2) for band in bands]
    return Image.merge(mode, softer) if len(softer) > 1 else softer[0]


def _paragraphs(count: int) -> str:
    return "".join(f"{' '.join(SENTENCES[(start + step) % 4] for step in range(3))}\n\n" for start in range(count))


def _article(folder: Path, name: str, title: str, text: str, kind: str = "article", photo: str = "") -> None:
    listed = f"photos:\n  - {{file: photos/{photo}, caption: Ảnh minh họa}}\n" if photo else ""
    whole = HEAD.format(title=title, kind=kind, photo=listed, text=text)
    (folder / "articles" / f"{name}.md").write_text(whole, encoding="utf-8")
