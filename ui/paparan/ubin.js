// A scorecard as tiles: with names where they fit, else symbols alone; what each symbol means and how many there are stands above.
const BERNAMA = 48; // tiles, at most, that carry their names

function drawUbin(layar, ruang, isi) {
  const kepala = () => el("ul", "ringkasan", ...isi.ringkasan.map(([rupa, kata, jumlah]) =>
    el("li", "", el("i", `contoh-ubin r-${rupa}`), `${simbolOf(layar, rupa)} ${kata} `, el("b", "angka", String(jumlah)))));
  ruang.replaceChildren(kepala());
  const tinggi = ruang.clientHeight - ruang.firstChild.offsetHeight - px(1.2);
  const bernama = isi.petak.length <= BERNAMA;
  const terlebar = Math.max(...isi.petak.map((p) => widthOf(p.pendek, 700))) + widthOf("✕ ", 700) + px(5);
  const lebarUbin = bernama ? terlebar : px(7.5);
  const tinggiUbin = px(bernama ? 6.2 : 6.4);
  const celah = px(0.8);
  const kolom = Math.max(1, Math.floor((ruang.clientWidth + celah) / (lebarUbin + celah)));
  const baris = Math.max(1, Math.floor((tinggi + celah) / (tinggiUbin + celah)));
  return splitEven(isi.petak, kolom * baris).map((petak) => () => {
    const sebaris = Math.min(kolom, bernama ? evenColumns(petak.length, kolom, baris) : kolom);
    const kisi = el("div", `ubin ${bernama ? "" : "kecil"}`, ...petak.map((p) => makePetak(layar, p, bernama)));
    kisi.style.gridTemplateColumns = `repeat(${sebaris}, minmax(0, 1fr))`;
    kisi.style.gridAutoRows = `${Math.min(px(bernama ? 13 : 6.4), (tinggi + celah) / Math.ceil(petak.length / sebaris) - celah)}px`;
    return el("div", "papan-ubin", kepala(), kisi);
  });
}

// The fewest columns that still fit: wide tiles, full rows.
function evenColumns(banyak, kolom, baris) {
  for (let k = Math.min(4, kolom); k <= kolom; k += 1) if (Math.ceil(banyak / k) <= baris) return k;
  return kolom;
}

function makePetak(layar, petak, bernama) {
  const simbol = simbolOf(layar, petak.rupa);
  const node = el("div", `petak r-${petak.rupa}`, el("span", "simbol", simbol), bernama ? el("span", "", petak.pendek) : "");
  node.setAttribute("aria-label", `${petak.nama}: ${layar.data.kata[petak.rupa] ?? ""}`);
  node.setAttribute("role", "img");
  return node;
}
