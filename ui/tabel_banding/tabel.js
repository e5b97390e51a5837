// The heat table comes as finished, escaped HTML; here a heading is pressed and the server sorts. Where one was reading stays in sight.
const tampil = new WeakMap(); // the component's root -> the HTML it shows

export default function ({ data, parentElement, setTriggerValue }) {
  const akar = parentElement.querySelector(".banding");
  if (tampil.get(akar) !== data.html) show(akar, data.html);
  akar.onclick = (peristiwa) => {
    const tombol = peristiwa.target.closest("button[data-urut]");
    if (tombol) setTriggerValue("urut", { ke: tombol.dataset.urut });
  };
}

function show(akar, html) {
  const fokus = akar.getRootNode().activeElement?.dataset?.kolom;
  const kiri = akar.querySelector(".wadah")?.scrollLeft ?? 0;
  akar.innerHTML = html;
  tampil.set(akar, html);
  akar.querySelector(".wadah").scrollLeft = kiri;
  if (fokus) akar.querySelector(`button[data-kolom="${CSS.escape(fokus)}"]`)?.focus({ preventScroll: true });
}
