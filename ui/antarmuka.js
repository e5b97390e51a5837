// Streamlit's own few words on the page, in Indonesian: it has no setting for them.
(() => {
  const KATA = new Map(Object.entries({
    "Skip to main content": "Langsung ke isi",
    "No results": "Tidak ada yang cocok",
    "Page not found": "Halaman tidak ada",
    "The page that you have requested does not seem to exist. Running the app's main page.": "Alamat itu tidak ada di dasbor ini. Yang dibuka: Ringkasan.",
    "Collapse sidebar": "Tutup bilah samping",
    "Expand sidebar": "Buka menu dan saringan",
    "Connection error": "Sambungan terputus",
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:": "Peladen dasbor tidak menjawab. Hubungi pengelola.",
    "Connecting": "Menyambung",
    "Connecting to Streamlit server": "Menyambung ke peladen",
    "Please wait...": "Mohon tunggu …",
    "Running...": "Memuat …",
    "Fullscreen": "Layar penuh",
    "Close fullscreen": "Tutup layar penuh",
    "Clear value": "Kosongkan",
    "Select all": "Pilih semua",
    "Clear all": "Kosongkan semua",
    "Choose an option": "Pilih",
    "Main menu": "Menu utama",
    "Close": "Tutup",
    "Open": "Buka",
    "Stop": "Hentikan",
    "Rerun": "Muat ulang",
    "Upload": "Pilih berkas",
    "Add files": "Tambah berkas",
    "Drag and drop files here": "Letakkan berkas di sini",
    "Click to retry upload": "Klik untuk mengunggah lagi",
    "Upload failed": "Gagal diunggah",
    "file upload": "Pilih berkas",
    "Error:": "Galat:",
    "Failed to generate file for download": "Berkas belum siap. Tekan sekali lagi.",
    "Request timed out": "Terlalu lama. Tekan sekali lagi.",
    "Connection closed": "Sambungan terputus. Tekan sekali lagi.",
    "Download failed": "Gagal diunduh. Tekan sekali lagi.",
    "Unexpected error. Please try again.": "Gagal diunggah. Coba lagi.",
  }));
  const POLA = [
    [/^(\d+)(?:\.0)? ?MB per file$/, "Paling besar $1 MB per berkas"],
    [/^File must be (\d+)(?:\.\d+)? ?MB or smaller\.$/, "Berkas ini lebih besar dari $1 MB. Bagi menjadi beberapa berkas."],
    [/^Cancel upload of (.+)$/, "Batalkan unggahan $1"],
    [/^Remove (.+)$/, "Buang $1"],
    [/^(\d+)\.0 ?B$/, "$1 B"],
    [/^(.+, )?(\d+)\.(\d+) ?([KMG]?B)$/, (semua, nama = "", utuh, pecahan, satuan) => `${nama}${utuh},${pecahan} ${satuan}`],
    [/^(\d+)([KMG]?B)$/, "$1 $2"],
  ];
  const ATRIBUT = ["aria-label", "title", "placeholder"];

  const find = (teks) => {
    if (!teks) return undefined;
    const pola = KATA.has(teks) ? undefined : POLA.find(([bentuk]) => bentuk.test(teks));
    return pola ? teks.replace(...pola) : KATA.get(teks);
  };

  const say = (simpul) => {
    if (simpul.nodeType === Node.TEXT_NODE) {
      const kata = find(simpul.data.trim());
      if (kata && kata !== simpul.data) simpul.data = kata;
      return;
    }
    if (simpul.nodeType !== Node.ELEMENT_NODE || simpul.matches(".p4, .p4 *")) return; // our own words stay as they are
    for (const atribut of ATRIBUT) {
      const kata = find(simpul.getAttribute(atribut));
      if (kata) simpul.setAttribute(atribut, kata);
    }
    simpul.childNodes.forEach(say);
  };

  new MutationObserver((perubahan) => perubahan.forEach(({ type, target, addedNodes }) => (type === "childList" ? addedNodes.forEach(say) : say(target))))
    .observe(document.documentElement, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ATRIBUT });
})();
