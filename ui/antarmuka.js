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
  }));
  const ATRIBUT = ["aria-label", "title", "placeholder"];

  const say = (simpul) => {
    if (simpul.nodeType === Node.TEXT_NODE) {
      const kata = KATA.get(simpul.data.trim());
      if (kata && kata !== simpul.data) simpul.data = kata;
      return;
    }
    if (simpul.nodeType !== Node.ELEMENT_NODE || simpul.matches(".p4, .p4 *")) return; // our own words stay as they are
    for (const atribut of ATRIBUT) {
      const kata = KATA.get(simpul.getAttribute(atribut));
      if (kata) simpul.setAttribute(atribut, kata);
    }
    simpul.childNodes.forEach(say);
  };

  new MutationObserver((perubahan) => perubahan.forEach(({ type, target, addedNodes }) => (type === "childList" ? addedNodes.forEach(say) : say(target))))
    .observe(document.documentElement, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ATRIBUT });
})();
