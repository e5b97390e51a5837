// The cover, and slides of at most six large numbers. A drawing is a list of pages, each a function that makes its content.
const BESAR = [13, 11, 9.5, 8.5, 7.5, 6.5]; // vh, sizes a large number is tried in

function drawSampul(layar, ruang, isi, salindia) {
  const { kepala } = layar.data;
  const fakta = [["Edisi", isi.edisi], ["Data per", isi.data_per], ["Status", isi.status], ...(isi.fakta ?? [])];
  const page = () =>
    el("div", "sampul",
      salindia.judul.includes(isi.wilayah) ? "" : el("p", "wilayah", isi.wilayah),
      el("p", "periode", isi.periode),
      el("dl", "", ...fakta.flatMap(([nama, nilai]) => [el("dt", "", nama), el("dd", "", nilai)])),
      kepala.contoh ? el("p", "contoh", kepala.contoh) : "",
    );
  fitSize(ruang, page, [9, 8, 7, 6, 5, HURUF]);
  return [page];
}

function drawAngka(layar, ruang, isi) {
  const susunan = (kartu, kolom) => () => {
    const kisi = el("div", "angka-kisi", ...kartu.map(makeKartu));
    kisi.style.gridTemplateColumns = `repeat(${kolom}, minmax(0, 1fr))`;
    return kisi;
  };
  const lebar = ruang.clientWidth > 1.5 * ruang.clientHeight ? [3, 2] : [2, 3];
  for (const [per, ukuran] of [[6, BESAR], [4, BESAR], [3, BESAR], [2, BESAR], [1, BESAR]]) {
    const bagian = splitEven(isi.kartu, per);
    for (const besar of ukuran) {
      ruang.style.setProperty("--besar", `${besar}vh`);
      for (const kolom of per < isi.kartu.length || isi.kartu.length < 3 ? [Math.min(2, bagian[0].length), 1] : lebar) {
        const pages = bagian.map((kartu) => susunan(kartu, kolom));
        if (pages.every((page) => isPageFitting(ruang, page))) return pages;
      }
    }
  }
  return isi.kartu.map((kartu) => susunan([kartu], 1));
}

function makeKartu(kartu) {
  return el("section", "kartu",
    el("h2", "", kartu.judul),
    el("p", "utama", el("b", "angka", kartu.utama), kartu.sisa ? el("span", "", ` ${kartu.sisa}`) : ""),
    el("div", "sisi", kartu.target ? el("p", "", kartu.target) : "", kartu.lalu ? el("p", "", kartu.lalu) : ""),
  );
}

// Draw a page for a moment, and see whether all of it is inside.
function isPageFitting(ruang, page) {
  const node = page();
  ruang.replaceChildren(node);
  return isFitting(ruang) && isFitting(node) && [...node.querySelectorAll(".kartu")].every(isFitting);
}

function fitSize(ruang, page, ukuran) {
  for (const besar of ukuran) {
    ruang.style.setProperty("--besar", `${besar}vh`);
    if (isPageFitting(ruang, page)) return;
  }
}
