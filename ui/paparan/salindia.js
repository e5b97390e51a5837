// One slide as a layer as large as the window: headline, content in pages, one line under it, foot. Made hidden, so that showing it is instant.
const GAMBAR = {
  sampul: drawSampul, angka: drawAngka, batang: drawBatang, garis: drawGaris, ubin: drawUbin, daftar: drawDaftar, peta: drawPeta, sebar: drawSebar,
};
const JUDUL = [5.4, 4.9, HURUF]; // vh, sizes a headline is tried in until it has two lines at most
const JUDUL_SEBARIS = 6.2; // where one line is enough
const JUDUL_SAMPUL = [8, 7, 6, ...JUDUL];

function makeSalindia(layar, nomor) {
  const salindia = layar.data.slide[nomor];
  const node = el("article", `salindia j-${salindia.isi.jenis}`);
  const judul = el("h1", "");
  const kepala = el("header", "", layar.data.kepala.contoh ? el("span", "lencana", "DATA CONTOH") : "", judul);
  const isi = el("div", "isi");
  const penomor = makeTombol("halaman", "", "Halaman berikutnya dari daftar ini", () => turnPage(layar, 1));
  const kembali = makeTombol("kembali", "↑ Kembali", "Kembali ke peta sebelumnya", () => leavePeta(layar, lapisan));
  const catat = makeTombol("catat", "Catat keputusan (C)", "Catat keputusan", () => sendCatat(layar));
  const keterangan = el("p", "", salindia.keterangan ?? "");
  const bawah = el("div", "bawah", keterangan, el("div", "aksi", kembali, catat, penomor));
  const bagian = el("span", "bagian");
  const kaki = el("footer", "", bagian, el("span", "baru"), el("span", "detik"), el("span", "nomor", `${nomor + 1}/${layar.data.slide.length}`));
  node.append(kepala, isi, bawah, kaki);
  node.dataset.kunci = salindia.kunci;
  node.setAttribute("aria-roledescription", "salindia");
  const lapisan = { nomor, salindia, node, judul, isi, penomor, kembali, catat, bagian, halaman: 0, kata: kataBagian(layar, salindia) };
  penomor.hidden = true;
  kembali.hidden = true;
  catat.hidden = salindia.tindakan !== "catat" || !layar.data.boleh_catat;
  bagian.textContent = lapisan.kata;
  node.inert = true;
  layar.panggung.append(node);
  fillKaki(layar, lapisan);
  setJudul(lapisan, salindia.judul);
  drawIsi(layar, lapisan);
  return lapisan;
}

function kataBagian(layar, salindia) {
  return `${salindia.bagian} · Data per ${layar.data.kepala.data_per}`;
}

function makeTombol(kelas, kata, nama, tekan) {
  const tombol = el("button", kelas, kata);
  tombol.type = "button";
  tombol.setAttribute("aria-label", nama);
  tombol.addEventListener("click", tekan);
  return tombol;
}

function setJudul(lapisan, kata) {
  lapisan.judul.textContent = kata;
  const satu = px(JUDUL_SEBARIS) * 1.4;
  lapisan.judul.style.fontSize = `${JUDUL_SEBARIS}vh`;
  if (lapisan.judul.offsetHeight <= satu) return;
  for (const ukuran of lapisan.salindia.isi.jenis === "sampul" ? JUDUL_SAMPUL : JUDUL) {
    lapisan.judul.style.fontSize = `${ukuran}vh`;
    if (lapisan.judul.offsetHeight <= px(ukuran) * 2.5) return;
  }
}

// Draws the content; where it has pages, their number takes room of its own, so it is drawn once more with that.
function drawIsi(layar, lapisan) {
  const draw = () => GAMBAR[lapisan.salindia.isi.jenis](layar, lapisan.isi, lapisan.salindia.isi, lapisan.salindia, lapisan);
  lapisan.penomor.hidden = true;
  lapisan.pages = draw();
  if (lapisan.pages.length > 1) {
    lapisan.penomor.hidden = false;
    lapisan.penomor.textContent = `↓ ${lapisan.pages.length} dari ${lapisan.pages.length}`;
    lapisan.pages = draw();
  }
  showPage(lapisan, Math.min(lapisan.halaman, lapisan.pages.length - 1));
}

function showPage(lapisan, halaman) {
  const banyak = lapisan.pages.length;
  lapisan.halaman = halaman;
  lapisan.isi.replaceChildren(lapisan.pages[halaman]());
  lapisan.penomor.hidden = banyak < 2;
  lapisan.penomor.textContent = `${halaman < banyak - 1 ? "↓" : "↑"} ${halaman + 1} dari ${banyak}`;
}

// The foot also says what is new, and how long a kiosk waits.
function fillKaki(layar, lapisan) {
  const baru = layar.data.deck_baru ? `Ada edisi baru ${layar.data.deck_baru}, tekan R untuk memuat` : "";
  lapisan.node.querySelector(".baru").textContent = baru;
  lapisan.node.querySelector(".detik").hidden = !layar.data.kios;
  if (layar.data.kios) lapisan.node.querySelector(".detik").textContent = `${layar.data.kios} dtk`;
}
