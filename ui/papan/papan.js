// The scorecard: one row per agency or region, one column per duty. Sorting, searching and filtering happen here, at once; the server is told
// what is shown so that the link can restore it, and which cell or name was chosen.
const JEDA_TULIS = 350; // ms of rest after typing before the server is told
const RINGKAS = [ // the columns before the duties: id, heading, which way it sorts first, what it sorts by
  ["nama", null, 1, (b) => b.nama],
  ["skor", "Skor", -1, (b) => b.skor],
  ["perubahan", "Ubah", -1, (b) => b.perubahan],
  ["pita", "Pering\u00ADkat", 1, (b) => (b.pita ? -b.skor : null)],
  ["lengkap", "Leng\u00ADkap", -1, (b) => b.lengkap],
];
const URUTAN_STATUS = ["merah", "belum_lapor", "kuning", "hijau", "informasi", "belum_jatuh_tempo", "tidak_berlaku"]; // worst first
const KATA_WARNA = { hijau: "hijau", kuning: "kuning", merah: "merah", tanpa_nilai: "tanpa nilai" };
const AWAL = { cari: "", urut: "-skor", jenis: "", warna: "" };

const layarByAkar = new WeakMap(); // the component's <section> -> what it shows now

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const akar = parentElement.querySelector(".papan");
  if (!layarByAkar.has(akar)) layarByAkar.set(akar, openLayar(akar));
  const layar = layarByAkar.get(akar);
  layar.sendTampilan = () => setStateValue("tampilan", { ...layar.tampilan });
  layar.sendPilih = (kunci, kewajiban) => setTriggerValue("pilih", { kunci, kewajiban });
  if (layar.sidik !== data.sidik) drawPapan(layar, data);
  if (layar.versi !== data.versi) {
    layar.versi = data.versi; // the link was followed: it decides what is shown
    layar.tampilan = { ...AWAL, ...data.tampilan };
  }
  showTampilan(layar);
  showTerpilih(layar, data.terpilih);
}

function openLayar(akar) {
  const cari = (pilih) => akar.querySelector(pilih);
  const layar = {
    akar, cari: cari(".cari input"), jenis: cari(".jenis select"), urutkan: cari(".urutkan select"), warna: cari(".warna"), jumlah: cari(".jumlah"),
    wadah: cari(".wadah"), tabel: cari("table"), judul: cari("caption"), kepala: cari("thead"), badan: cari("tbody"), kosong: cari(".kosong"),
    legenda: cari(".legenda"), tampilan: { ...AWAL },
  };
  layar.cari.addEventListener("input", () => changeTampilan(layar, { cari: layar.cari.value }, JEDA_TULIS));
  layar.jenis.addEventListener("change", () => changeTampilan(layar, { jenis: layar.jenis.value }));
  layar.urutkan.addEventListener("change", () => changeTampilan(layar, { urut: layar.urutkan.value }));
  layar.badan.addEventListener("click", (e) => choose(layar, e.target, e));
  layar.badan.addEventListener("keydown", (e) => onKey(layar, e));
  layar.badan.addEventListener("focusin", (e) => rove(layar, e.target.closest("[tabindex]")));
  return layar;
}

function changeTampilan(layar, baru, jeda = 0) {
  layar.tampilan = { ...layar.tampilan, ...baru };
  showTampilan(layar);
  clearTimeout(layar.jeda);
  layar.jeda = setTimeout(layar.sendTampilan, jeda);
}

// ---- drawing, once per scorecard

function drawPapan(layar, data) {
  layar.sidik = data.sidik;
  layar.data = data;
  layar.baris = data.baris.map(([kunci, nama, jenis, alias, warna, skor, lengkap, pita, perubahan, sel]) => ({
    kunci, nama, jenis, warna, skor, lengkap, pita, perubahan, sel, jerami: plain(`${nama} ${alias}`),
  }));
  layar.akar.classList.toggle("padat", data.kolom.length > 11);
  layar.judul.textContent = data.judul;
  layar.akar.querySelector(".cari span").textContent = `Cari ${data.subjek}`;
  layar.cari.placeholder = data.contoh_cari;
  layar.kepala.replaceChildren(makeKepala(layar));
  layar.baris.forEach((baris) => { baris.tr = makeBaris(layar, baris); });
  layar.badan.replaceChildren(...layar.baris.map((b) => b.tr));
  layar.jenis.replaceChildren(...[["", "Semua"], ...data.jenis].map(([nilai, kata]) => make("option", { value: nilai }, kata)));
  layar.jenis.closest("label").hidden = data.jenis.length < 2;
  layar.urutkan.replaceChildren(...listUrut(layar).map(([nilai, kata]) => make("option", { value: nilai }, kata)));
  layar.warna.replaceChildren(...Object.keys(KATA_WARNA).map((warna) => makeWarna(layar, warna)));
  layar.legenda.replaceChildren(...makeLegenda(layar));
}

function makeKepala(layar) {
  const ringkas = RINGKAS.map(([id, kata]) => makeKepalaSel(layar, id, kata ?? capital(layar.data.subjek), "ringkas"));
  const kewajiban = layar.data.kolom.map((k) => {
    const th = makeKepalaSel(layar, k.id, k.pendek, "wajib", k.judul);
    th.append(make("small", {}, k.bobot ? `bobot ${k.bobot}` : "info"));
    return th;
  });
  return make("tr", { role: "row" }, ...ringkas, ...kewajiban);
}

function makeKepalaSel(layar, id, kata, kelas, judul) {
  const tombol = make("button", { type: "button", title: judul ?? null }, make("span", {}, kata), make("i", { "aria-hidden": "true" }));
  tombol.addEventListener("click", () => {
    const awal = firstWay(id) === 1 ? id : `-${id}`;
    changeTampilan(layar, { urut: layar.tampilan.urut === awal ? flip(awal) : awal });
  });
  return make("th", { scope: "col", role: "columnheader", class: `${kelas} kol-${id}`, "data-kolom": id }, tombol);
}

function makeBaris(layar, baris) {
  const nama = make("a", { href: hrefOf(baris.kunci), tabindex: -1, "data-kunci": baris.kunci }, baris.nama);
  const tr = make("tr", { role: "row", "data-kunci": baris.kunci },
    make("th", { scope: "row", role: "rowheader", class: "nama" }, nama),
    makeSkor(layar, baris), makePerubahan(baris),
    make("td", { role: "gridcell", class: "pita", "aria-label": baris.pita ? `peringkat ${baris.pita}` : "tanpa peringkat" }, baris.pita ?? "–"),
    makeLengkap(baris),
    ...baris.sel.map((sel, i) => makeSel(layar, baris, sel, layar.data.kolom[i])));
  return tr;
}

function makeSkor(layar, { warna, skor }) {
  const [simbol] = layar.data.status[warna];
  const kata = KATA_WARNA[warna];
  const angka = skor === null ? "" : format(skor);
  return make("td", { role: "gridcell", class: "skor", "aria-label": `${kata}${angka && warna !== "tanpa_nilai" ? `, skor ${angka}` : ""}` },
    make("span", { class: `cip k-${warna}` }, make("b", {}, simbol), ` ${kata}`),
    make("span", { class: "angka" }, warna === "tanpa_nilai" ? "" : angka));
}

function makePerubahan({ perubahan: n }) {
  if (n === null) return make("td", { role: "gridcell", class: "ubah", "aria-label": "perubahan tidak diketahui" }, "–");
  const bulat = Math.round(n * 10) / 10;
  const [tanda, kata, kelas] = bulat > 0 ? ["▲", "naik", "naik"] : bulat < 0 ? ["▼", "turun", "turun"] : ["=", "tetap", ""];
  const angka = bulat ? ` ${format(Math.abs(bulat))}` : "";
  return make("td", { role: "gridcell", class: `ubah ${kelas}`, "aria-label": `${kata}${angka} dari periode lalu` }, `${tanda}${angka}`);
}

function makeLengkap({ lengkap: n }) {
  if (n === null) return make("td", { role: "gridcell", class: "lengkap", "aria-label": "kelengkapan tidak ada" }, "–");
  const batang = make("span", { class: "batang", "aria-hidden": "true" }, make("i", { style: `width:${n}%` }));
  return make("td", { role: "gridcell", class: "lengkap", "aria-label": `kelengkapan ${Math.round(n)}%` }, `${Math.round(n)}%`, batang);
}

function makeSel(layar, baris, [status, teks], { id, judul, pendek }) {
  const [simbol, kata] = layar.data.status[status];
  return make("td", {
    role: "gridcell", tabindex: -1, class: `sel k-${status}`, "data-kewajiban": id, "data-judul": pendek.replaceAll("\u00AD", ""),
    "aria-label": `${judul}: ${kata}${teks && teks !== kata ? `, ${teks}` : ""}`, title: `${baris.nama}\n${judul}: ${simbol} ${kata}`,
  }, make("b", {}, simbol), teks ? make("span", {}, teks) : "");
}

function makeWarna(layar, warna) {
  const jumlah = layar.baris.filter((b) => b.warna === warna).length;
  const tombol = make("button", { type: "button", class: `cip k-${warna}`, "data-warna": warna, "aria-pressed": "false" },
    make("b", {}, layar.data.status[warna][0]), ` ${KATA_WARNA[warna]} ${jumlah}`);
  tombol.addEventListener("click", () => changeTampilan(layar, { warna: layar.tampilan.warna === warna ? "" : warna }));
  tombol.disabled = jumlah === 0;
  return tombol;
}

function makeLegenda({ data }) {
  const tampak = new Set(data.baris.flatMap((b) => b[9].map(([status]) => status)));
  return Object.entries(data.status).filter(([id]) => tampak.has(id)).map(([id, [simbol, kata, arti]]) =>
    make("li", { title: arti }, make("span", { class: `contoh k-${id}` }, simbol), kata));
}

// ---- what is shown now

function showTampilan(layar) {
  const { tampilan, baris, data } = layar;
  if (!listUrut(layar).some(([nilai]) => nilai === tampilan.urut)) tampilan.urut = AWAL.urut;
  if (!data.jenis.some(([nilai]) => nilai === tampilan.jenis)) tampilan.jenis = "";
  const kata = plain(tampilan.cari).split(" ").filter(Boolean);
  const cocok = (b) => kata.every((k) => b.jerami.includes(k)) && (!tampilan.jenis || b.jenis === tampilan.jenis) && (!tampilan.warna || b.warna === tampilan.warna);
  const urut = sorted(layar, baris);
  if (urut.some((b, i) => layar.badan.children[i] !== b.tr)) layar.badan.append(...urut.map((b) => b.tr));
  let tampak = 0;
  for (const b of urut) {
    b.tr.hidden = !cocok(b);
    if (!b.tr.hidden) tampak += 1;
  }
  if (layar.cari.value !== tampilan.cari) layar.cari.value = tampilan.cari;
  layar.jenis.value = tampilan.jenis;
  layar.urutkan.value = tampilan.urut;
  for (const tombol of layar.warna.children) tombol.setAttribute("aria-pressed", String(tombol.dataset.warna === tampilan.warna));
  for (const th of layar.kepala.querySelectorAll("th")) showUrut(th, tampilan.urut);
  const disaring = tampak < baris.length;
  layar.jumlah.textContent = disaring ? `${tampak} dari ${baris.length} ${data.subjek}` : `${baris.length} ${data.subjek}`;
  layar.kosong.hidden = tampak > 0;
  layar.kosong.textContent = `Tidak ada ${data.subjek} yang cocok. Ubah kata pencarian atau pilihan di atas.`;
  keepOneTabStop(layar);
  layar.akar.dataset.digambar = data.sidik; // for tests and for print
}

function showUrut(th, urut) {
  const kini = urut.replace("-", "") === th.dataset.kolom;
  th.classList.toggle("diurut", kini);
  if (kini) th.setAttribute("aria-sort", urut.startsWith("-") ? "descending" : "ascending");
  else th.removeAttribute("aria-sort");
  th.querySelector("i").textContent = kini ? (urut.startsWith("-") ? "▼" : "▲") : "";
}

function sorted({ data, tampilan }, baris) {
  const arah = tampilan.urut.startsWith("-") ? -1 : 1;
  const id = tampilan.urut.replace("-", "");
  const i = data.kolom.findIndex((k) => k.id === id);
  const nilai = i < 0 ? RINGKAS.find(([r]) => r === id)[3] : (b) => worth(b.sel[i]);
  const kunci = new Map(baris.map((b) => [b, nilai(b)]));
  return [...baris].sort((a, b) => compare(kunci.get(a), kunci.get(b), arah) || a.nama.localeCompare(b.nama, "id"));
}

// Unknown comes last, whichever way one sorts.
function compare(a, b, arah) {
  if (a === null || b === null) return (a === null) - (b === null);
  return arah * (typeof a === "string" ? a.localeCompare(b, "id") : a - b);
}

// Worst first; within one status by the number of the cell; what does not apply is always last.
function worth([status, , angka]) {
  const tingkat = URUTAN_STATUS.indexOf(status);
  return tingkat > 3 ? null : tingkat * 1e6 + (angka ?? 0);
}

function listUrut({ data }) {
  const ringkas = RINGKAS.flatMap(([id, kata]) => {
    const judul = (kata ?? `Nama ${data.subjek}`).replaceAll("\u00AD", "");
    return id === "nama" ? [["nama", "Nama A–Z"], ["-nama", "Nama Z–A"]]
      : id === "pita" ? [["pita", "Peringkat teratas dulu"], ["-pita", "Peringkat terbawah dulu"]]
      : [[`-${id}`, `${judul} tertinggi dulu`], [id, `${judul} terendah dulu`]];
  });
  const wajib = data.kolom.flatMap(({ id, judul }) => [[id, `${judul}: terburuk dulu`], [`-${id}`, `${judul}: terbaik dulu`]]);
  return [...ringkas, ...wajib];
}

function showTerpilih(layar, terpilih) {
  for (const sel of layar.badan.querySelectorAll("[aria-selected]")) sel.removeAttribute("aria-selected");
  if (!terpilih) return;
  const [kunci, kewajiban] = terpilih;
  const sel = [...layar.badan.querySelectorAll(".sel")].find((s) => s.dataset.kewajiban === kewajiban && s.parentElement.dataset.kunci === kunci);
  sel?.setAttribute("aria-selected", "true");
}

// ---- mouse and keys

function choose(layar, target, peristiwa) {
  const nama = target.closest("a[data-kunci]");
  const sel = target.closest("td.sel");
  if (nama && (peristiwa.ctrlKey || peristiwa.metaKey || peristiwa.shiftKey)) return; // a new tab follows the address
  if (!nama && !sel) return;
  peristiwa.preventDefault();
  if (nama) layar.sendPilih(nama.dataset.kunci, null);
  else layar.sendPilih(sel.parentElement.dataset.kunci, sel.dataset.kewajiban);
}

function onKey(layar, peristiwa) {
  const kini = peristiwa.target.closest("[tabindex]");
  if (!kini) return;
  const { key } = peristiwa;
  if (key === "Enter" || key === " ") {
    choose(layar, kini, peristiwa);
    peristiwa.stopPropagation();
    return;
  }
  const baris = [...layar.badan.children].filter((tr) => !tr.hidden);
  const y = baris.indexOf(kini.closest("tr"));
  const deret = stops(baris[y]);
  const x = deret.indexOf(kini);
  const ke = { ArrowRight: [y, x + 1], ArrowLeft: [y, x - 1], ArrowDown: [y + 1, x], ArrowUp: [y - 1, x], Home: [y, 0], End: [y, deret.length - 1] }[key];
  if (!ke) return;
  peristiwa.preventDefault();
  peristiwa.stopPropagation(); // the page's own shortcuts stay out of the table
  const tujuan = baris[ke[0]] && stops(baris[ke[0]])[ke[1]];
  tujuan?.focus();
  tujuan?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

const stops = (tr) => [...tr.querySelectorAll("[tabindex]")];

function rove(layar, sel) {
  if (!sel) return;
  for (const lain of layar.badan.querySelectorAll('[tabindex="0"]')) lain.tabIndex = -1;
  sel.tabIndex = 0;
}

function keepOneTabStop(layar) {
  const tampak = [...layar.badan.children].filter((tr) => !tr.hidden);
  if (!tampak.some((tr) => tr.querySelector('[tabindex="0"]')) && tampak.length) rove(layar, stops(tampak[0])[0]);
}

// ---- small things

function hrefOf(kunci) {
  const alamat = new URL(location.href);
  for (const nama of ["kewajiban", "opd", "rinci"]) alamat.searchParams.delete(nama);
  alamat.searchParams.set(kunci.includes("@") ? "opd" : "rinci", kunci);
  return `${alamat.pathname}${alamat.search}`;
}

const plain = (teks) => teks.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
const format = (n) => n.toLocaleString("id-ID", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const capital = (teks) => teks[0].toUpperCase() + teks.slice(1);
const firstWay = (id) => RINGKAS.find(([r]) => r === id)?.[2] ?? 1;
const flip = (urut) => (urut.startsWith("-") ? urut.slice(1) : `-${urut}`);

function make(nama, atribut, ...isi) {
  const elemen = document.createElement(nama);
  for (const [kunci, nilai] of Object.entries(atribut)) if (nilai !== null) elemen.setAttribute(kunci, nilai);
  elemen.append(...isi);
  return elemen;
}
