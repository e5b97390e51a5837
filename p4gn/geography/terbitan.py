"""Drawings where the browser reads them: a folder for each version, and an index that names the version to use."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from p4gn.geography.kunci import lock_peta, write_text


def publish_drawings(key: str, drawings: Mapping[str, Mapping[str, Any]], entry: Mapping[str, Any]) -> str:
    """Puts one version in place, then points the index at it; gives its name. The version before stays for screens that still show it."""
    with lock_peta() as root:
        texts = {name: json.dumps(drawing, ensure_ascii=False, separators=(",", ":")) for name, drawing in sorted(drawings.items())}
        versi = hashlib.sha256("".join(f"{name}\n{text}\n" for name, text in texts.items()).encode()).hexdigest()[:12]
        _write_versi(root / versi, texts)
        index = _read_index(root)
        before = index.get(key, {})
        lama = before.get("versi") if before.get("versi") != versi else before.get("versi_sebelumnya")
        index[key] = {"versi": versi, **entry, "versi_sebelumnya": lama}
        write_text(root / "index.json", json.dumps(index, ensure_ascii=False, indent=1, sort_keys=True))
        _remove_unused(root)
    return versi


def _read_index(root: Path) -> dict[str, Any]:
    try:
        return json.loads((root / "index.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}


def _write_versi(folder: Path, texts: Mapping[str, str]) -> None:
    """The folder appears with all its files; in one that is there already only what was lost or damaged is written."""
    if folder.is_dir():
        for name, text in texts.items():
            path = folder / f"{name}.json"
            if not path.is_file() or path.read_bytes() != text.encode():
                write_text(path, text)
        return
    aside = folder.with_name(f".{folder.name}")
    if aside.exists():  # left by a process that was killed
        shutil.rmtree(aside)
    for name, text in texts.items():
        write_text(aside / f"{name}.json", text)
    aside.replace(folder)


def _remove_unused(root: Path) -> None:
    """Removes what the index names neither as current nor as previous, and what killed processes left; only for the holder of the lock."""
    entries = _read_index(root).values()
    used = {name for entry in entries for name in (entry["versi"], entry.get("versi_sebelumnya"))}
    for folder in root.iterdir():
        if folder.is_dir() and folder.name not in used:
            shutil.rmtree(folder)
    for left in root.glob(".index.json.*"):
        left.unlink()
