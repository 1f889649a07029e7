"""OpenDocument texts of a few lines, as LibreOffice lays them out."""

import io
import zipfile

_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office", "style": "style", "text": "text", "table": "table", "draw": "drawing", "meta": "meta",
        "fo": "xsl-fo-compatible", "svg": "svg-compatible",
    }.items()
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'  # fmt: skip


def odt(body: str, styles: str = "", named: str = "", parts: dict[str, bytes] | None = None) -> bytes:
    """``body``: what stands in office:text. ``styles``: automatic styles; ``named``: the content of styles.xml."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        package.writestr(
            "content.xml",
            f"<office:document-content {_SPACES}><office:automatic-styles>{styles}</office:automatic-styles><office:body>"
            f"<office:text>{body}</office:text></office:body></office:document-content>",
        )
        package.writestr("styles.xml", f"<office:document-styles {_SPACES}>{named}</office:document-styles>")
        package.writestr(
            "meta.xml",
            f"<office:document-meta {_SPACES}><office:meta><dc:title>Tít</dc:title><meta:initial-creator>Tổ tuyên truyền"
            "</meta:initial-creator></office:meta></office:document-meta>",
        )
        for name, content in (parts or {}).items():
            package.writestr(name, content)
    return made.getvalue()
