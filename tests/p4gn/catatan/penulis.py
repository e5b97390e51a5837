"""A process that writes decisions until it is done or killed: penulis.py NAME THREADS DECISIONS EDISI. Prints each only once it is confirmed."""

from __future__ import annotations

import sys
import threading

from p4gn import catatan


def write_many(nama: str, banyak: int, edisi: str, out: threading.Lock) -> None:
    pencatat = catatan.Pencatat("Analis Kesbangpol", "analis", "rapat", edisi, sesi=nama)
    for number in range(banyak):
        keputusan = catatan.Keputusan(f"Keputusan {nama} nomor {number}", "DINKES@98", wilayah="98")
        kept = catatan.record_keputusan(pencatat, keputusan, kunci_kirim=f"{nama}-{number}")
        if number % 10 == 0:  # pressed twice
            catatan.record_keputusan(pencatat, keputusan, kunci_kirim=f"{nama}-{number}")
        with out:
            print(kept.id, kept.teks, flush=True)


def main(nama: str, threads: int, banyak: int, edisi: str) -> None:
    out = threading.Lock()
    workers = [threading.Thread(target=write_many, args=(f"{nama}{each}", banyak, edisi, out)) for each in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
