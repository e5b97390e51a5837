// One drawing of one level: shapes, circles, marks and labels.
const SVG = "http://www.w3.org/2000/svg";
const PETA_GAGAL = "Peta tidak dapat dimuat. Angka yang sama tersedia pada tabel. Muat ulang halaman untuk mencoba lagi.";
const TINGGI_BARIS = 14 / 12; // of a line of labels, in sizes of its type
const RUANG = 3; // px kept free around a label
const JARI = 5; // px a label keeps from the centre of a mark
const GESER_TANDA = 11; // px between marks of one place
const JEDA_SIAP = 60; // ms the pointer rests on a region before its own drawing is fetched
const LEBAR_SEKALI = 1.6; // width over height from which a drawing has the whole width of the page
const DI_ATAS_PETA = "21rem"; // what stands above the map on its page: the rest of the window is its own
const KISI = [0.5, 0.4, 0.6, 0.3, 0.7]; // where in its shape a label is tried, after the shape's own centre
const LABEL_TERBANYAK = 600; // shapes; more are too small for any label

function openLayar(kerja) {
  const akar = kerja.contoh.content.firstElementChild.cloneNode(true);
  const cari = (kelas) => akar.querySelector(`.${kelas}`);
  const layar = {
    kerja, akar, svg: cari("gambar"), defs: akar.querySelector("defs"), bentuk: cari("bentuk"), induk: cari("induk"), sorot: cari("sorot"),
    lingkaran: cari("lingkaran"), terpilih: cari("terpilih"), titik: cari("titik"), label: cari("label"), petunjuk: cari("petunjuk"),
    pesan: cari("pesan"), catatan: cari("catatan"), kepala: cari("kepala"), kuas: document.createElement("canvas").getContext("2d"), path: new Map(),
  };
  const svg = layar.svg;
  svg.addEventListener("pointermove", (e) => showPetunjuk(layar, e.target, e.clientX, e.clientY));
  svg.addEventListener("pointerover", (e) => prepareAnak(layar, e.target.dataset.kode));
  svg.addEventListener("pointerleave", () => hidePetunjuk(layar));
  svg.addEventListener("focusin", (e) => e.target.matches(":focus-visible") && showPetunjuk(layar, e.target));
  svg.addEventListener("focusout", () => hidePetunjuk(layar));
  svg.addEventListener("click", (e) => e.target.dataset.kode && choose(kerja, e.target.dataset.kode));
  svg.addEventListener("keydown", (e) => {
    if (e.key === "Escape") hidePetunjuk(layar);
    if ((e.key !== "Enter" && e.key !== " ") || !e.target.dataset.kode) return;
    e.preventDefault(); // Space would scroll the page
    e.stopPropagation();
    choose(kerja, e.target.dataset.kode);
  });
  kerja.lembar.append(akar);
  new ResizeObserver(() => layar.geometri && fitToScreen(layar)).observe(akar);
  return layar;
}

// While the pointer rests on a region, its own drawing is fetched, so that a click has only numbers to wait for.
function prepareAnak(layar, kode) {
  const { anak } = layar.kerja.data;
  clearTimeout(layar.siap);
  if (anak && layar.path.has(kode)) layar.siap = setTimeout(() => fetchGeometri(anak.replace("{kode}", kode)).catch(() => {}), JEDA_SIAP);
}

function loadLembar(layar, lembar) {
  layar.lembar = lembar;
  fetchGeometri(lembar.url).then(
    (geometri) => layar.lembar === lembar && drawLembar(layar, geometri),
    () => layar.lembar === lembar && showPesan(layar, PETA_GAGAL),
  );
}

function drawLembar(layar, geometri) {
  const { svg, lembar, kerja } = layar;
  const fokus = layar.akar.getRootNode().activeElement;
  const kodeFokus = svg.contains(fokus) ? fokus.dataset.kode : undefined;
  if (layar.geometri !== geometri) {
    layar.geometri = geometri;
    svg.setAttribute("viewBox", `0 0 ${geometri.lebar} ${geometri.tinggi}`);
    svg.style.aspectRatio = `${geometri.lebar} / ${geometri.tinggi}`;
    layar.induk.setAttribute("d", geometri.tetangga ?? "");
    kerja.akar.classList.toggle("lebar", geometri.lebar > LEBAR_SEKALI * geometri.tinggi);
    const tabindex = kerja.data.daftar ? -1 : 0; // beside a table the keyboard goes by the table
    layar.path = new Map(geometri.bentuk.map((b) => [b.kode, make("path", { d: b.d, tabindex, role: "button", "data-kode": b.kode })]));
    layar.bentuk.replaceChildren(...layar.path.values());
  }
  svg.setAttribute("aria-label", lembar.judul);
  const tinggi = `${kerja.data.tinggi / 16}rem`; // grows with the type on a projector
  svg.style.maxHeight = kerja.data.daftar ? `max(${tinggi}, calc(100vh - ${DI_ATAS_PETA}))` : tinggi;
  layar.titik.replaceChildren(...lembar.titik.flatMap((t) => makeTitik(layar, t)));
  spreadTitik(layar.titik.children);
  layar.pesan.hidden = true;
  svg.style.display = "";
  hidePetunjuk(layar);
  paintLembar(layar);
  if (kodeFokus) (layar.path.get(kodeFokus) ?? svg).focus({ preventScroll: true }); // a keyboard user stays where the map was
}

// Everything that depends on the period: classes, circles, labels, the words of every region.
function paintLembar(layar) {
  const { lembar, kerja, geometri } = layar;
  if (!geometri) return;
  layar.kepala.textContent = kepalaOf(kerja, lembar);
  layar.sel = new Map(geometri.bentuk.map(({ kode }) => [kode, selOf(lembar, kerja.periode, kerja.urutan.get(kode))]));
  const lingkaran = [];
  for (const b of geometri.bentuk) {
    const sel = layar.sel.get(b.kode);
    const path = layar.path.get(b.kode);
    const [keadaan] = (sel?.kelas ?? "polos").split(" ");
    const bulat = lembar.jari && (keadaan === "ada" || keadaan === "nol");
    path.setAttribute("class", bulat ? "dasar" : (sel?.kelas ?? "polos"));
    path.petunjuk = `${b.nama}\n${lembar.pendek}: ${sayNilai(kerja, lembar, sel)}`;
    path.setAttribute("aria-label", spoken(path.petunjuk));
    if (bulat && keadaan === "ada") lingkaran.push({ b, jari: lembar.jari[sel.nomor] });
  }
  lingkaran.sort((a, b) => b.jari - a.jari);
  layar.lingkaran.replaceChildren(...lingkaran.map(({ b, jari }) => make("circle", { r: jari, "data-kode": b.kode }, { petunjuk: layar.path.get(b.kode).petunjuk, x: b.cx, y: b.cy })));
  showOutline(layar, layar.terpilih, kerja.data.terpilih);
  layar.catatan.textContent = sayCatatan(geometri, lembar);
  fitToScreen(layar);
  layar.akar.dataset.periode = lembar.tetap ?? kerja.periode;
  layar.akar.dataset.digambar = lembar.url; // for tests and for print: this level is on screen
}

function kepalaOf(kerja, lembar) {
  if (kerja.data.peta.length === 1) return "";
  return `${lembar.nama}, ${kerja.data.nama_periode[lembar.tetap ?? kerja.periode]}`;
}

function sayCatatan({ skematik, tanpa_bentuk = [], luar_pandangan = [] }, { catatan }) {
  const hilang = [...tanpa_bentuk, ...luar_pandangan].map((w) => w.nama);
  const disebut = hilang.length > 6 ? `${hilang.slice(0, 5).join(", ")}, dan ${hilang.length - 5} lagi` : hilang.join(", ");
  return [skematik && "Batas skematik, bukan batas resmi.", hilang.length && `Tidak tergambar: ${disebut}; lihat tabel.`, catatan].filter(Boolean).join(" ");
}

function makeTitik(layar, [kode, tanda, petunjuk, x, y]) {
  const tempat = x === null ? layar.geometri.bentuk.find((b) => b.kode === kode) : { cx: x, cy: y };
  if (!tempat) return [];
  const atribut = { d: layar.lembar.tanda[tanda], class: `tanda-${tanda}`, tabindex: -1, role: "button", "data-kode": kode, "aria-label": spoken(petunjuk) };
  return [make("path", atribut, { petunjuk, x: tempat.cx, y: tempat.cy })];
}

// Marks of several layers on one place stand beside each other, so that none hides another.
function spreadTitik(semua) {
  const ada = new Map(); // place -> how many marks stand there
  for (const titik of semua) {
    const tempat = `${titik.x} ${titik.y}`;
    titik.geser = (ada.get(tempat) ?? 0) * GESER_TANDA;
    ada.set(tempat, (ada.get(tempat) ?? 0) + 1);
  }
}

// Strokes, hatches, circles, marks and labels keep their size in screen pixels, whatever the width of the map.
function fitToScreen(layar) {
  const { svg, geometri } = layar;
  const kotak = svg.getBoundingClientRect();
  if (!kotak.width) return; // hidden just now; the observer calls again
  layar.skala = Math.min(kotak.width / geometri.lebar, kotak.height / geometri.tinggi);
  const huruf = 0.75 * parseFloat(getComputedStyle(document.documentElement).fontSize);
  layar.huruf = Math.min(Math.max(huruf, kotak.height / 50), 1.4 * huruf); // 12 px, more where the drawing is large
  for (const pola of layar.defs.children) pola.setAttribute("patternTransform", `scale(${1 / layar.skala}) ${pola.dataset.putar ?? ""}`);
  for (const titik of [...layar.titik.children, ...layar.lingkaran.children]) titik.setAttribute("transform", `translate(${titik.x} ${titik.y}) scale(${1 / layar.skala}) translate(${titik.geser ?? 0} 0)`);
  layar.kuas.font = `600 ${layar.huruf}px ${getComputedStyle(layar.akar).fontFamily}`;
  const banyak = geometri.bentuk.length > LABEL_TERBANYAK;
  layar.label.replaceChildren(...(banyak ? [] : geometri.bentuk.flatMap((b) => makeLabel(layar, b))));
}

function makeLabel(layar, b) {
  const sel = layar.sel.get(b.kode);
  if (!sel) return [];
  const path = layar.path.get(b.kode);
  const kotak = path.getBBox();
  if (kotak.height * layar.skala < layar.huruf * TINGGI_BARIS) return [];
  const [keadaan] = sel.kelas.split(" ");
  if (layar.lembar.jari && keadaan === "ada") return labelLingkaran(layar, b, sel, path, kotak);
  const teks = sel.teks ? [sel.teks] : [];
  return placeLabel(layar, b, path, kotak, [[b.nama, ...teks], [...halve(b.nama), ...teks], teks]);
}

// The number in its circle, or right of it where the circle is small; the name where there is room beside the circle.
function labelLingkaran(layar, b, sel, path, kotak) {
  const { skala, huruf, kuas } = layar;
  const jari = layar.lembar.jari[sel.nomor];
  const lebar = kuas.measureText(sel.teks).width;
  const muat = lebar <= 2 * jari - 4 && huruf <= 2 * jari - 2;
  const besar = kotak.width * skala > lebar + 2 * jari;
  const x = muat ? b.cx : b.cx + (jari + RUANG + lebar / 2) / skala;
  const label = muat || besar ? [makeText(layar, [sel.teks], [x, b.cy], muat ? "angka" : "dasar")] : [];
  const penuh = { x: (muat ? b.cx : b.cx + lebar / 2 / skala), y: b.cy, dx: (muat ? jari : jari + lebar / 2) / skala, dy: jari / skala };
  return [...label, ...placeLabel(layar, b, path, kotak, [[b.nama], halve(b.nama)], penuh)];
}

// The longest form that lies wholly inside the shape and covers no mark: name and number, name on two lines, number alone, or none.
function placeLabel(layar, { cx, cy }, path, kotak, pilihan, penuh) {
  const { svg, skala, kuas, huruf } = layar;
  for (const baris of pilihan) {
    if (!baris.length) continue;
    const lebar = (Math.max(...baris.map((b) => kuas.measureText(b).width)) + RUANG * 2) / skala;
    const tinggi = (baris.length * huruf * TINGGI_BARIS + RUANG) / skala;
    if (lebar > kotak.width || tinggi > kotak.height) continue;
    const calon = penuh ? [[cx, penuh.y + penuh.dy + tinggi / 2], [cx, penuh.y - penuh.dy - tinggi / 2]] : [[cx, cy]];
    for (const v of KISI) for (const u of KISI) calon.push([kotak.x + u * kotak.width, kotak.y + v * kotak.height]);
    const bebas = ([x, y]) => !penuh || Math.abs(x - penuh.x) >= penuh.dx + lebar / 2 || Math.abs(y - penuh.y) >= penuh.dy + tinggi / 2 - 0.01;
    const tempat = calon.find(([x, y]) => bebas([x, y]) && isFree(layar.titik, skala, x, y, lebar / 2, tinggi / 2) && isInside(svg, path, x, y, lebar / 2, tinggi / 2));
    if (tempat) return [makeText(layar, baris, tempat, path.getAttribute("class"))];
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

function makeText({ skala, huruf }, baris, [x, y], kelas) {
  const teks = make("text", { class: kelas, transform: `translate(${x} ${y}) scale(${1 / skala})`, "font-size": huruf });
  baris.forEach((b, i) => {
    const tspan = make("tspan", { x: 0, y: ((i - (baris.length - 1) / 2) * TINGGI_BARIS + 0.34) * huruf });
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
  const { petunjuk, akar, kerja } = layar;
  const tepi = akar.getBoundingClientRect();
  const kotak = target.getBoundingClientRect();
  petunjuk.textContent = target.petunjuk;
  petunjuk.hidden = false;
  showSorot(kerja, target.dataset.kode);
  const kiri = (x ?? kotak.x + kotak.width / 2) - tepi.x + 14;
  const atas = (y ?? kotak.y + kotak.height / 2) - tepi.y + 14;
  const batas = tepi.width - petunjuk.offsetWidth;
  petunjuk.style.left = `${Math.max(0, Math.min(kiri, batas))}px`;
  petunjuk.style.top = `${kiri > batas ? Math.max(0, atas - petunjuk.offsetHeight - 28) : atas}px`;
}

function hidePetunjuk(layar) {
  layar.petunjuk.hidden = true;
  showSorot(layar.kerja, null);
}

function showOutline(layar, garis, kode) {
  garis.setAttribute("d", layar.path.get(kode)?.getAttribute("d") ?? "");
}

function showPesan(layar, teks) {
  layar.svg.style.display = "none";
  layar.pesan.textContent = teks;
  layar.pesan.hidden = false;
}

const spoken = (teks) => teks.replaceAll("\n", ". ");

function make(nama, atribut, sifat = {}) {
  const elemen = document.createElementNS(SVG, nama);
  for (const [kunci, nilai] of Object.entries(atribut)) elemen.setAttribute(kunci, nilai);
  return Object.assign(elemen, sifat);
}
