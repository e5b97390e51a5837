// Keys, clicks and swipes. Nothing is taken from somebody who types, and nothing while a dialog is open.
const JEDA_ANGKA = 700; // ms in which a second digit may follow
const GESER_TERKECIL = 50; // px of a swipe

const TOMBOL = {
  ArrowRight: (l) => step(l, 1), ArrowLeft: (l) => step(l, -1), PageDown: (l) => step(l, 1), PageUp: (l) => step(l, -1),
  ArrowDown: (l) => turnPage(l, 1), ArrowUp: (l) => turnPage(l, -1), Home: (l) => goTo(l, 0), End: (l) => goTo(l, l.data.slide.length - 1),
  " ": (l, e) => (l.data.kios && !e.shiftKey ? pauseKios(l) : step(l, e.shiftKey ? -1 : 1)),
  Escape: (l) => leave(l), Backspace: (l) => leavePeta(l, l.kini),
  f: () => toggleFullscreen(), b: (l) => togglePanel(l, "hitam"), ".": (l) => togglePanel(l, "hitam"), o: (l) => togglePanel(l, "ikhtisar"),
  p: (l) => togglePanel(l, "penyaji"), "?": (l) => togglePanel(l, "bantuan"), h: (l) => togglePanel(l, "bantuan"), c: (l) => sendCatat(l),
  r: (l) => l.data.deck_baru && l.kirim("segarkan"),
};

function isBusy(layar) {
  return layar.panel !== "" || isDialogOpen();
}

function isDialogOpen() {
  return document.querySelector('[data-testid="stDialog"]') !== null;
}

function isTyping(node) {
  return node instanceof Element && node.closest("input, textarea, select, [contenteditable=true]") !== null;
}

function onKey(layar, e) {
  const asal = e.composedPath()[0];
  if (e.ctrlKey || e.metaKey || e.altKey || isDialogOpen() || isTyping(asal)) return;
  if ((e.key === "Enter" || e.key === " ") && pressFocused(layar, asal, e)) return;
  const kunci = e.key.length === 1 ? e.key.toLowerCase() : e.key;
  const tekan = layar.panel === "ikhtisar" ? (keyIkhtisar(layar, kunci) ?? TOMBOL[kunci]) : (keyAngka(layar, kunci) ?? TOMBOL[kunci]);
  if (!tekan) return;
  e.preventDefault();
  e.stopImmediatePropagation(); // R and C are keys of Streamlit too
  tekan(layar, e);
}

// Enter and Space belong to what has the focus: a button, a region of the map, a row of a list.
function pressFocused(layar, asal, e) {
  if (!(asal instanceof Element) || !layar.bayang.contains(asal)) return false;
  const daerah = asal.closest("[data-kode][role=button]");
  if (daerah && e.key === "Enter") {
    e.preventDefault();
    enterPeta(layar, layar.kini, daerah.dataset.kode);
    return true;
  }
  if (asal.closest("[data-konteks]") && e.key === "Enter") {
    e.preventDefault();
    sendCatat(layar);
    return true;
  }
  return asal.closest("button") !== null;
}

function keyIkhtisar(layar, kunci) {
  const { nomor, kolom, banyak } = readPilihan(layar);
  const ke = { ArrowRight: nomor + 1, ArrowLeft: nomor - 1, ArrowDown: nomor + kolom, ArrowUp: nomor - kolom, Home: 0, End: banyak - 1 }[kunci];
  return ke === undefined ? undefined : () => focusPilihan(layar, ke);
}

// Digits wait a little for a second one; Enter does not wait.
function keyAngka(layar, kunci) {
  if (/^[0-9]$/.test(kunci)) {
    return () => {
      layar.angka = `${layar.angka}${kunci}`.slice(-2);
      sayAlat(layar, `Ke salindia ${layar.angka}`);
      clearTimeout(layar.tungguAngka);
      if (layar.angka.length === 2) jumpAngka(layar);
      else layar.tungguAngka = setTimeout(() => jumpAngka(layar), JEDA_ANGKA);
    };
  }
  return kunci === "Enter" && layar.angka ? jumpAngka : undefined;
}

function jumpAngka(layar) {
  const nomor = Number(layar.angka);
  clearTimeout(layar.tungguAngka);
  layar.angka = "";
  sayAlat(layar, "");
  if (nomor >= 1 && nomor <= layar.data.slide.length) goTo(layar, nomor - 1);
}

// One step back: a panel, a map, and then the briefing itself.
function leave(layar) {
  const panelTetap = layar.data.penyaji && layar.panel === "penyaji";
  if (!panelTetap && closePanel(layar)) return;
  if (leavePeta(layar, layar.kini)) return;
  layar.kirim("tutup");
}

function onClick(layar, e) {
  if (layar.panel === "hitam") {
    closePanel(layar);
    return;
  }
  if (e.target.closest("[data-konteks]")) {
    e.target.closest("[data-konteks]").focus();
    sendCatat(layar);
    return;
  }
  if (layar.panel || e.target.closest("button, a, [role=button]")) return;
  if (e.clientX > (innerWidth * 2) / 3) step(layar, 1);
  else if (e.clientX < innerWidth / 3) step(layar, -1);
}

function listenSentuh(layar) {
  let awal;
  layar.akar.addEventListener("touchstart", (e) => (awal = e.touches[0]), { passive: true });
  layar.akar.addEventListener("touchend", (e) => {
    const akhir = e.changedTouches[0];
    const [dx, dy] = [akhir.clientX - awal.clientX, akhir.clientY - awal.clientY];
    if (Math.max(Math.abs(dx), Math.abs(dy)) < GESER_TERKECIL || layar.panel) return;
    if (Math.abs(dx) > Math.abs(dy)) step(layar, dx < 0 ? 1 : -1);
    else turnPage(layar, dy < 0 ? 1 : -1);
  });
}
