"""`python -m etl sahkan`: an office signs an edition off as final, or takes that back; the edition itself is never edited."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

from etl.catatan import check_jabatan, check_teks, now
from etl.problems import EtlGagal
from etl.publish import get_manifest
from p4gn.bahasa import format_tanggal
from p4gn.catatan.buku import write_buku
from p4gn.catatan_data import RIWAYAT
from p4gn.catatan_gagal import CatatanGagal
from p4gn.perintah import Parser
from p4gn.warehouse.editions import Manifest

FINAL = "final"


def sign_off(id_edisi: str, oleh: str) -> Manifest:
    """The edition as final from now on; EtlGagal when it is not there or signed off already."""
    role = check_jabatan(oleh)
    with write_buku(RIWAYAT) as add:
        manifest = get_manifest(id_edisi)
        signed = manifest.lain.get("disahkan")
        if isinstance(signed, Mapping):
            raise EtlGagal(f"Edisi {id_edisi} sudah disahkan oleh {signed['oleh']} pada {format_tanggal(str(signed['kapan']))}.")
        add({"peristiwa": "sah", "edisi": manifest.id, "oleh": role, "kapan": now()})
    return get_manifest(id_edisi)


def withdraw_sign_off(id_edisi: str, oleh: str, alasan: str) -> Manifest:
    """The edition as provisional again, with the reason kept; EtlGagal when it is not final."""
    role, reason = check_jabatan(oleh), check_teks("alasan", alasan)
    with write_buku(RIWAYAT) as add:
        manifest = get_manifest(id_edisi)
        if manifest.status != FINAL:
            raise EtlGagal(f"Edisi {id_edisi} masih sementara; tidak ada pengesahan yang dibatalkan.")
        add({"peristiwa": "batal", "edisi": manifest.id, "oleh": role, "alasan": reason, "kapan": now()})
    return get_manifest(id_edisi)


def main(argv: Sequence[str] | None = None) -> int:
    """Exit code 0 done, 1 refused, 2 wrong use."""
    parser = Parser(prog="python -m etl sahkan", description="Sahkan edisi sebagai final, atau batalkan pengesahannya.")
    parser.add_argument("edisi", metavar="EDISI", help="nomor edisi, seperti pada daftar edisi")
    parser.add_argument("--oleh", metavar="JABATAN", required=True, help="jabatan yang mengesahkan, bukan nama orang")
    parser.add_argument("--batal", action="store_true", help="batalkan pengesahan; memerlukan --alasan")
    parser.add_argument("--alasan", metavar="TEKS", help="mengapa pengesahan dibatalkan")
    options = parser.parse_args(argv)
    if options.batal and not options.alasan:
        parser.error("the following arguments are required: --alasan")
    try:
        if options.batal:
            manifest = withdraw_sign_off(options.edisi, options.oleh, options.alasan)
            print(f"Pengesahan edisi {manifest.id} dibatalkan; statusnya kembali sementara.")
        else:
            manifest = sign_off(options.edisi, options.oleh)
            print(f"Edisi {manifest.id} disahkan dan berstatus final.")
    except (EtlGagal, CatatanGagal) as error:
        print(error, file=sys.stderr)
        return getattr(error, "kode_keluar", 1)
    return 0


if __name__ == "__main__":
    sys.exit(main())
