"""A change tried before it is made: files that are to be written in, what the whole content would have against them out.

It is tried on a copy of the content, whose files are second names of the real ones where the disk has such.
"""

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from disan.content import catalogue
from disan.content.kinds import KINDS
from disan.content.settings import Settings
from disan.core import files
from disan.core.problems import Problem


def errors(root: Path, written: Mapping[str, bytes], chosen: Settings) -> list[Problem]:
    """The errors in the files to be written, named from the project's root, once all of them stand there. Raises OSError of the disk."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for below in files.walk(root / "content", "content"):
            (copy / below.name).mkdir(parents=True)
            for name in below.files:
                _linked(root / below.name / name, copy / below.name / name)
        for name, content in written.items():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            (copy / name).unlink(missing_ok=True)
            (copy / name).write_bytes(content)
        _, found = catalogue.read(copy, KINDS, chosen.languages, chosen.province)
    return [each for each in found if each.grade == "error" and each.at.file in written]


def _linked(file: Path, copy: Path) -> None:
    """A second name for a file where the disk allows it: photographs are large."""
    try:
        os.link(file, copy)
    except OSError:
        shutil.copyfile(file, copy)
