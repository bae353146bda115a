// Keeps the page fresh: what is marked data-live is replaced when the server shows something else, unless somebody is
// typing in it. Letters that somebody opened or closed stay so.
const touched = new Map();

document.addEventListener("click", (event) => {
  const letter = event.target.closest("summary")?.parentElement;
  if (letter) touched.set(letter.id, !letter.open);
});

function isBusy(section) {
  return section.contains(document.activeElement) && document.activeElement.matches("input, select");
}

async function refresh() {
  if (document.hidden) return;
  const response = await fetch(location.pathname);
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const section of document.querySelectorAll("[data-live]")) {
    const next = fresh.getElementById(section.id);
    if (!next || isBusy(section) || section.shown === next.innerHTML) continue;
    section.shown = next.innerHTML;
    section.replaceChildren(...next.childNodes);
    for (const letter of section.querySelectorAll("details")) {
      if (touched.has(letter.id)) letter.open = touched.get(letter.id);
    }
  }
}

for (const section of document.querySelectorAll("[data-live]")) section.shown = section.innerHTML;
setInterval(() => refresh().catch(() => {}), 1500);
