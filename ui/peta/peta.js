// Draws one level of the map: shapes from a static file (fetched once per tab), values and words from the server.
const SVG = "http://www.w3.org/2000/svg";
const PETA_GAGAL = "Peta tidak dapat dimuat. Angka yang sama tersedia pada tabel. Muat ulang halaman untuk mencoba lagi.";
const TINGGI_BARIS = 14; // px on screen, for a label of 12 px
const RUANG = 3; // px kept free around a label
const JARI = 5; // px a label keeps from the centre of a point
const KISI = [0.5, 0.4, 0.6, 0.3, 0.7]; // where in its shape a label is tried, after the shape's own centre

const geometriByUrl = new Map(); // url -> promise; a level that was seen before is drawn at once
const layarByAkar = new WeakMap(); // the component's <figure> -> what it shows now

export default function ({ data, parentElement, setTriggerValue }) {
  const akar = parentElement.querySelector(".peta");
  if (!layarByAkar.has(akar)) layarByAkar.set(akar, openLayar(akar));
  const layar = layarByAkar.get(akar);
  layar.data = data;
  layar.sendKlik = (kode) => setTriggerValue("klik", kode);
  fetchGeometri(data.url).then(
    (geometri) => layar.data === data && drawPeta(layar, geometri),
    () => layar.data === data && showPesan(layar, PETA_GAGAL),
  );
}

function fetchGeometri(url) {
  if (!geometriByUrl.has(url)) {
    const janji = fetch(url).then((jawaban) => {
      if (!jawaban.ok) throw new Error(`${url}: ${jawaban.status}`);
      return jawaban.json();
    });
    janji.catch(() => geometriByUrl.delete(url)); // so that it can be tried again
    geometriByUrl.set(url, janji);
  }
  return geometriByUrl.get(url);
}

function openLayar(akar) {
  const cari = (kelas) => akar.querySelector(`.${kelas}`);
  const layar = {
    akar, svg: cari("gambar"), defs: akar.querySelector("defs"), bentuk: cari("bentuk"), induk: cari("induk"), sorot: cari("sorot"),
    terpilih: cari("terpilih"), titik: cari("titik"), label: cari("label"), petunjuk: cari("petunjuk"), pesan: cari("pesan"), catatan: cari("catatan"),
    kuas: document.createElement("canvas").getContext("2d"),
  };
  const svg = layar.svg;
  svg.addEventListener("pointermove", (e) => showPetunjuk(layar, e.target, e.clientX, e.clientY));
  svg.addEventListener("pointerleave", () => hidePetunjuk(layar));
  svg.addEventListener("focusin", (e) => e.target.matches(":focus-visible") && showPetunjuk(layar, e.target));
  svg.addEventListener("focusout", () => hidePetunjuk(layar));
  svg.addEventListener("click", (e) => e.target.dataset.kode && layar.sendKlik(e.target.dataset.kode));
  svg.addEventListener("keydown", (e) => {
    if (e.key === "Escape") hidePetunjuk(layar);
    if ((e.key !== "Enter" && e.key !== " ") || !e.target.dataset.kode) return;
    e.preventDefault(); // Space would scroll the page
    e.stopPropagation();
    layar.sendKlik(e.target.dataset.kode);
  });
  new ResizeObserver(() => layar.geometri && fitToScreen(layar)).observe(akar);
  return layar;
}

function drawPeta(layar, geometri) {
  const { data, svg } = layar;
  const fokus = layar.akar.getRootNode().activeElement?.dataset?.kode;
  const sel = new Map(data.sel.map(([kode, kelas, teks, petunjuk]) => [kode, { kelas, teks, petunjuk }]));
  layar.geometri = geometri;
  layar.sel = sel;
  svg.setAttribute("viewBox", `0 0 ${geometri.lebar} ${geometri.tinggi}`);
  svg.setAttribute("aria-label", data.judul);
  svg.style.aspectRatio = `${geometri.lebar} / ${geometri.tinggi}`;
  svg.style.maxHeight = `${data.tinggi / 16}rem`; // grows with the type on a projector
  layar.induk.setAttribute("d", geometri.tetangga ?? "");
  layar.bentuk.replaceChildren(...geometri.bentuk.map((b) => makeBentuk(b, sel.get(b.kode))));
  layar.titik.replaceChildren(...data.titik.flatMap((t) => makeTitik(t, geometri)));
  layar.catatan.textContent = sayCatatan(geometri);
  layar.pesan.hidden = true;
  svg.style.display = "";
  showOutline(layar, layar.terpilih, data.terpilih);
  hidePetunjuk(layar);
  fitToScreen(layar);
  if (fokus) (findBentuk(layar, fokus) ?? svg).focus({ preventScroll: true }); // a keyboard user stays where the map was
  layar.akar.dataset.digambar = data.url; // for tests and for print: this level is on screen
}

function sayCatatan({ skematik, tanpa_bentuk = [], luar_pandangan = [] }) {
  const hilang = [...tanpa_bentuk, ...luar_pandangan].map((w) => w.nama);
  return [skematik && "Batas skematik, bukan batas resmi.", hilang.length && `Tidak tergambar: ${hilang.join(", ")}; lihat tabel.`]
    .filter(Boolean).join(" ");
}

function makeBentuk({ kode, nama, d }, sel) {
  const petunjuk = sel?.petunjuk ?? `${nama}\nTidak ada pada tampilan ini`;
  return make("path", { d, class: sel?.kelas ?? "polos", tabindex: 0, role: "button", "data-kode": kode, "aria-label": spoken(petunjuk) }, { petunjuk });
}

function makeTitik({ kode, d, kelas, petunjuk }, { bentuk }) {
  const tempat = bentuk.find((b) => b.kode === kode);
  if (!tempat) return [];
  const atribut = { d, class: kelas, tabindex: -1, role: "button", "data-kode": kode, "aria-label": spoken(petunjuk) };
  return [make("path", atribut, { petunjuk, x: tempat.cx, y: tempat.cy })];
}

// Strokes, hatches, points and labels keep their size in screen pixels, whatever the width of the map.
function fitToScreen(layar) {
  const { svg, geometri } = layar;
  const kotak = svg.getBoundingClientRect();
  if (!kotak.width) return; // hidden just now; the observer calls again
  layar.skala = Math.min(kotak.width / geometri.lebar, kotak.height / geometri.tinggi);
  for (const pola of layar.defs.children) pola.setAttribute("patternTransform", `scale(${1 / layar.skala}) ${pola.dataset.putar ?? ""}`);
  for (const titik of layar.titik.children) titik.setAttribute("transform", `translate(${titik.x} ${titik.y}) scale(${1 / layar.skala})`);
  layar.kuas.font = `600 12px ${getComputedStyle(layar.akar).fontFamily}`;
  layar.label.replaceChildren(...geometri.bentuk.flatMap((b, i) => makeLabel(layar, b, layar.bentuk.children[i])));
}

// The longest form that lies wholly inside the shape and covers no point: name and number, name on two lines, number alone, or none.
function makeLabel({ svg, skala, kuas, sel, titik }, { kode, nama, cx, cy }, path) {
  const isi = sel.get(kode);
  if (!isi) return [];
  const kotak = path.getBBox();
  if (kotak.height * skala < TINGGI_BARIS) return [];
  const angka = isi.teks ? [isi.teks] : [];
  for (const baris of [[nama, ...angka], [...halve(nama), ...angka], angka]) {
    if (!baris.length) continue;
    const lebar = (Math.max(...baris.map((b) => kuas.measureText(b).width)) + RUANG * 2) / skala;
    const tinggi = (baris.length * TINGGI_BARIS + RUANG) / skala;
    if (lebar > kotak.width || tinggi > kotak.height) continue;
    const calon = [[cx, cy]];
    for (const v of KISI) for (const u of KISI) calon.push([kotak.x + u * kotak.width, kotak.y + v * kotak.height]);
    const tempat = calon.find(([x, y]) => isInside(svg, path, x, y, lebar / 2, tinggi / 2) && isFree(titik, skala, x, y, lebar / 2, tinggi / 2));
    if (tempat) return [makeText(baris, tempat, skala, path.getAttribute("class"))];
  }
  return [];
}

function isInside(svg, path, x, y, dx, dy) {
  const titik = svg.createSVGPoint();
  return [[0, 0], [-1, -1], [0, -1], [1, -1], [-1, 0], [1, 0], [-1, 1], [0, 1], [1, 1]].every(([i, j]) => {
    titik.x = x + i * dx;
    titik.y = y + j * dy;
    return path.isPointInFill(titik);
  });
}

function isFree(titik, skala, x, y, dx, dy) {
  return [...titik.children].every((t) => Math.abs(t.x - x) > dx + JARI / skala || Math.abs(t.y - y) > dy + JARI / skala);
}

function makeText(baris, [x, y], skala, kelas) {
  const teks = make("text", { class: kelas, transform: `translate(${x} ${y}) scale(${1 / skala})` });
  baris.forEach((b, i) => {
    const tspan = make("tspan", { x: 0, y: (i - (baris.length - 1) / 2) * TINGGI_BARIS + 4 });
    tspan.textContent = b;
    teks.append(tspan);
  });
  return teks;
}

function halve(nama) {
  const kata = nama.split(" ");
  if (kata.length < 2) return [nama];
  const potong = kata.map((_, i) => i).slice(1);
  const terpanjang = (i) => Math.max(kata.slice(0, i).join(" ").length, kata.slice(i).join(" ").length);
  const i = potong.reduce((a, b) => (terpanjang(b) < terpanjang(a) ? b : a));
  return [kata.slice(0, i).join(" "), kata.slice(i).join(" ")];
}

function showPetunjuk(layar, target, x, y) {
  if (!target.petunjuk) return hidePetunjuk(layar);
  const { petunjuk, akar } = layar;
  const tepi = akar.getBoundingClientRect();
  const kotak = target.getBoundingClientRect();
  petunjuk.textContent = target.petunjuk;
  petunjuk.hidden = false;
  showOutline(layar, layar.sorot, target.dataset.kode);
  const kiri = (x ?? kotak.x + kotak.width / 2) - tepi.x + 14;
  const atas = (y ?? kotak.y + kotak.height / 2) - tepi.y + 14;
  const batas = tepi.width - petunjuk.offsetWidth;
  petunjuk.style.left = `${Math.max(0, Math.min(kiri, batas))}px`;
  petunjuk.style.top = `${kiri > batas ? Math.max(0, atas - petunjuk.offsetHeight - 28) : atas}px`;
}

function hidePetunjuk(layar) {
  layar.petunjuk.hidden = true;
  showOutline(layar, layar.sorot, null);
}

function showOutline(layar, garis, kode) {
  garis.setAttribute("d", findBentuk(layar, kode)?.getAttribute("d") ?? "");
}

function showPesan(layar, teks) {
  layar.svg.style.display = "none";
  layar.pesan.textContent = teks;
  layar.pesan.hidden = false;
}

const findBentuk = (layar, kode) => [...layar.bentuk.children].find((path) => path.dataset.kode === kode);
const spoken = (teks) => teks.replaceAll("\n", ". ");

function make(nama, atribut, sifat = {}) {
  const elemen = document.createElementNS(SVG, nama);
  for (const [kunci, nilai] of Object.entries(atribut)) elemen.setAttribute(kunci, nilai);
  return Object.assign(elemen, sifat);
}
