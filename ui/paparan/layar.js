// The briefing over the whole window. It lives beside the page, not in it, so that nothing of the page lies above; Streamlit's dialogs do.
const JEDA_PERGI = 400; // ms without a new drawing after which the page is taken to have left
const JEDA_UKUR = 120; // ms of rest after a change of the window's size
const layarByKunci = new Map();

function drawLayar({ data, key, parentElement, setTriggerValue }) {
  const layar = layarByKunci.get(key) ?? openLayar(key);
  clearTimeout(layar.pergi);
  layar.kirim = (jenis, isi = {}) => setTriggerValue("aksi", { jenis, kunci: layar.kini.salindia.kunci, konteks: "", ...isi });
  layar.tuan.style.colorScheme = getComputedStyle(parentElement.host ?? parentElement).colorScheme;
  document.fonts.load(`600 16px ${KELUARGA}`).then(() => receive(layar, data)); // words are measured: their type must be there
  return () => {
    layar.pergi = setTimeout(() => closeLayar(layar), JEDA_PERGI);
  };
}

function openLayar(kunci) {
  const tuan = document.createElement("div");
  tuan.className = "p4 p4-layar"; // .p4: our own words, which antarmuka.js leaves alone
  const bayang = tuan.attachShadow({ mode: "open" });
  bayang.adoptedStyleSheets = [LEMBAR_GAYA];
  bayang.innerHTML = ISI;
  document.body.append(tuan);
  const cari = (kelas) => bayang.querySelector(`.${kelas}`);
  const layar = {
    kunci, tuan, bayang, akar: cari("layar"), panggung: cari("panggung"), lembar: cari("lembar"), hitam: cari("hitam"), alat: cari("alat"),
    waktu: cari("waktu"), kabar: cari("kabar"), lapis: new Map(), panel: "", angka: "", dibuka: Date.now(), sebelum: document.activeElement,
  };
  layar.onKey = (e) => onKey(layar, e);
  layar.onUkur = () => {
    clearTimeout(layar.ukur);
    layar.ukur = setTimeout(() => rebuild(layar), JEDA_UKUR);
  };
  addEventListener("keydown", layar.onKey, true);
  addEventListener("resize", layar.onUkur);
  layar.akar.addEventListener("click", (e) => onClick(layar, e));
  listenSentuh(layar);
  makeAlat(layar);
  layarByKunci.set(kunci, layar);
  return layar;
}

function closeLayar(layar) {
  stopKios(layar);
  clearInterval(layar.jam);
  clearTimeout(layar.tungguAngka);
  removeEventListener("keydown", layar.onKey, true);
  removeEventListener("resize", layar.onUkur);
  layar.siaran?.close();
  layar.tuan.remove();
  layarByKunci.delete(layar.kunci);
  layar.sebelum?.focus?.({ preventScroll: true });
}

// New data: the same slide stays on screen, by its key.
function receive(layar, data) {
  const sama = layar.data?.sidik === data.sidik;
  const awal = layar.data === undefined;
  layar.data = data;
  if (sama) return;
  if (awal) layar.posisi = { nomor: clamp(data.mulai - 1, 0, data.slide.length - 1), halaman: 0 };
  joinOthers(layar);
  rebuild(layar);
  startKios(layar);
  if (awal && data.penyaji) openPanel(layar, "penyaji");
  if (!isDialogOpen() && !layar.panel) focusSalindia(layar);
}

// Everything is drawn anew: for new data, or another size of the window.
function rebuild(layar) {
  const { kini } = layar;
  const kunci = kini?.salindia.kunci;
  const halaman = kini?.halaman ?? 0;
  const dalam = kini?.dalam ?? [];
  layar.panggung.replaceChildren();
  layar.lapis.clear();
  layar.kini = undefined;
  const nomor = layar.data.slide.findIndex((each) => each.kunci === kunci);
  goTo(layar, nomor >= 0 ? nomor : clamp(kini?.nomor ?? layar.posisi.nomor, 0, layar.data.slide.length - 1));
  if (dalam.length && nomor >= 0) reenterPeta(layar, dalam);
  showPage(layar.kini, Math.min(halaman, layar.kini.pages.length - 1));
}

function reenterPeta(layar, dalam) {
  for (const { induk } of dalam) enterPeta(layar, layar.kini, induk);
}

function prepare(layar, nomor) {
  if (!layar.lapis.has(nomor)) layar.lapis.set(nomor, makeSalindia(layar, nomor));
  return layar.lapis.get(nomor);
}

function goTo(layar, nomor) {
  const lapisan = prepare(layar, nomor);
  const lama = layar.kini;
  if (lama && lama !== lapisan) {
    lama.node.classList.remove("tampil");
    lama.node.inert = true;
    if (lama.dalam?.length) while (leavePeta(layar, lama)); // a map is left at its top
    if (lama.halaman) showPage(lama, 0);
  }
  lapisan.node.classList.add("tampil");
  lapisan.node.inert = false;
  layar.kini = lapisan;
  layar.akar.dataset.kini = lapisan.salindia.kunci;
  restartKios(layar);
  announce(layar, `Salindia ${nomor + 1} dari ${layar.data.slide.length}: ${lapisan.salindia.judul}`);
  if (layar.panel === "penyaji") fillPenyaji(layar);
  else if (!layar.panel && lama && lama !== lapisan) focusSalindia(layar);
  tellOthers(layar);
  clearTimeout(layar.siap);
  layar.siap = setTimeout(() => prepareNeighbours(layar)); // after this slide has been painted
}

function prepareNeighbours(layar) {
  const { nomor } = layar.kini;
  for (const tetangga of [nomor + 1, nomor - 1]) if (layar.data.slide[tetangga]) prepare(layar, tetangga);
  layar.akar.dataset.siap = layar.kini.salindia.kunci;
}

function step(layar, langkah) {
  if (layar.panel === "hitam" || layar.panel === "bantuan") closePanel(layar);
  const ke = layar.kini.nomor + langkah;
  if (layar.data.slide[ke]) goTo(layar, ke);
  else restartKios(layar);
}

function turnPage(layar, langkah) {
  const { kini } = layar;
  const halaman = clamp(kini.halaman + langkah, 0, kini.pages.length - 1);
  if (halaman !== kini.halaman) showPage(kini, halaman);
  restartKios(layar);
  if (kini.pages.length > 1) announce(layar, `Halaman ${halaman + 1} dari ${kini.pages.length}`);
  tellOthers(layar);
}

function sendCatat(layar) {
  const { kini, data } = layar;
  if (!data.boleh_catat || kini.salindia.tindakan !== "catat") return;
  layar.kirim("catat", { konteks: layar.bayang.activeElement?.closest("[data-konteks]")?.dataset.konteks ?? "" });
}

function announce(layar, kata) {
  layar.kabar.textContent = kata;
}

function focusSalindia(layar) {
  layar.akar.focus({ preventScroll: true });
}
