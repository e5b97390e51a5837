"""Alerts: what has become overdue, fallen below its target, or not been sent, by dated rules (aturan.yml), each with its evidence."""

from p4gn.peringatan.aturan import Aturan, AturanTidakSah, list_aturan, list_berlaku
from p4gn.peringatan.daftar import find_alasan, list_peringatan, sentence
from p4gn.peringatan.isi import Peringatan

__all__ = ["Aturan", "AturanTidakSah", "Peringatan", "find_alasan", "list_aturan", "list_berlaku", "list_peringatan", "sentence"]
