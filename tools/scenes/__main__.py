"""Make the pictures: ``python -m tools.scenes OUT_DIR [NAME…]``."""

from __future__ import annotations

import argparse
import io
from pathlib import Path

from PIL import Image, ImageCms

from .canvas import Canvas
from .catalogue import Scene, scenes

OVERSAMPLE = 1.5  # painted larger, then reduced: smooth edges


def save(scene: Scene, img: Image.Image, path: Path, profile: Path | None) -> None:
    """Write the picture in its kind: colour, palette, grey, CMYK or turned on its side."""
    if path.suffix == ".png":
        few = img.quantize(128 if scene.kind == "rgb" else 256, dither=Image.Dither.NONE)  # grain hides the steps
        (few.convert("RGB") if scene.kind == "rgb" else few).save(path, optimize=True, dpi=(300, 300))
        return
    options: dict[str, object] = {
        "quality": scene.quality,
        "optimize": True,
        "progressive": False,
        "dpi": (300, 300),
    }
    if scene.kind == "grey":
        img = img.convert("L")
    elif scene.kind == "cmyk":
        if profile is None:
            raise SystemExit(f"{scene.file}: a CMYK profile is needed (--profile FILE)")
        srgb = ImageCms.createProfile("sRGB")
        data = profile.read_bytes()
        img = ImageCms.profileToProfile(
            img,
            srgb,
            ImageCms.ImageCmsProfile(io.BytesIO(data)),
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode="CMYK",
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
        options["icc_profile"] = data
    elif scene.kind == "turned":
        img = img.transpose(Image.Transpose.ROTATE_90)
        exif = Image.Exif()
        exif[0x0112] = 6
        options["exif"] = exif
    img.save(path, **options)


def main() -> None:
    """Paint the scenes named, or all of them."""
    parser = argparse.ArgumentParser(prog="tools.scenes", description=__doc__)
    parser.add_argument("out", type=Path, help="folder for the pictures")
    parser.add_argument("names", nargs="*", help="scenes to make (all, if none is named)")
    parser.add_argument("--profile", type=Path, help="ICC profile of the CMYK picture")
    parser.add_argument(
        "--proof",
        type=float,
        metavar="SHARE",
        help="quick small PNG proofs, at this share of the full size",
    )
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    wanted = scenes()
    if unknown := set(args.names) - {s.name for s in wanted}:
        parser.error(f"no such scene: {', '.join(sorted(unknown))}")
    for scene in wanted:
        if args.names and scene.name not in args.names:
            continue
        w, h = scene.width, scene.height
        if args.proof:
            canvas = Canvas(w, h, args.proof)
            scene.paint(canvas)
            canvas.image(canvas.W, canvas.H).save(args.out / f"{scene.name}.png")
        else:
            canvas = Canvas(w, h, OVERSAMPLE)
            scene.paint(canvas)
            save(scene, canvas.image(w, h), args.out / scene.file, args.profile)
        print(scene.file, flush=True)


if __name__ == "__main__":
    main()
