// A map of classes with letters on six regions, and live drilling: a region with a map of its own opens it on the same slide.
const JARI = 3.1; // vh, of the disc of a letter
let nomorPeta = 0;

function urlOf(layar, isi) {
  return layar.data.geometri.replace("{versi}", isi.versi).replace("{gambar}", isi.gambar);
}

function drawPeta(layar, ruang, isi, salindia, lapisan) {
  lapisan.dalam ??= [];
  for (const anak of Object.values(isi.anak ?? {})) fetchGeometri(urlOf(layar, anak)).catch(() => {});
  return [() => makePeta(layar, ruang, lapisan.dalam.at(-1) ?? isi, lapisan)];
}

function enterPeta(layar, lapisan, kode) {
  const kini = lapisan.dalam.at(-1) ?? lapisan.salindia.isi;
  if (!kini.anak?.[kode]) return;
  lapisan.dalam.push(kini.anak[kode]);
  redrawPeta(layar, lapisan);
}

// Gives back whether there was a level to go up to.
function leavePeta(layar, lapisan) {
  if (!lapisan?.dalam?.length) return false;
  lapisan.dalam.pop();
  redrawPeta(layar, lapisan);
  return true;
}

function redrawPeta(layar, lapisan) {
  const kini = lapisan.dalam.at(-1);
  setJudul(lapisan, kini?.judul ?? lapisan.salindia.judul);
  lapisan.kembali.hidden = !kini;
  drawIsi(layar, lapisan);
  announce(layar, kini?.judul ?? lapisan.salindia.judul);
  focusSalindia(layar);
}

function makePeta(layar, ruang, isi, lapisan) {
  const kiri = el("div", "kiri-peta");
  const kotak = el("div", "peta", kiri, makeKeterangan(layar, isi));
  kotak.dataset.induk = isi.induk;
  fetchGeometri(urlOf(layar, isi)).then(
    (geometri) => requestAnimationFrame(() => kotak.isConnected && fillPeta(layar, kiri, isi, geometri, lapisan)),
    () => kiri.replaceChildren(el("p", "kosong", "Peta tidak dapat dimuat.")),
  );
  queueMicrotask(() => fitKeterangan(kotak));
  return kotak;
}

function fitKeterangan(kotak) {
  const kanan = kotak.querySelector(".kanan-peta");
  for (const kelas of ["rapat", "ringkas"]) if (!isFitting(kanan)) kanan.classList.add(kelas);
}

// The six regions by letter, then what the colours mean.
function makeKeterangan(layar, isi) {
  const huruf = isi.daerah.filter((d) => d.huruf).sort((a, b) => a.huruf.localeCompare(b.huruf));
  const daftar = el("ol", "huruf", ...huruf.map((d) =>
    el("li", "", el("span", "cakram", d.huruf), el("span", "nama", d.nama), el("b", "angka", d.teks))));
  const jumlah = (isi.kelas ?? []).length;
  const keadaan = [...new Set(isi.daerah.map((d) => d.keadaan))].filter((k) => k !== "ada" && k !== "nol");
  const kelas = (isi.kelas ?? []).map((kata, i) => el("li", "kelas", makeContoh(`kelas-${i}-${jumlah}`), el("span", "", kata)));
  const legenda = el("ul", "legenda", ...kelas, ...keadaan.map((k) => el("li", "keadaan", makeContoh(k), el("span", "", layar.data.keadaan[k] ?? k))));
  return el("div", "kanan-peta", daftar, legenda);
}

function makeContoh(kelas) {
  const contoh = svgEl("svg", { class: "contoh bentuk", "aria-hidden": "true" }, svgEl("rect", { width: "100%", height: "100%", class: kelas }));
  contoh.firstChild.style.fill = isPola(kelas) ? `url(#legenda-${kelas})` : "";
  return contoh;
}

function isPola(kelas) {
  return POLA.includes(`id="pola-${kelas}"`);
}

function fillPeta(layar, kiri, isi, geometri, lapisan) {
  const kata = geometri.skematik ? "Batas skematik, bukan batas resmi." : "";
  const catatan = el("p", "catatan-peta", isi.catatan?.includes("skematik") ? isi.catatan : [isi.catatan, kata].filter(Boolean).join(" "));
  const wadah = el("div", "wadah-peta");
  kiri.replaceChildren(wadah, catatan);
  const skala = Math.min(wadah.clientWidth / geometri.lebar, wadah.clientHeight / geometri.tinggi);
  const ukuran = { lebar: geometri.lebar * skala, tinggi: geometri.tinggi * skala, skala };
  const awalan = `p${(nomorPeta += 1)}`;
  const svg = svgEl("svg", { class: "gambar-peta", width: ukuran.lebar, height: ukuran.tinggi, viewBox: `0 0 ${geometri.lebar} ${geometri.tinggi}` });
  svg.innerHTML = `<defs>${POLA.replaceAll('id="pola-', `id="${awalan}-`)}</defs>`;
  for (const pola of svg.querySelectorAll("pattern")) pola.setAttribute("patternTransform", `scale(${px(0.22) / skala}) ${pola.dataset.putar ?? ""}`);
  const daerah = new Map(isi.daerah.map((d) => [d.kode, d]));
  const bentuk = svgEl("g", { class: "bentuk" }, ...geometri.bentuk.map((b) => makeBentuk(layar, isi, b, daerah.get(b.kode), awalan)));
  svg.append(bentuk);
  if (isi.is_lingkaran) svg.append(...makeLingkaran(isi, geometri, daerah, skala));
  const cakram = spreadCakram(geometri, daerah, ukuran);
  svg.append(...cakram.map((c) => svgEl("path", { class: "penunjuk", d: `M${c.asal[0] / skala} ${c.asal[1] / skala}L${c.x / skala} ${c.y / skala}` })));
  wadah.append(place(el("div", "bidang-peta", svg, ...cakram.map(({ huruf, x, y }) => place(el("span", "cakram", huruf), { x, y }))), ukuran));
  svg.addEventListener("click", (e) => enterPeta(layar, lapisan, e.target.dataset.kode));
  lapisan.node.dataset.digambar = isi.gambar;
}

function makeBentuk(layar, isi, b, d, awalan) {
  const kelas = isi.is_lingkaran && d && (d.keadaan === "ada" || d.keadaan === "nol") ? "dasar" : kelasOf(isi, d);
  const path = svgEl("path", { d: b.d, class: kelas, "data-kode": b.kode });
  if (isPola(kelas)) path.style.fill = `url(#${awalan}-${kelas})`;
  path.setAttribute("aria-label", `${b.nama}: ${d?.teks ?? layar.data.keadaan.belum_lapor}`);
  path.setAttribute("role", isi.anak?.[b.kode] ? "button" : "img");
  if (isi.anak?.[b.kode]) path.setAttribute("tabindex", 0);
  return path;
}

function kelasOf(isi, d) {
  if (!d) return "belum_lapor";
  if (d.keadaan !== "ada" && d.keadaan !== "nol") return d.keadaan;
  return `kelas-${d.kelas ?? 0}-${isi.kelas.length}`;
}

// An amount is the area of a circle, never a colour of a region.
function makeLingkaran(isi, geometri, daerah, skala) {
  const jumlah = isi.kelas.length;
  return geometri.bentuk.flatMap((b) => {
    const d = daerah.get(b.kode);
    if (!d || d.keadaan !== "ada") return [];
    return [svgEl("circle", { class: "lingkaran", cx: b.cx, cy: b.cy, r: (px(5) * Math.sqrt((d.kelas + 1) / jumlah)) / skala, "data-kode": b.kode })];
  });
}

// Discs at the centres of their regions, pushed apart until none covers another; a line leads back to a centre that was left.
function spreadCakram(geometri, daerah, { lebar, tinggi, skala }) {
  const cakram = geometri.bentuk.flatMap((b) => {
    const huruf = daerah.get(b.kode)?.huruf;
    return huruf ? [{ huruf, x: b.cx * skala, y: b.cy * skala, asal: [b.cx * skala, b.cy * skala] }] : [];
  });
  const jarak = px(JARI) * 2.1;
  for (let putaran = 0; putaran < 60; putaran += 1) {
    for (const a of cakram) {
      for (const b of cakram) {
        const [dx, dy] = [b.x - a.x, b.y - a.y || 0.01];
        const d = Math.hypot(dx, dy);
        if (a === b || d >= jarak) continue;
        const geser = (jarak - d) / 2 / d;
        a.x -= dx * geser;
        a.y -= dy * geser;
        b.x += dx * geser;
        b.y += dy * geser;
      }
      a.x = clamp(a.x, px(JARI), lebar - px(JARI));
      a.y = clamp(a.y, px(JARI), tinggi - px(JARI));
    }
  }
  return cakram;
}
