// Points and the lines that bound them; the ends of the axes are written, and the names of the points that stand out.
function drawSebar(layar, ruang, isi) {
  return [() => makeSebar(layar, ruang.clientWidth, ruang.clientHeight, isi)];
}

function niceAbove(nilai) {
  const pangkat = 10 ** Math.floor(Math.log10(nilai || 1));
  return [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].map((n) => n * pangkat).find((n) => n >= nilai * 0.999);
}

function makeSebar(layar, lebar, tinggi, isi) {
  const garis = isi.garis ?? [];
  const semua = [...isi.titik.map((t) => [t.x, t.y]), ...garis.flatMap(([, titik]) => titik)];
  const maksX = niceAbove(Math.max(1, ...semua.map(([x]) => x)));
  const maksY = niceAbove(Math.max(0.1, ...isi.titik.map((t) => t.y)) * 1.2);
  const huruf = px(HURUF);
  const kiri = Math.max(widthOf(format(maksY, 1)), widthOf("0")) + px(1.5);
  const kanan = Math.min(Math.max(0, ...garis.map(([nama]) => widthOf(nama, 700))) + px(1), lebar * 0.3);
  const bidang = { kiri, kanan: lebar - kanan - px(1), atas: huruf * BARIS + px(1), bawah: tinggi - huruf * BARIS - px(0.8) };
  const x = (nilai) => bidang.kiri + (nilai / maksX) * (bidang.kanan - bidang.kiri);
  const y = (nilai) => bidang.bawah - (nilai / maksY) * (bidang.bawah - bidang.atas);
  const svg = svgEl("svg", { width: lebar, height: tinggi, viewBox: `0 0 ${lebar} ${tinggi}`, "aria-hidden": "true" });
  svg.append(svgEl("path", { class: "sumbu", d: `M${bidang.kiri} ${bidang.atas}V${bidang.bawah}H${bidang.kanan}` }));
  const kotak = el("div", "sebar", svg);
  const label = garis.map(([nama, titik]) => drawBatas(svg, nama, titik, { x, y, maksY, bidang, kanan }));
  spreadLabels(label, bidang.bawah);
  for (const each of label) kotak.append(place(el("p", "ujung", each.nama), { x: bidang.kanan + px(1), y: each.atas, lebar: kanan }));
  for (const titik of isi.titik) svg.append(svgEl("circle", { class: `titik r-${titik.rupa || "utama"}`, cx: x(titik.x), cy: y(titik.y), r: px(1.25) }));
  kotak.append(...makeSumbu(isi, { maksX, maksY, bidang }), ...makeNama(isi.titik, { x, y, lebar: bidang.kanan }));
  return kotak;
}

function drawBatas(svg, nama, titik, { x, y, maksY, bidang, kanan }) {
  const tampak = titik.filter(([, nilai]) => nilai <= maksY);
  const d = tampak.map(([a, b], i) => `${i ? "L" : "M"}${x(a)} ${y(b)}`).join("");
  svg.append(svgEl("path", { class: "target", d }));
  return { nama, y: tampak.length ? y(tampak.at(-1)[1]) : bidang.atas, tinggi: linesOf(nama, kanan, 700) * px(HURUF * BARIS) };
}

function makeSumbu(isi, { maksX, maksY, bidang }) {
  const ujungX = format(maksX);
  const bawah = bidang.bawah + px(0.6);
  const kata = isi.sumbu_x;
  return [
    place(el("p", "sumbu-kata", isi.sumbu_y), { x: 0, y: 0 }),
    place(el("p", "sumbu-kata angka", format(maksY, 1)), { x: bidang.kiri - widthOf(format(maksY, 1)) - px(1), y: bidang.atas }),
    place(el("p", "sumbu-kata angka", "0"), { x: bidang.kiri - widthOf("0") - px(1), y: bidang.bawah - px(HURUF) }),
    place(el("p", "sumbu-kata", kata), { x: Math.max(bidang.kiri, (bidang.kiri + bidang.kanan - widthOf(kata)) / 2), y: bawah }),
    place(el("p", "sumbu-kata angka", ujungX), { x: bidang.kanan - widthOf(ujungX), y: bawah }),
  ];
}

// Names of at most three points that stand out, where nothing stands yet.
function makeNama(titik, { x, y, lebar }) {
  const terpakai = [];
  return titik.filter((t) => t.rupa).flatMap((t) => {
    const w = widthOf(`${t.nama} ${t.teks}`, 700);
    const kiri = clamp(x(t.x) + px(2), 0, lebar - w);
    const atas = Math.max(0, y(t.y) - px(HURUF * 1.5));
    const bertumpuk = terpakai.some((k) => kiri < k.kiri + k.w && k.kiri < kiri + w && Math.abs(k.atas - atas) < px(HURUF * BARIS));
    if (bertumpuk || terpakai.length === 3) return [];
    terpakai.push({ kiri, atas, w });
    return [place(el("p", "nama-titik", `${t.nama} `, el("b", "angka", t.teks)), { x: kiri, y: atas })];
  });
}
