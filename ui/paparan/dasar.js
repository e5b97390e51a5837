// What every part of the screen uses: elements, sizes, measured text. One unit for all sizes: a hundredth of the height of the window.
const SVG = "http://www.w3.org/2000/svg";
const HURUF = 4.5; // vh, the smallest type on a slide: 48 px of a height of 1080 is 4.445
const BARIS = 1.16; // height of a line, in sizes of its type
const SEPELE = 0.5; // vh by which the box of a last line may stand out: its letters do not
const KELUARGA = 'Jakarta, "Plus Jakarta Sans", sans-serif';

const kuas = document.createElement("canvas").getContext("2d");
const lebarByKata = new Map(); // words come again and again

function px(vh) {
  return (innerHeight * vh) / 100;
}

function el(nama, kelas = "", ...isi) {
  const node = document.createElement(nama);
  if (kelas) node.className = kelas;
  node.append(...isi.filter((each) => each !== undefined && each !== null && each !== ""));
  return node;
}

function svgEl(nama, atribut = {}, ...isi) {
  const node = document.createElementNS(SVG, nama);
  for (const [kunci, nilai] of Object.entries(atribut)) node.setAttribute(kunci, nilai);
  node.append(...isi);
  return node;
}

function place(node, { x, y, lebar, tinggi }) {
  if (x !== undefined) node.style.left = `${x}px`;
  if (y !== undefined) node.style.top = `${y}px`;
  if (lebar !== undefined) node.style.width = `${lebar}px`;
  if (tinggi !== undefined) node.style.height = `${tinggi}px`;
  return node;
}

// Width in px of words in one line.
function widthOf(teks, tebal = 500, ukuran = HURUF) {
  const kunci = `${tebal} ${ukuran} ${innerHeight} ${teks}`;
  if (!lebarByKata.has(kunci)) {
    kuas.font = `${tebal} ${px(ukuran)}px ${KELUARGA}`;
    lebarByKata.set(kunci, kuas.measureText(teks).width);
  }
  return lebarByKata.get(kunci);
}

// How many lines words take in a width of so many px.
function linesOf(teks, lebar, tebal = 500) {
  const spasi = widthOf(" ", tebal);
  let baris = 1;
  let terpakai = 0;
  for (const kata of teks.split(" ")) {
    const w = widthOf(kata, tebal);
    if (terpakai && terpakai + spasi + w > lebar) {
      baris += 1;
      terpakai = 0;
    }
    terpakai += (terpakai ? spasi : 0) + w;
    if (terpakai > lebar) {
      baris += Math.ceil(terpakai / lebar) - 1; // one word longer than the line is broken
      terpakai %= lebar;
    }
  }
  return baris;
}

function longestWord(teks, tebal = 500) {
  return Math.max(...teks.split(" ").map((kata) => widthOf(kata, tebal)));
}

function isFitting(node) {
  return node.scrollHeight <= node.clientHeight + px(SEPELE) && node.scrollWidth <= node.clientWidth + 1;
}

function simbolOf(layar, rupa) {
  return layar.data.simbol[rupa] ?? "";
}

function clamp(nilai, bawah, atas) {
  return Math.max(bawah, Math.min(nilai, atas));
}

function split(daftar, per) {
  const bagian = [];
  for (let i = 0; i < daftar.length; i += per) bagian.push(daftar.slice(i, i + per));
  return bagian;
}

// Equal shares rather than full pages and a remainder.
function splitEven(daftar, muat) {
  return split(daftar, Math.ceil(daftar.length / Math.ceil(daftar.length / Math.max(1, muat))));
}

// Labels {y, tinggi} moved as little as needed so that none covers another, all within 0 … batas. The order by y stays.
function spreadLabels(label, batas) {
  const urut = [...label].sort((a, b) => a.y - b.y);
  let bawah = 0;
  for (const each of urut) {
    each.atas = Math.max(bawah, each.y - each.tinggi / 2);
    bawah = each.atas + each.tinggi;
  }
  let dasar = batas;
  for (const each of urut.reverse()) {
    each.atas = Math.min(each.atas, dasar - each.tinggi);
    dasar = each.atas;
  }
}

function format(nilai, desimal = 0) {
  return nilai.toLocaleString("id-ID", { maximumFractionDigits: desimal });
}
