"""What can go wrong with the store `catatan`, for whoever must catch it without loading the store; the messages are ready to show."""

from __future__ import annotations


class CatatanGagal(RuntimeError):
    """The store cannot be used."""


class CatatanTertutup(CatatanGagal):
    """The store cannot be reached or written; nothing was stored, or it is not known (send again with the same kunci_kirim)."""


class CatatanLebihBaru(CatatanGagal):
    """The store was made by a newer version of the code."""
