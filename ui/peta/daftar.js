// The table of the numbers on the drawing: every region a button, sorted and searched here; the keyboard reaches every region through it.
const BARIS_SEKALI = 60; // rows before one asks for more

function openDaftar(akar) {
  const cari = (pilih) => akar.querySelector(pilih);
  return {
    akar, cari: cari(".cari"), kata: cari(".cari input"), wadah: cari(".wadah"), judul: cari("caption"), kepala: cari("thead"), badan: cari("tbody"),
    kaki: cari("tfoot"), lagi: cari(".lagi"), catatan: cari(".catatan-daftar"), urut: null, semua: false,
  };
}

function connectDaftar(kerja) {
  const { daftar } = kerja;
  daftar.kata.addEventListener("input", () => showDaftar(kerja));
  daftar.lagi.addEventListener("click", () => {
    daftar.semua = true;
    showDaftar(kerja);
    daftar.badan.children[BARIS_SEKALI]?.querySelector("button")?.focus();
  });
  daftar.badan.addEventListener("click", (e) => {
    const tr = e.target.closest("tr[data-kode]");
    if (tr) choose(kerja, tr.dataset.kode);
  });
  for (const peristiwa of ["pointerover", "focusin"])
    daftar.badan.addEventListener(peristiwa, (e) => {
      const kode = e.target.closest("tr[data-kode]")?.dataset.kode ?? null;
      showSorot(kerja, kode);
      prepareAnak(kerja.layar[0], kode);
    });
  daftar.badan.addEventListener("pointerleave", () => showSorot(kerja, null));
  daftar.badan.addEventListener("focusout", () => showSorot(kerja, null));
}

function showDaftar(kerja) {
  const { daftar, data } = kerja;
  daftar.akar.hidden = !data.daftar;
  if (!data.daftar) return;
  if (daftar.kunci !== data.daftar.kunci) { // another level or indicator: the order and the search of before mean nothing here
    Object.assign(daftar, { kunci: data.daftar.kunci, urut: null, semua: false });
    daftar.kata.value = "";
  }
  daftar.cari.hidden = data.wilayah.length <= 20;
  daftar.kata.setAttribute("aria-label", `Cari ${data.daftar.benda}`);
  daftar.kata.placeholder = data.daftar.benda;
  daftar.judul.textContent = data.daftar.judul;
  daftar.catatan.textContent = data.daftar.catatan;
  const fokus = daftar.badan.contains(daftar.akar.getRootNode().activeElement) ? daftar.akar.getRootNode().activeElement.closest("tr").dataset.kode : null;
  const kolomFokus = daftar.kepala.contains(daftar.akar.getRootNode().activeElement) ? daftar.akar.getRootNode().activeElement.dataset.kolom : null;
  daftar.kepala.replaceChildren(makeKepala(kerja));
  const cocok = listBaris(kerja);
  const tampil = daftar.semua ? cocok : cocok.slice(0, BARIS_SEKALI);
  daftar.badan.replaceChildren(...tampil.map((i) => makeBaris(kerja, i)));
  if (!cocok.length) daftar.badan.append(el("tr", {}, el("td", { colspan: 9 }, `Tidak ada ${data.daftar.benda} dengan nama itu.`)));
  daftar.kaki.replaceChildren(...makeJumlah(kerja));
  daftar.lagi.hidden = tampil.length === cocok.length;
  daftar.lagi.textContent = `Tampilkan ${angka(cocok.length - tampil.length)} lagi`;
  if (fokus) daftar.badan.querySelector(`tr[data-kode="${fokus}"] button`)?.focus({ preventScroll: true });
  if (kolomFokus) daftar.kepala.querySelector(`[data-kolom="${kolomFokus}"]`)?.focus({ preventScroll: true });
}

function listBaris(kerja) {
  const { daftar, data } = kerja;
  const kata = plainText(daftar.kata.value.trim());
  const cocok = data.wilayah.map((_, i) => i).filter((i) => !kata || plainText(data.wilayah[i][1]).includes(kata));
  if (!daftar.urut) return cocok;
  const { kolom, arah } = daftar.urut;
  if (kolom === "nama") return cocok.sort((a, b) => arah * data.wilayah[a][1].localeCompare(data.wilayah[b][1], "id"));
  const nilai = (i) => selOf(data.peta[kolom], kerja.periode, i)?.nilai ?? null;
  return cocok.sort((a, b) => {
    const [x, y] = [nilai(a), nilai(b)];
    return x === null || y === null ? (x === null) - (y === null) || a - b : arah * (x - y) || a - b; // what has no number comes last
  });
}

function makeKepala(kerja) {
  const { data } = kerja;
  const nama = makeJudul(kerja, "nama", data.daftar.kolom, 1);
  const nilai = data.peta.map((lembar, nomor) => makeJudul(kerja, nomor, headOf(kerja, lembar), -1));
  return el("tr", {}, nama, ...nilai, ...(hasRinci(kerja) ? [el("th", { scope: "col", class: "rata" }, "Dari")] : []));
}

// What tells one of two drawings from the other: its period where both show one indicator.
function headOf({ data, periode }, lembar, nama = lembar.pendek) {
  const [satu, dua] = data.peta;
  return dua && satu.nama === dua.nama ? data.nama_periode[lembar.tetap ?? periode] : nama;
}

const hasRinci = ({ data }) => data.peta.length === 1 && data.peta[0].rasio;

function makeJudul(kerja, kolom, kata, awal) {
  const { urut } = kerja.daftar;
  const kini = urut?.kolom === kolom ? urut.arah : 0;
  const kelas = kolom === "nama" ? "" : "rata";
  if (kolom !== "nama" && !kerja.data.peta[kolom].urut) return el("th", { scope: "col", class: kelas }, kata);
  const tombol = el("button", { type: "button", "data-kolom": kolom }, kata, el("i", { "aria-hidden": "true" }, kini === 1 ? " ↑" : kini === -1 ? " ↓" : ""));
  tombol.addEventListener("click", () => {
    kerja.daftar.urut = kini === -awal ? null : { kolom, arah: kini === awal ? -awal : awal };
    showDaftar(kerja);
  });
  return el("th", { scope: "col", class: kelas, "aria-sort": kini === 1 ? "ascending" : kini === -1 ? "descending" : "none" }, tombol);
}

function makeBaris(kerja, i) {
  const { data } = kerja;
  const [kode, nama] = data.wilayah[i];
  const sel = data.peta.map((lembar) => selOf(lembar, kerja.periode, i));
  const tombol = el("button", { type: "button", "aria-label": `${nama}: ${data.peta.map((lembar, n) => sayNilai(kerja, lembar, sel[n])).join("; ")}` }, nama);
  const tr = el("tr", { "data-kode": kode, class: kode === data.terpilih ? "pilih" : "" }, el("th", { scope: "row" }, tombol));
  sel.forEach((satu, n) => tr.append(makeSel(kerja, data.peta[n], satu)));
  if (hasRinci(kerja)) tr.append(el("td", { class: "rata rinci" }, sel[0]?.rinci ?? ""));
  return tr;
}

function makeSel(kerja, lembar, sel) {
  const keadaan = sel?.kelas.split(" ")[0];
  const angkanya = keadaan === "ada" || keadaan === "nol";
  return el("td", { class: angkanya ? "rata angka" : "rata redup" }, angkanya ? sel.teks : sel ? kerja.data.keadaan_tabel[keadaan] : "×");
}

function makeJumlah(kerja) {
  const { data } = kerja;
  const jumlah = data.peta.map((lembar) => bingkaiOf(lembar, kerja.periode)?.total);
  if (!data.daftar.nama_total || jumlah.some((j) => !j)) return [];
  const rinci = hasRinci(kerja) ? [el("td", { class: "rata rinci" }, jumlah[0][1])] : [];
  return [el("tr", {}, el("th", { scope: "row" }, data.daftar.nama_total), ...jumlah.map(([teks]) => el("td", { class: "rata angka" }, teks)), ...rinci)];
}

const plainText = (teks) => teks.toLowerCase().normalize("NFD").replace(/[^a-z0-9]+/g, " ");

function el(nama, atribut, ...isi) {
  const elemen = document.createElement(nama);
  for (const [kunci, nilai] of Object.entries(atribut)) elemen.setAttribute(kunci, nilai);
  elemen.append(...isi);
  return elemen;
}
