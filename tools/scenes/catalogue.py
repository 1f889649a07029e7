"""What the sample issue asks for: each picture's file, size, kind and painter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from . import drum, field, games, hall, land, lotus, office, portraits, reading, stadium, street, town
from .canvas import Canvas

Painter = Callable[[Canvas], None]


@dataclass(frozen=True)
class Scene:
    """One picture to be made."""

    file: str
    width: int
    height: int
    paint: Painter
    kind: str = "rgb"  # rgb, palette, grey, cmyk, turned (stored on its side)
    quality: int = 85

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return self.file.rsplit(".", 1)[0]


def scenes() -> list[Scene]:
    """All the pictures, in the order of the issue's list."""
    return [
        Scene("hoi-truong.jpg", 2400, 1600, hall.hoi_truong),
        Scene("co-hoa.jpg", 2400, 1350, street.co_hoa),
        Scene("tru-so.jpg", 2000, 1500, office.tru_so),
        Scene("tu-lieu.jpg", 2400, 1800, land.tu_lieu, "grey"),
        Scene("nui-coc.jpg", 2800, 1400, land.nui_coc),
        Scene("san-van-dong.jpg", 2400, 1600, stadium.san_van_dong),
        Scene("bong-chuyen.jpg", 1600, 2133, games.bong_chuyen),
        Scene("cau-long.jpg", 1600, 1600, games.cau_long),
        Scene("keo-co.jpg", 2600, 1040, games.keo_co),
        Scene("dien-kinh.jpg", 1500, 2000, games.dien_kinh, "turned"),
        Scene("chan-dung-1.jpg", 1400, 1750, portraits.chan_dung_1),
        Scene("chan-dung-2.png", 1000, 1250, portraits.chan_dung_2),
        Scene("trong-cay.jpg", 2000, 1500, field.trong_cay),
        Scene("duong-que.jpg", 2200, 1467, field.duong_que),
        Scene("doc-sach.jpg", 2000, 1333, reading.doc_sach),
        Scene("chuyen-doi-so.jpg", 1800, 1350, town.chuyen_doi_so, "cmyk", quality=80),
        Scene("hoa-sen.jpg", 1800, 1800, lotus.hoa_sen),
        Scene("trong-dong.png", 1400, 1400, drum.trong_dong, "palette"),
        Scene("song-cau.jpg", 2400, 1350, land.song_cau),
        Scene("den-long.jpg", 1500, 2250, street.den_long),
    ]
