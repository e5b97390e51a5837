// A list: as many rows on a page as fit, cells wrap and are never cut. Where columns are too narrow a row stands as one paragraph.
const TAK_PUTUS = new Set(["angka", "persen", "tanggal", "rupiah"]); // formats whose words stay in one line
const SELA_BARIS = 1.5; // vh between two rows
const CONTOH_BARIS = 30; // rows that decide how wide the columns are
const PERBESAR = [1.6, 2.5, 6];
const TEPI = 3; // vh left of a row, where its status stands

function drawDaftar(layar, ruang, isi, salindia) {
  const baris = isi.baris ?? [];
  if (!baris.length) return [() => el("p", "kosong", isi.kosong)];
  const tabel = planTabel(layar, isi, baris, ruang.clientWidth);
  const tumpuk = planTumpuk(layar, isi, baris, ruang.clientWidth);
  const rencana = tabel && tabel.jumlah <= tumpuk.jumlah * 1.15 ? tabel : tumpuk;
  const bisaCatat = salindia.tindakan === "catat" && layar.data.boleh_catat;
  return paginate(rencana, ruang.clientHeight, isi.per_layar ?? 6).map((nomor) => () => rencana.make(nomor, bisaCatat));
}

function paginate({ tinggi, atas }, ruang, terbanyak) {
  const halaman = [[]];
  let terpakai = atas;
  tinggi.forEach((t, i) => {
    const kini = halaman.at(-1);
    if (kini.length && (terpakai + t > ruang || kini.length === terbanyak)) {
      halaman.push([i]);
      terpakai = atas + t;
      return;
    }
    kini.push(i);
    terpakai += t;
  });
  return halaman;
}

function wordsOf(layar, sel) {
  return [simbolOf(layar, sel.rupa), sel.teks ?? ""].filter(Boolean).join(" ");
}

// Columns side by side; undefined where their longest words do not fit.
function planTabel(layar, isi, baris, lebar) {
  const celah = px(2.5);
  const tebal = (k) => (k === 0 ? 700 : 500);
  const terkecil = isi.kolom.map((kolom, k) => {
    const lebarSel = (sel) => (TAK_PUTUS.has(kolom.format) ? widthOf : longestWord)(wordsOf(layar, sel), tebal(k));
    return Math.ceil(Math.max(longestWord(kolom.judul, 700), ...baris.map((sel) => lebarSel(sel[k])))) + 3;
  });
  const sisa = lebar - px(TEPI) - celah * (isi.kolom.length - 1) - terkecil.reduce((a, b) => a + b, 0);
  if (sisa < 0) return undefined;
  const linesIn = (kolom, sel) => Math.max(...sel.map((s, k) => linesOf(wordsOf(layar, s), kolom[k] - 1, tebal(k))));
  const kolom = shareWidth(isi.kolom, terkecil, sisa, (calon) => baris.slice(0, CONTOH_BARIS).reduce((n, sel) => n + linesIn(calon, sel), 0));
  const satu = px(HURUF * BARIS);
  const lines = baris.map((sel) => linesIn(kolom, sel));
  const kepala = Math.max(...isi.kolom.map((each, k) => linesOf(each.judul, kolom[k] - 1, 700)));
  const gaya = kolom.map((w) => `${w}px`).join(" ");
  const makeBaris = (kelas, sel) => {
    const node = el("div", kelas, ...sel.map((s, k) => el("span", isi.kolom[k].kanan ? "kanan" : "", ...(k ? [s] : [el("b", "", s)]))));
    node.style.gridTemplateColumns = gaya;
    return node;
  };
  return {
    tinggi: lines.map((n) => n * satu + px(SELA_BARIS)),
    jumlah: lines.reduce((a, b) => a + b, kepala),
    atas: kepala * satu + px(SELA_BARIS),
    make: (nomor, bisaCatat) => el("div", "daftar",
      makeBaris("kepala-daftar", isi.kolom.map((each) => each.judul)),
      ...nomor.map((i) => markBaris(makeBaris("baris", baris[i].map((sel) => wordsOf(layar, sel))), baris[i], bisaCatat))),
  };
}

// What is left goes to the columns that may wrap: by the shares the list was given, or one of them more, whichever makes the fewest lines.
function shareWidth(kolom, terkecil, sisa, countLines) {
  const bebas = kolom.map((each) => (TAK_PUTUS.has(each.format) ? 0 : (each.lebar ?? 1)));
  const calon = [bebas, ...bebas.flatMap((b, k) => (b ? PERBESAR.map((kali) => bebas.map((w, i) => (i === k ? w * kali : w))) : []))];
  const lebar = calon.map((bobot) => {
    const total = bobot.reduce((a, b) => a + b, 0) || 1;
    return terkecil.map((w, k) => w + (sisa * bobot[k]) / total);
  });
  const banyak = lebar.map(countLines);
  return lebar[banyak.indexOf(Math.min(...banyak))];
}

// One row below another: its name, then everything else with its heading.
function planTumpuk(layar, isi, baris, lebar) {
  const satu = px(HURUF * BARIS);
  const rest = (sel) => sel.slice(1).map((s, k) => `${isi.kolom[k + 1].judul}: ${wordsOf(layar, s)}`).join(" · ");
  const lines = baris.map((sel) => linesOf(wordsOf(layar, sel[0]), lebar - px(TEPI), 700) + linesOf(rest(sel), lebar - px(TEPI)));
  return {
    tinggi: lines.map((n) => n * satu + px(SELA_BARIS)),
    jumlah: lines.reduce((a, b) => a + b, 0),
    atas: 0,
    make: (nomor, bisaCatat) => el("div", "daftar", ...nomor.map((i) =>
      markBaris(el("div", "baris tumpuk", el("b", "", wordsOf(layar, baris[i][0])), el("span", "", rest(baris[i]))), baris[i], bisaCatat))),
  };
}

// Its status at the edge; a row a decision can be noted about is a button.
function markBaris(node, sel, bisaCatat) {
  const rupa = sel.find((s) => s.rupa)?.rupa;
  if (rupa) node.classList.add(`r-${rupa}`);
  if (bisaCatat) {
    node.tabIndex = 0;
    node.setAttribute("role", "button");
    node.dataset.konteks = sel.map((s) => s.teks).join(" · ");
  }
  return node;
}
