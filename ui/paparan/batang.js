// Horizontal bars: every row says its name, at most six their number, and a row without a number says why.
const TINGGI_BARIS = [4.62, 9]; // vh, lowest and highest row of one line
const LEBAR_NAMA = 0.45; // of the slide, at most
const HALAMAN_NAMA = 2; // on more pages than these, rows are called by their short names

function drawBatang(layar, ruang, isi) {
  const lengkap = layoutBatang(layar, ruang, isi, (b) => b.nama);
  const singkat = lengkap.bagian.length > HALAMAN_NAMA && isi.baris.every((b) => b.pendek);
  const { bagian, ukuran, nama } = singkat ? layoutBatang(layar, ruang, isi, (b) => b.pendek) : lengkap;
  return bagian.map((barisan) => () => makeBatang(isi, barisan, ukuran, nama));
}

// Which rows stand on which page, and how large; sebut: what a row is called.
function layoutBatang(layar, ruang, isi, sebut) {
  const lebar = ruang.clientWidth;
  const atas = isi.target === undefined ? 0 : px(HURUF * 1.3);
  const nama = (b) => [simbolOf(layar, b.rupa), sebut(b)].filter(Boolean).join(" ");
  const kolom = Math.min(Math.max(...isi.baris.map((b) => widthOf(nama(b), 500))) + px(0.6), lebar * LEBAR_NAMA);
  const baris = Math.max(...isi.baris.map((b) => linesOf(nama(b), kolom)));
  const terendah = px(TINGGI_BARIS[0] + (baris - 1) * HURUF * 1.08);
  const bagian = splitEven(isi.baris, Math.floor((ruang.clientHeight - atas) / terendah));
  const ukuran = { kolom, atas, lebar: lebar - kolom - px(2), per: bagian[0].length };
  ukuran.tinggi = Math.min((ruang.clientHeight - atas) / ukuran.per, Math.max(terendah, px(TINGGI_BARIS[1])));
  ukuran.penuh = scaleBatang(isi, ukuran.lebar);
  return { bagian, ukuran, nama };
}

// Length in px of a bar that reaches the end of the axis: as long as the written numbers leave room for.
function scaleBatang(isi, lebar) {
  const batas = isi.baris
    .filter((b) => b.sorot && b.nilai > 0)
    .map((b) => ((lebar - widthOf(b.teks, 800) - px(2)) * isi.maks) / b.nilai);
  return Math.min(lebar, ...batas);
}

function makeBatang(isi, barisan, { kolom, atas, lebar, tinggi, penuh }, nama) {
  const kotak = el("div", "batang");
  kotak.style.paddingTop = `${atas}px`;
  const x = (nilai) => (nilai / isi.maks) * penuh;
  if (isi.target !== undefined) {
    const label = place(el("p", "target-kata", isi.target_teks), { y: 0 });
    const w = widthOf(isi.target_teks, 700);
    label.style.left = `${clamp(kolom + px(2) + x(isi.target) - w / 2, 0, kolom + px(2) + lebar - w)}px`;
    kotak.append(label, place(el("i", "target"), { x: kolom + px(2) + x(isi.target), y: atas, tinggi: barisan.length * tinggi }));
  }
  for (const b of barisan) {
    const tanpa = b.nilai === undefined || b.nilai === null;
    const batang = el("i", `isian ${tanpa ? "tanpa" : `r-${b.rupa || "utama"}`}`);
    batang.style.width = `${tanpa ? px(6) : Math.max(x(b.nilai), px(0.5))}px`;
    const kata = tanpa ? el("span", "kata", b.teks) : b.sorot ? el("b", "kata angka", b.teks) : "";
    const baris = el("div", "baris", place(el("span", "nama", nama(b)), { lebar: kolom }), batang, kata);
    baris.style.height = `${tinggi}px`;
    kotak.append(baris);
  }
  return kotak;
}
