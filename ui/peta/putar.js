// The periods as a slider that can play by itself.
const JEDA_PUTAR = 1200; // ms a period stands before the next one comes
const SKALA_TERBANYAK = 7; // periods named below the slider; of more only the ends
const JEDA_PILIH = 350; // ms of rest on the slider before the page is told

function openPutar(akar) {
  return { akar, tombol: akar.querySelector("button"), geser: akar.querySelector("input"), nama: akar.querySelector("output"), skala: akar.querySelector("ol"), berjalan: false };
}

function connectPutar(kerja) {
  const { putar } = kerja;
  putar.tombol.addEventListener("click", () => (putar.berjalan ? stopPutar(kerja) : startPutar(kerja)));
  putar.geser.addEventListener("input", () => {
    stopPutar(kerja);
    goTo(kerja, kerja.data.urut_periode[putar.geser.valueAsNumber], JEDA_PILIH);
  });
}

function showPutar(kerja) {
  const { putar, data } = kerja;
  putar.akar.hidden = !data.urut_periode;
  if (putar.akar.hidden) return;
  const tampil = data.urut_periode.length <= SKALA_TERBANYAK ? data.urut_periode : [data.urut_periode[0], data.urut_periode.at(-1)];
  putar.skala.replaceChildren(...tampil.map((p) => el("li", {}, p === "semua" ? "Semua" : data.nama_periode[p].replace("Tahun ", ""))));
  putar.geser.max = data.urut_periode.length - 1;
  putar.geser.value = data.urut_periode.indexOf(kerja.periode);
  const nama = data.nama_periode[kerja.periode];
  putar.geser.setAttribute("aria-valuetext", nama);
  putar.nama.textContent = nama;
  if (putar.menunggu === kerja.periode && putar.berjalan) planNext(kerja); // what the server was asked for is here
}

// Shows a period if its values are here, and tells the server after a rest; else the server is asked at once.
function goTo(kerja, periode, jeda) {
  const { putar } = kerja;
  clearTimeout(putar.kabar);
  const ada = hasPeriode(kerja, periode);
  if (ada) showPeriode(kerja, periode);
  putar.menunggu = ada ? null : periode;
  if (jeda !== null || !ada) putar.kabar = setTimeout(() => kerja.send("periode", periode), ada ? jeda : 0);
}

function startPutar(kerja) {
  const { putar, data } = kerja;
  setBerjalan(kerja, true);
  if (kerja.periode === data.urut_periode.at(-1)) goTo(kerja, data.urut_periode.find((p) => p !== "semua"), null);
  planNext(kerja);
}

function planNext(kerja) {
  clearTimeout(kerja.putar.jam);
  kerja.putar.jam = setTimeout(() => {
    const urut = kerja.data.urut_periode;
    const berikut = urut[urut.indexOf(kerja.periode) + 1];
    if (berikut === undefined || !kerja.akar.isConnected) return stopPutar(kerja);
    goTo(kerja, berikut, null);
    if (kerja.putar.menunggu) return; // goes on when the values have come
    if (berikut === urut.at(-1)) stopPutar(kerja);
    else planNext(kerja);
  }, JEDA_PUTAR);
}

function stopPutar(kerja) {
  const { putar } = kerja;
  clearTimeout(putar.jam);
  if (!putar.berjalan) return;
  setBerjalan(kerja, false);
  if (kerja.periode !== kerja.data.periode) goTo(kerja, kerja.periode, 0); // where it stopped is what the page now shows
}

function setBerjalan(kerja, berjalan) {
  const { putar } = kerja;
  putar.berjalan = berjalan;
  putar.tombol.setAttribute("aria-pressed", String(berjalan));
  putar.tombol.querySelector("span").textContent = berjalan ? "❚❚" : "▶";
  putar.tombol.querySelector("b").textContent = berjalan ? "Jeda" : "Putar";
}
