"""Files that show one picture, and some that do not."""

import io

from PIL import Image, ImageOps

from evidence_board import resources

__all__ = ["SCENES", "copies_of"]

SCENES = sorted(resources.path("practice/scenes").glob("*.jpg"))


def copies_of(folder, number=0):
    """One scene in four files: as it is, smaller, cropped and mirrored; and two others."""
    folder.mkdir(exist_ok=True)
    image = Image.open(SCENES[number]).convert("RGB").resize((800, 600))
    made = {
        "a": image,
        "b": image.resize((400, 300)),
        "c": image.crop((8, 6, 792, 594)),
        "d": ImageOps.mirror(image),
        "other": Image.open(SCENES[number + 5]).convert("RGB").resize((800, 600)),
        "black": Image.new("RGB", (800, 600)),
        "dark": Image.new("RGB", (640, 480)),
    }
    for name, one in made.items():
        file = io.BytesIO()
        one.save(file, "JPEG", quality=80)
        (folder / f"{name}.jpg").write_bytes(file.getvalue())
    return folder
