// Shapes of regions from their static files, shared by the maps of the pages and of a briefing.
const geometriByUrl = new Map(); // url -> promise; a level that was seen before is drawn at once

function fetchGeometri(url) {
  if (!geometriByUrl.has(url)) {
    const janji = fetch(url).then((jawaban) => {
      if (!jawaban.ok) throw new Error(`${url}: ${jawaban.status}`);
      return jawaban.json();
    });
    janji.catch(() => geometriByUrl.delete(url)); // so that it can be tried again
    geometriByUrl.set(url, janji);
  }
  return geometriByUrl.get(url);
}
