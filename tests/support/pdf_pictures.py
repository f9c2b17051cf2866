# SPDX-License-Identifier: GPL-3.0-or-later
"""What a scanner sees of a PDF: its pages as pictures, drawn by pdftoppm."""
import os
import shutil
import subprocess
import tempfile

JPEG = ("-jpeg", "-jpegopt", "quality=60")


def can_draw():
    return shutil.which("pdftoppm") is not None


def pictures(data, option=JPEG, resolution=200):
    """The pages of a PDF in grey, in the format of a pdftoppm option."""
    with tempfile.TemporaryDirectory() as folder:
        with open(folder + "/in.pdf", "wb") as file:
            file.write(data)
        subprocess.run(["pdftoppm", "-r", str(resolution), "-gray", *option, folder + "/in.pdf", folder + "/out"],
                       check=True)
        for name in sorted(os.listdir(folder)):
            if name.startswith("out"):
                with open(f"{folder}/{name}", "rb") as file:
                    yield file.read()
