// What lies over the slides for a while: all slides at a glance, the keys, a black screen, and the small toolbar at the edge.
const BANTUAN = [
  ["← →", "salindia sebelumnya, berikutnya"], ["↑ ↓", "halaman daftar"], ["1–99", "ke nomor itu"], ["Home End", "pertama, terakhir"],
  ["O", "semua salindia"], ["P", "tampilan penyaji"], ["F", "layar penuh"], ["B", "layar hitam"], ["C", "catat keputusan"], ["R", "muat edisi baru"],
  ["Esc", "kembali, lalu keluar"],
];
const ALAT = [ // lines of an icon of 24 by 24, its name, what it does
  ["M15 4l-8 8 8 8", "Sebelumnya (←)", (layar) => step(layar, -1)], ["M9 4l8 8-8 8", "Berikutnya (→)", (layar) => step(layar, 1)],
  ["M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h6v6h-6z", "Semua salindia (O)", (layar) => togglePanel(layar, "ikhtisar")],
  ["M3 4h18v11H3zM12 15v5M8 20h8", "Penyaji (P)", (layar) => togglePanel(layar, "penyaji")],
  ["M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5", "Layar penuh (F)", () => toggleFullscreen()],
  ["M4 5h16v14H4zM4 9h16M4 13h16M4 17h16", "Layar hitam (B)", (layar) => togglePanel(layar, "hitam")],
  ["M8 9a4 4 0 1 1 5 4c-1 .4-1 1-1 2M12 19v.6", "Bantuan tombol (H)", (layar) => togglePanel(layar, "bantuan")],
  ["M5 5l14 14M19 5L5 19", "Keluar (Esc)", (layar) => layar.kirim("tutup")],
];
const LAMA_ALAT = 3000; // ms the toolbar stays after the pointer has moved

function togglePanel(layar, nama) {
  if (layar.panel === nama) closePanel(layar);
  else openPanel(layar, nama);
}

function openPanel(layar, nama) {
  closePanel(layar);
  layar.panel = nama;
  layar.akar.dataset.panel = nama;
  layar.lembar.hidden = nama === "hitam"; // shown first: what it holds is measured
  if (nama === "ikhtisar") fillIkhtisar(layar);
  if (nama === "bantuan") fillBantuan(layar);
  if (nama === "penyaji") fillPenyaji(layar);
  layar.hitam.hidden = nama !== "hitam";
  layar.panggung.inert = true;
  if (nama !== "ikhtisar") layar.akar.focus({ preventScroll: true });
  tellOthers(layar);
}

// Gives back whether something was open.
function closePanel(layar) {
  if (!layar.panel) return false;
  if (layar.panel === "penyaji") stopPenyaji(layar);
  layar.panel = "";
  delete layar.akar.dataset.panel;
  layar.lembar.hidden = true;
  layar.lembar.replaceChildren();
  layar.hitam.hidden = true;
  layar.panggung.inert = false;
  focusSalindia(layar);
  tellOthers(layar);
  return true;
}

function fillIkhtisar(layar) {
  const pilihan = layar.data.slide.map((salindia, i) => {
    const tombol = makeTombol("pilihan", "", `Salindia ${i + 1}: ${salindia.judul}`, () => {
      closePanel(layar);
      goTo(layar, i);
    });
    tombol.append(el("b", "", String(i + 1)), el("span", "", salindia.judul));
    if (i === layar.kini.nomor) tombol.setAttribute("aria-current", "true");
    return tombol;
  });
  const kisi = el("div", "ikhtisar", ...pilihan);
  kisi.setAttribute("role", "group");
  kisi.setAttribute("aria-label", "Semua salindia");
  layar.lembar.replaceChildren(kisi);
  focusPilihan(layar, layar.kini.nomor);
}

function focusPilihan(layar, nomor) {
  const pilihan = [...layar.lembar.querySelectorAll(".pilihan")];
  const terpilih = pilihan[clamp(nomor, 0, pilihan.length - 1)];
  terpilih.focus({ preventScroll: true });
  terpilih.scrollIntoView({ block: "nearest" });
}

// The number of the choice that has the focus, and how many stand in a row.
function readPilihan(layar) {
  const pilihan = [...layar.lembar.querySelectorAll(".pilihan")];
  const atas = pilihan[0].offsetTop;
  return { nomor: pilihan.indexOf(layar.bayang.activeElement), kolom: pilihan.filter((p) => p.offsetTop === atas).length, banyak: pilihan.length };
}

function fillBantuan(layar) {
  const daftar = el("dl", "bantuan", ...BANTUAN.map(([tombol, kata]) => el("div", "", el("dt", "", tombol), el("dd", "", kata))));
  layar.lembar.replaceChildren(daftar);
}

function makeAlat(layar) {
  for (const [lambang, nama, tekan] of ALAT) {
    const ikon = svgEl("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, svgEl("path", { d: lambang }));
    const tombol = makeTombol("", ikon, nama, () => {
      tekan(layar);
      if (!layar.panel) focusSalindia(layar);
    });
    tombol.addEventListener("pointerenter", () => sayAlat(layar, nama));
    tombol.addEventListener("focus", () => sayAlat(layar, nama));
    tombol.addEventListener("pointerleave", () => sayAlat(layar, ""));
    tombol.addEventListener("blur", () => sayAlat(layar, ""));
    layar.alat.append(tombol);
  }
  layar.akar.addEventListener("pointermove", () => {
    layar.akar.classList.add("gerak");
    clearTimeout(layar.diam);
    layar.diam = setTimeout(() => layar.akar.classList.remove("gerak"), LAMA_ALAT);
  });
}

// The name of a tool stands in the foot, in the place of the subject: it covers nothing of the slide.
function sayAlat(layar, nama) {
  layar.kini.bagian.textContent = nama || layar.kini.kata;
}

function toggleFullscreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen();
}
