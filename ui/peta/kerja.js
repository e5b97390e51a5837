// The map and what stands around it: one or two drawings that move together, the periods, the legend and the table of the same numbers.
// Shapes come from static files (each fetched once per tab); values and words come from the server, once for drawing, legend and table alike.
const kerjaByAkar = new WeakMap(); // the component's <section> -> what it shows now

function drawKerja({ data, parentElement, setTriggerValue }) {
  const akar = parentElement.querySelector(".kerja");
  if (!kerjaByAkar.has(akar)) kerjaByAkar.set(akar, openKerja(akar));
  const kerja = kerjaByAkar.get(akar);
  kerja.send = setTriggerValue;
  showData(kerja, data);
}

function openKerja(akar) {
  const akarBayangan = akar.getRootNode();
  akarBayangan.adoptedStyleSheets = [...akarBayangan.adoptedStyleSheets, LEMBAR_GAYA];
  akar.innerHTML = ISI;
  const cari = (pilih) => akar.querySelector(pilih);
  const kerja = {
    akar, lembar: cari(".lembar-lembar"), contoh: cari("template"), legenda: cari(".legenda"), kanan: cari(".kanan"), kartu: cari(".kartu"), layar: [],
    putar: openPutar(cari(".putar")), daftar: openDaftar(cari(".daftar")),
  };
  connectPutar(kerja);
  connectDaftar(kerja);
  return kerja;
}

function showData(kerja, data) {
  kerja.data = data;
  kerja.periode = data.periode;
  kerja.urutan = new Map(data.wilayah.map(([kode], i) => [kode, i]));
  kerja.akar.classList.toggle("dua", data.peta.length > 1);
  kerja.akar.classList.toggle("polos-saja", !data.daftar && !data.kartu);
  while (kerja.layar.length < data.peta.length) kerja.layar.push(openLayar(kerja));
  for (const layar of kerja.layar.splice(data.peta.length)) layar.akar.remove();
  kerja.layar.forEach((layar, i) => loadLembar(layar, data.peta[i]));
  kerja.kartu.hidden = !data.kartu;
  kerja.kartu.innerHTML = data.kartu ?? ""; // escaped by the server
  showPutar(kerja);
  showLegenda(kerja);
  showDaftar(kerja);
}

// A period of which the values are here is shown at once; the page follows when the choice has settled.
function showPeriode(kerja, periode) {
  kerja.periode = periode;
  kerja.layar.forEach(paintLembar);
  showPutar(kerja);
  showLegenda(kerja);
  showDaftar(kerja);
}

const hasPeriode = (kerja, periode) => kerja.data.peta.every((lembar) => bingkaiOf(lembar, periode));
const bingkaiOf = (lembar, periode) => lembar.bingkai[lembar.tetap ?? periode];
const selOf = (lembar, periode, i) => {
  const bingkai = bingkaiOf(lembar, periode);
  const kelas = bingkai && i !== undefined ? bingkai.k[i] : -1;
  return kelas < 0 || kelas === undefined ? null : { kelas: lembar.kelas[kelas], nomor: kelas, teks: bingkai.t[i], rinci: bingkai.r?.[i] ?? "", nilai: bingkai.v?.[i] ?? null };
};

// What a region's number is called: '25,2% (917 dari 3.632)', '12 rapat', or the word of its state.
function sayNilai(kerja, lembar, sel) {
  if (!sel) return "tidak ada pada tampilan ini";
  const keadaan = sel.kelas.split(" ")[0];
  if (keadaan !== "ada" && keadaan !== "nol") return kerja.data.keadaan[keadaan];
  const nilai = lembar.satuan ? `${sel.teks} ${lembar.satuan}` : sel.teks;
  return sel.rinci ? `${nilai} (${sel.rinci})` : nilai;
}

function showSorot(kerja, kode) {
  for (const layar of kerja.layar) showOutline(layar, layar.sorot, kode);
  for (const tr of kerja.daftar.badan.children) tr.classList.toggle("sorot", kode !== null && tr.dataset.kode === kode);
}

function choose(kerja, kode) {
  stopPutar(kerja);
  kerja.send("klik", kode);
}

function showLegenda(kerja) {
  const { legenda, peta } = kerja.data;
  if (!legenda) return kerja.legenda.replaceChildren();
  kerja.legenda.innerHTML = legenda.map((satu) => satu.html).join(""); // escaped by the server
  legenda.forEach((satu, nomor) => {
    const bingkai = bingkaiOf(peta[nomor], kerja.periode);
    const judul = kerja.legenda.querySelector(`[data-peta="${nomor}"] h4`);
    if (judul) judul.textContent = headOf(kerja, peta[nomor], peta[nomor].nama);
    const jumlah = {};
    for (const k of bingkai?.k ?? []) if (k >= 0) jumlah[k] = (jumlah[k] ?? 0) + 1;
    for (const li of kerja.legenda.querySelectorAll(`[data-peta="${nomor}"] li[data-nomor]`)) {
      const n = jumlah[li.dataset.nomor] ?? 0;
      li.querySelector("i").textContent = `(${angka(n)} ${li.dataset.benda})`;
      li.hidden = !n && !li.dataset.nomorTetap;
    }
  });
}

const angka = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ".");
