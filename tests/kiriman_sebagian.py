"""Some files of a delivery, with their lines of kiriman.jsonl: enough for a test, much quicker to build than all."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path


def copy_sebagian(whole: Path, few: Path, chosen: Iterable[Path]) -> Path:
    """Copies the chosen files of the folder `whole` into a new folder; gives the new one."""
    few.mkdir()
    names = set()
    for path in chosen:
        shutil.copy(path, few)
        names.add(path.name)
    lines = [line for line in (whole / "kiriman.jsonl").read_text(encoding="utf-8").splitlines() if json.loads(line)["berkas"] in names]
    (few / "kiriman.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return few
