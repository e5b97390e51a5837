// News of the room: asks once a second whether anything was noted, shows what others decided, and has the lists on the page drawn again.
(() => {
  const JEDA = 1000; // ms between two questions
  const LAMA = 12000; // ms that a decision stays on screen
  let nomor; // of the last event this page knows
  let kini; // what the page said last: edition, session, link

  const readKini = () => {
    const tanda = document.querySelector("[data-kabar]");
    if (!tanda) return undefined;
    const baca = JSON.parse(tanda.dataset.kabar);
    if (nomor === undefined || baca.edisi !== kini?.edisi) nomor = baca.nomor;
    return baca;
  };

  const findPapan = () => {
    let papan = document.getElementById("p4-kabar");
    if (!papan) {
      papan = document.createElement("div");
      papan.id = "p4-kabar";
      papan.className = "p4";
      papan.setAttribute("role", "status");
      papan.setAttribute("aria-label", "Keputusan yang baru dicatat");
      document.body.append(papan);
    }
    return papan;
  };

  const tell = ({ id, teks, rincian }) => {
    const kabar = document.createElement("div");
    const tautan = document.createElement("a");
    tautan.href = `${kini.tautan}&butir=${encodeURIComponent(id)}`;
    tautan.textContent = teks;
    const tutup = document.createElement("button");
    tutup.type = "button";
    tutup.setAttribute("aria-label", "Tutup kabar ini");
    tutup.textContent = "×";
    tutup.onclick = () => kabar.remove();
    const redup = document.createElement("span");
    redup.textContent = rincian;
    kabar.append("Baru dicatat: ", tautan, redup, tutup);
    findPapan().append(kabar);
    setTimeout(() => kabar.remove(), LAMA);
  };

  const ask = async () => {
    kini = readKini();
    if (!kini || document.visibilityState === "hidden") return;
    const pertanyaan = new URLSearchParams({ edisi: kini.edisi, sejak: nomor, sesi: kini.sesi });
    const jawab = await fetch(`${window.__streamlit.BACKEND_BASE_URL}_kabar?${pertanyaan}`);
    if (!jawab.ok) return;
    const isi = await jawab.json();
    if (isi.nomor === null || isi.nomor <= nomor) return;
    nomor = isi.nomor;
    isi.baru.forEach(tell);
    document.querySelectorAll('[class*="st-key-segar-"] button').forEach((tombol) => tombol.click());
  };

  const loop = () => ask().catch(() => undefined).finally(() => setTimeout(loop, JEDA)); // a server that is away is told by the page itself
  loop();
})();
