// A screen that nobody holds: after so many seconds the next page or slide, round and round, with a bar and seconds that tell how long.
const DETAK = 250; // ms
const HALAMAN_KIOS = 4; // of one slide, at most, that a kiosk goes through

function startKios(layar) {
  stopKios(layar);
  if (!layar.data.kios) return;
  layar.kios = { mulai: Date.now(), jeda: false, sisa: 0 };
  layar.detak = setInterval(() => tickKios(layar), DETAK);
}

function stopKios(layar) {
  clearInterval(layar.detak);
  layar.waktu.style.width = "0";
}

function restartKios(layar) {
  if (!layar.kios) return;
  layar.kios.mulai = Date.now();
  layar.kios.sisa = 0;
  tickKios(layar);
}

function pauseKios(layar) {
  const { kios } = layar;
  kios.jeda = !kios.jeda;
  if (kios.jeda) kios.sisa = Date.now() - kios.mulai;
  else kios.mulai = Date.now() - kios.sisa;
  tickKios(layar);
}

function tickKios(layar) {
  const { kios, data } = layar;
  const lewat = kios.jeda ? kios.sisa : Date.now() - kios.mulai;
  const penuh = data.kios * 1000;
  if (lewat >= penuh && !isBusy(layar)) return advanceKios(layar);
  const sisa = Math.max(0, Math.ceil((penuh - lewat) / 1000));
  layar.waktu.style.width = `${Math.min(100, (lewat / penuh) * 100)}%`;
  const detik = layar.kini?.node.querySelector(".detik");
  if (detik) detik.textContent = kios.jeda ? `jeda, ${sisa} dtk` : `${sisa} dtk`;
}

function advanceKios(layar) {
  const { kini } = layar;
  const batas = Math.min(kini.pages.length, HALAMAN_KIOS) - 1;
  if (kini.halaman < batas) {
    turnPage(layar, 1);
    restartKios(layar);
    return;
  }
  goTo(layar, (kini.nomor + 1) % layar.data.slide.length);
}
