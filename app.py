"""Front door: page settings, the shared filters, and the table of contents."""

from pathlib import Path

import streamlit as st

from exports import peta
from exports.tabel import make_buku
from p4gn import catatan
from p4gn.paparan.susun import make_kepala, make_slide
from ui import berkas, catat, filters, frame, kerja, unduh_bagan
from ui.figures.bagan_svg import svg_bagan

st.set_page_config(
    page_title="Dasbor P4GN", page_icon=Path(__file__).with_name("static") / "ikon.svg", layout="wide", initial_sidebar_state="auto"
)

pages = {
    "Ikhtisar": [
        st.Page("pages/ikhtisar/ringkasan.py", title="Ringkasan", icon=":material/space_dashboard:", url_path="ringkasan", default=True),
        st.Page("pages/ikhtisar/peta.py", title="Peta", icon=":material/map:", url_path="peta"),
        st.Page("pages/ikhtisar/tren.py", title="Tren", icon=":material/show_chart:", url_path="tren"),
        st.Page("pages/ikhtisar/bandingkan.py", title="Bandingkan", icon=":material/table_chart:", url_path="bandingkan"),
    ],
    "Paparan": [
        st.Page("pages/paparan/paparan.py", title="Paparan", icon=":material/co_present:", url_path="paparan"),
    ],
    "Program": [
        st.Page("pages/program/kepatuhan_opd.py", title="Kepatuhan OPD", icon=":material/assignment_turned_in:", url_path="kepatuhan-opd"),
        st.Page(
            "pages/program/kepatuhan_wilayah.py", title="Kepatuhan wilayah", icon=":material/travel_explore:", url_path="kepatuhan-wilayah"
        ),
        st.Page("pages/program/peringatan.py", title="Peringatan", icon=":material/notification_important:", url_path="peringatan"),
        st.Page(
            "pages/program/rencana_aksi.py", title="Rencana aksi & laporan", icon=":material/event_available:", url_path="rencana-aksi"
        ),
        st.Page("pages/program/penghargaan.py", title="Penghargaan & pembinaan", icon=":material/military_tech:", url_path="penghargaan"),
        st.Page("pages/program/rapat.py", title="Rapat", icon=":material/groups:", url_path="rapat"),
        st.Page("pages/program/tindak_lanjut.py", title="Tindak lanjut", icon=":material/task_alt:", url_path="tindak-lanjut"),
        st.Page("pages/program/dari_notulen.py", title="Dari notulen", icon=":material/description:", url_path="dari-notulen"),
        st.Page("pages/program/tes_urine.py", title="Tes urine", icon=":material/science:", url_path="tes-urine"),
        st.Page("pages/program/desa_bersinar.py", title="Desa Bersinar", icon=":material/cottage:", url_path="desa-bersinar"),
    ],
    "Data": [
        st.Page("pages/data/unggah.py", title="Unggah", icon=":material/upload_file:", url_path="unggah"),
        st.Page("pages/data/mutu_data.py", title="Mutu data", icon=":material/fact_check:", url_path="mutu-data"),
        st.Page("pages/data/edisi.py", title="Edisi", icon=":material/history:", url_path="edisi"),
    ],
    "Tentang": [
        st.Page("pages/tentang/metodologi.py", title="Metodologi", icon=":material/menu_book:", url_path="metodologi"),
    ],
}

page = st.navigation(pages, position="sidebar", expanded=True)
frame.apply_style()
unduh_bagan.use(unduh_bagan.Pembuat(make_slide, make_kepala, svg_bagan, peta.png_map, peta.find_halangan))
berkas.use(make_buku)
filters.choose_scope()
try:
    nomor = catatan.last_nomor()
    berkas.start_halaman()
    page.run()
    berkas.draw_halaman(page.title, page.url_path or "ringkasan", filters.current_scope())
    catat.draw_catat(page.url_path or "ringkasan", nomor)
except (catatan.CatatanTertutup, catatan.CatatanLebihBaru) as error:
    kerja.draw_vonis("tolak", f"Catatan keputusan tidak dapat dibuka, jadi angkanya tidak ditampilkan. {error}")
