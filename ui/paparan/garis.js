// Lines over periods: each ends in its name and last number; a missing period is a gap.
const LEBAR_UJUNG = 0.36; // of the slide, at most, for the words at the ends of the lines
const POLA_GARIS = ["", "14 8", "4 7", "18 6 4 6"];

function drawGaris(layar, ruang, isi) {
  return [() => makeGaris(ruang.clientWidth, ruang.clientHeight, isi)];
}

function makeGaris(lebar, tinggi, isi) {
  const huruf = px(HURUF);
  const ujung = makeUjung(isi);
  const kanan = Math.min(Math.max(...ujung.map((u) => widthOf(`${u.nama} ${u.teks}`, 700))) + px(1), lebar * LEBAR_UJUNG);
  const kiri = widthOf(isi.periode[0]) / 2 + px(1);
  const bidang = { kiri, kanan: lebar - kanan - px(5), bawah: tinggi - huruf * 1.5 };
  const x = (i) => (isi.periode.length === 1 ? bidang.kanan : bidang.kiri + (i * (bidang.kanan - bidang.kiri)) / (isi.periode.length - 1));
  const tanda = stackTanda(isi.tanda ?? [], x, lebar);
  bidang.atas = tanda.tinggi + px(1.5);
  const y = (nilai) => bidang.bawah - (nilai / isi.maks) * (bidang.bawah - bidang.atas);
  const svg = svgEl("svg", { width: lebar, height: tinggi, viewBox: `0 0 ${lebar} ${tinggi}`, "aria-hidden": "true" });
  const kotak = el("div", "garis", svg, ...tanda.node);
  svg.append(svgEl("path", { class: "sumbu", d: `M${bidang.kiri - px(1)} ${bidang.bawah}H${bidang.kanan + px(1)}` }));
  for (const { i, bawah } of tanda.garis) svg.append(svgEl("path", { class: "tanda", d: `M${x(i)} ${bawah}V${bidang.bawah}` }));
  if (isi.target !== undefined) svg.append(svgEl("path", { class: "target", d: `M${bidang.kiri} ${y(isi.target)}H${bidang.kanan}` }));
  isi.seri.forEach((seri, n) => svg.append(...makeSeri(seri, n, x, y)));
  kotak.append(...makePeriode(isi.periode, x, bidang), ...makeLabelUjung(svg, ujung, { bidang, kanan, lebar, tinggi, x, y }));
  return kotak;
}

// The words at the right: last number of each line, and the target.
function makeUjung(isi) {
  const ujung = isi.seri.flatMap((seri, n) => {
    const i = seri.nilai.findLastIndex((nilai) => nilai !== null);
    return i < 0 ? [] : [{ i, nilai: seri.nilai[i], nama: seri.nama, teks: seri.teks[i], kelas: kelasSeri(seri, n) }];
  });
  if (isi.target !== undefined) ujung.push({ i: isi.periode.length - 1, nilai: isi.target, nama: isi.target_teks, teks: "", kelas: "target" });
  return ujung;
}

function kelasSeri(seri, n) {
  return `seri ${seri.pembanding ? "pembanding" : "utama"} s${n % POLA_GARIS.length}`;
}

function makeSeri(seri, n, x, y) {
  const kelas = kelasSeri(seri, n);
  let d = "";
  const titik = [];
  seri.nilai.forEach((nilai, i) => {
    if (nilai === null) return;
    const tersambung = i > 0 && seri.sambung[i] && seri.nilai[i - 1] !== null;
    d += `${tersambung ? "L" : "M"}${x(i)} ${y(nilai)}`;
    titik.push(makeTandaSeri(n, x(i), y(nilai), kelas));
  });
  return [svgEl("path", { class: kelas, d, "stroke-dasharray": POLA_GARIS[n % POLA_GARIS.length] }), ...titik];
}

// Told apart by form, not by colour alone.
function makeTandaSeri(n, x, y, kelas) {
  const r = px(1.1);
  const bentuk = [
    () => svgEl("circle", { cx: x, cy: y, r }),
    () => svgEl("path", { d: `M${x - r} ${y - r}h${2 * r}v${2 * r}h${-2 * r}Z` }),
    () => svgEl("path", { d: `M${x} ${y - 1.2 * r}l${1.2 * r} ${2.1 * r}h${-2.4 * r}Z` }),
    () => svgEl("path", { d: `M${x} ${y - 1.3 * r}l${1.3 * r} ${1.3 * r}l${-1.3 * r} ${1.3 * r}l${-1.3 * r} ${-1.3 * r}Z` }),
  ];
  const node = bentuk[n % bentuk.length]();
  node.setAttribute("class", `titik ${kelas}`);
  return node;
}

// Words of marks above the chart, in as many rows as they need; words wider than the chart take several lines.
function stackTanda(tanda, x, lebar) {
  const tinggiBaris = px(HURUF * BARIS);
  const baris = []; // of each row: what it holds [left, right], and its lines
  const ditempatkan = tanda.map(([i, teks]) => {
    const w = Math.min(widthOf(teks, 600) + 1, lebar);
    const kiri = clamp(x(i) - w / 2, 0, lebar - w);
    const muat = baris.findIndex(({ isi }) => isi.every(([a, b]) => kiri > b + px(2) || kiri + w < a - px(2)));
    const n = muat < 0 ? baris.push({ isi: [], garis: 1 }) - 1 : muat;
    baris[n].isi.push([kiri, kiri + w]);
    baris[n].garis = Math.max(baris[n].garis, linesOf(teks, w, 600));
    return { i, teks, kiri, w, n };
  });
  const atas = (n) => baris.slice(0, n).reduce((jumlah, { garis }) => jumlah + garis * tinggiBaris, 0);
  return {
    node: ditempatkan.map(({ teks, kiri, w, n }) => place(el("p", "tanda-kata", teks), { x: kiri, y: atas(n), lebar: w })),
    garis: ditempatkan.map(({ i, n }) => ({ i, bawah: atas(n + 1) })),
    tinggi: atas(baris.length),
  };
}

// Every period that has room, the last one always.
function makePeriode(periode, x, bidang) {
  const terlebar = Math.max(...periode.map((p) => widthOf(p))) + px(1.5);
  const jarak = periode.length > 1 ? x(1) - x(0) : terlebar;
  const langkah = Math.max(1, Math.ceil(terlebar / jarak));
  return periode.flatMap((nama, i) => {
    if ((periode.length - 1 - i) % langkah) return [];
    return [place(el("p", "periode-kata", nama), { x: x(i) - widthOf(nama) / 2, y: bidang.bawah + px(1) })];
  });
}

function makeLabelUjung(svg, ujung, { bidang, kanan, lebar, x, y }) {
  for (const u of ujung) {
    u.y = y(u.nilai);
    u.tinggi = linesOf(`${u.nama} ${u.teks}`.trim(), kanan, 700) * px(HURUF * BARIS) + px(0.6);
  }
  spreadLabels(ujung, bidang.bawah);
  return ujung.map((u) => {
    const kiri = lebar - kanan;
    svg.append(svgEl("path", { class: "penunjuk", d: `M${x(u.i) + px(1.6)} ${u.y}L${kiri - px(0.8)} ${u.atas + u.tinggi / 2}` }));
    return place(el("p", "ujung", u.teks ? `${u.nama} ` : u.nama, u.teks ? el("b", "angka", u.teks) : ""), { x: kiri, y: u.atas, lebar: kanan });
  });
}
