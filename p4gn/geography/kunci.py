"""Writing boundaries and drawings while other processes do the same: one lock, and files that appear whole or not at all."""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from p4gn.geography.wilayah import static_dir

_thread_lock = threading.RLock()
_held: set[Path] = set()


@contextmanager
def lock_peta() -> Iterator[Path]:
    """Waits for and holds the one lock of building and drawing; gives the folder of the drawings.

    Whoever holds it may ask again, so that a caller can hold it over several steps. The kernel drops it when its holder dies.
    """
    root = static_dir() / "peta"
    with _thread_lock:
        if root in _held:
            yield root
            return
        root.mkdir(parents=True, exist_ok=True)
        with (root / ".antrean").open("a", encoding="utf-8") as queue, (root / ".kunci").open("a", encoding="utf-8") as file:
            # Who waits stands at the door, so that a holder who comes back at once for its next province is not let in before.
            fcntl.flock(queue, fcntl.LOCK_EX)
            fcntl.flock(file, fcntl.LOCK_EX)
            fcntl.flock(queue, fcntl.LOCK_UN)
            _held.add(root)
            try:
                yield root
            finally:
                _held.discard(root)


def write_text(path: Path, text: str) -> None:
    """All or nothing: readers never see half a file, not even after a power cut."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    with aside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
