// The speaker's view: this slide, the next one, notes, the time of day and the time spent. Windows on the same briefing follow each other.
function fillPenyaji(layar) {
  const { kini, data } = layar;
  const berikut = data.slide[kini.nomor + 1];
  const jam = el("p", "jam", el("b", ""), el("span", ""));
  const kedua = data.penyaji ? "" : makeTombol("kedua", "Buka di jendela kedua", "Buka tampilan penyaji di jendela kedua", () => openKedua());
  layar.lembar.replaceChildren(el("div", "penyaji",
    el("section", "kini", makeMini(layar, kini.nomor)),
    el("section", "lanjut", el("h2", "", berikut ? "Berikutnya" : "Salindia terakhir"), berikut ? makeMini(layar, kini.nomor + 1) : ""),
    el("section", "naskah", el("h2", "", `${kini.nomor + 1}/${data.slide.length} Catatan`), el("p", "", kini.salindia.catatan || "Tidak ada catatan."),
      kini.salindia.sumber ? el("p", "", `Sumber: ${kini.salindia.sumber}`) : ""),
    el("section", "waktu-penyaji", jam, kedua),
  ));
  for (const mini of layar.lembar.querySelectorAll(".mini")) fitMini(mini);
  clearInterval(layar.jam);
  layar.jam = setInterval(() => tickJam(layar), 1000);
  tickJam(layar);
}

function stopPenyaji(layar) {
  clearInterval(layar.jam);
}

function tickJam(layar) {
  const [jam, lewat] = layar.lembar.querySelector(".jam").children;
  const detik = Math.floor((Date.now() - layar.dibuka) / 1000);
  jam.textContent = new Date().toLocaleTimeString("id-ID", { hour: "2-digit", minute: "2-digit" });
  lewat.textContent = ` berjalan ${Math.floor(detik / 60)}:${String(detik % 60).padStart(2, "0")}`;
}

// A copy of a slide, drawn full size and made small.
function makeMini(layar, nomor) {
  const salinan = prepare(layar, nomor).node.cloneNode(true);
  salinan.classList.add("tampil");
  salinan.inert = true;
  return el("div", "mini", salinan);
}

function fitMini(mini) {
  const skala = Math.min(mini.clientWidth / innerWidth, mini.clientHeight / innerHeight);
  mini.firstChild.style.transform = `scale(${skala})`;
}

function openKedua() {
  const alamat = new URL(location.href);
  alamat.searchParams.set("layar", "penyaji");
  open(alamat, "penyaji", "popup,width=1280,height=800");
}

// ---- windows on the same briefing

function joinOthers(layar) {
  layar.siaran?.close();
  layar.siaran = new BroadcastChannel(`paparan ${layar.data.saluran}`);
  layar.siaran.onmessage = ({ data }) => {
    if (data.tanya) return tellOthers(layar);
    followOthers(layar, data);
  };
  if (layar.data.penyaji) layar.siaran.postMessage({ tanya: true });
}

function tellOthers(layar) {
  if (layar.mengikuti || !layar.siaran || !layar.kini) return;
  const hitam = layar.panel === "hitam";
  layar.siaran.postMessage({ kunci: layar.kini.salindia.kunci, halaman: layar.kini.halaman, hitam });
}

function followOthers(layar, { kunci, halaman, hitam }) {
  const nomor = layar.data.slide.findIndex((each) => each.kunci === kunci);
  if (nomor < 0) return;
  layar.mengikuti = true;
  if (nomor !== layar.kini.nomor) goTo(layar, nomor);
  if (halaman !== layar.kini.halaman) turnPage(layar, halaman - layar.kini.halaman);
  if (!layar.data.penyaji && hitam !== (layar.panel === "hitam")) togglePanel(layar, "hitam");
  layar.mengikuti = false;
}
