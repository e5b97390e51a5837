// The heat table comes as finished, escaped HTML in its standard order. It is sorted here, at once, by the number in `data-n` of each cell; the
// server is told once that stands, so that link, sentence and files follow. The order it sends counts when it is not our own: another `versi`.
const layar = { akar: null, html: null, urut: null, versi: null, tell: null };

function showTabel({ data, parentElement, setTriggerValue }) {
  const akar = parentElement.querySelector(".banding");
  layar.tell = (urut) => setTriggerValue("urut", { ke: urut });
  if (layar.akar !== akar) openAkar(akar);
  if (layar.html === data.html) return;
  layar.html = data.html;
  if (layar.urut !== null) drawTabel(); // else its order is still on the way
}

function showUrut({ urut, versi }) {
  if (layar.versi === versi) return;
  const belum = layar.urut === null;
  Object.assign(layar, { urut, versi });
  if (layar.html === null) return;
  if (belum) drawTabel();
  else sortTabel();
}

function openAkar(akar) {
  const akarBayangan = akar.getRootNode();
  akarBayangan.adoptedStyleSheets = [...akarBayangan.adoptedStyleSheets, LEMBAR_GAYA];
  Object.assign(layar, { akar, html: null });
  akar.addEventListener("click", onClick);
  akar.addEventListener("keydown", onKey);
  akar.addEventListener("focusin", (peristiwa) => showRinci(peristiwa.target.closest("td")));
}

// Where one was reading from left to right stays in sight, and a heading that has the focus keeps it.
function drawTabel() {
  const { akar } = layar;
  const fokus = akar.getRootNode().activeElement?.dataset?.kolom;
  const kiri = akar.querySelector(".wadah")?.scrollLeft ?? 0;
  akar.innerHTML = layar.html;
  layar.tabel = akar.querySelector("table");
  layar.baris = [...layar.tabel.tBodies[0].rows].slice(1); // the first is the whole, and stays
  for (const td of layar.tabel.querySelectorAll("td")) td.tabIndex = -1;
  layar.tabel.querySelector("td").tabIndex = 0;
  sortTabel();
  akar.querySelector(".wadah").scrollLeft = kiri;
  if (fokus) akar.querySelector(`button[data-kolom="${CSS.escape(fokus)}"]`)?.focus({ preventScroll: true });
}

// ---- the order

function sortTabel() {
  const { tabel, urut } = layar;
  const fokus = layar.akar.getRootNode().activeElement;
  const kepala = [...tabel.tHead.rows[0].cells];
  kepala.forEach((th) => showArah(th, urut));
  tabel.tBodies[0].append(...listBaris(kepala.findIndex((th) => kolomOf(th) === urut.replace("-", "")), urut.startsWith("-") ? -1 : 1));
  layar.akar.querySelector(".wadah").scrollTop = 0;
  if (tabel.contains(fokus)) fokus.focus({ preventScroll: true });
}

// What has no number comes last whichever way one sorts, equals in the order of their names.
function listBaris(kolom, arah) {
  if (kolom < 0) return layar.baris;
  const kunci = layar.baris.map((tr) => ({ tr, n: numberOf(tr.cells[kolom]), nama: numberOf(tr.cells[0]) }));
  kunci.sort((a, b) => (a.n === null || b.n === null ? (a.n === null) - (b.n === null) : arah * (a.n - b.n)) || a.nama - b.nama);
  return kunci.map(({ tr }) => tr);
}

function showArah(th, urut) {
  const arah = kolomOf(th) !== urut.replace("-", "") ? null : urut.startsWith("-") ? "descending" : "ascending";
  if (arah) th.setAttribute("aria-sort", arah);
  else th.removeAttribute("aria-sort");
  const panah = th.querySelector("button i");
  if (panah) panah.textContent = { ascending: "▲", descending: "▼" }[arah] ?? "";
}

const kolomOf = (th) => th.querySelector("button")?.dataset.kolom; // a heading that is no button cannot be sorted by
const numberOf = (sel) => (sel.dataset.n === undefined ? null : Number(sel.dataset.n));

function onClick(peristiwa) {
  const tombol = peristiwa.target.closest("button[data-awal]");
  if (!tombol) return peristiwa.target.closest("td")?.focus({ preventScroll: true });
  const { awal } = tombol.dataset;
  const arah = [awal, awal.startsWith("-") ? awal.slice(1) : `-${awal}`, ""]; // one way, the other, not at all
  layar.urut = arah[(arah.indexOf(layar.urut) + 1) % arah.length];
  sortTabel();
  const { urut, tell } = layar;
  requestAnimationFrame(() => setTimeout(() => tell(urut)));
}

// ---- one cell in words, for keys and fingers

function showRinci(td) {
  if (!td) return;
  for (const lain of layar.tabel.querySelectorAll('td[tabindex="0"]')) lain.tabIndex = -1;
  td.tabIndex = 0;
  const nama = td.parentElement.cells[0].firstChild.textContent;
  const judul = layar.tabel.tHead.rows[0].cells[td.cellIndex].querySelector("button, .judul").firstChild.textContent;
  const kata = document.createElement("b");
  kata.textContent = `${nama}, ${judul}: ${td.firstElementChild.textContent}`;
  layar.akar.querySelector(".rinci").replaceChildren(kata, td.title ? ` · ${td.title}` : "");
}

function onKey(peristiwa) {
  const td = peristiwa.target.closest("td");
  if (!td) return;
  const { cells, previousElementSibling: atas, nextElementSibling: bawah } = td.parentElement;
  const ke = {
    ArrowLeft: td.previousElementSibling, ArrowRight: td.nextElementSibling, ArrowUp: atas?.cells[td.cellIndex], ArrowDown: bawah?.cells[td.cellIndex],
    Home: cells[1], End: cells[cells.length - 1],
  }[peristiwa.key];
  if (ke?.tagName !== "TD") return;
  peristiwa.preventDefault();
  peristiwa.stopPropagation(); // the page's own shortcuts stay out of the table
  ke.focus();
}
