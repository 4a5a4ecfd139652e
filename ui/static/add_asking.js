// What the scripts of the page Add share: making elements, asking the server, telling a reader.
export const AWAY = "the server cannot be reached. Try again in a moment.";

export const $ = (selector) => document.querySelector(selector);

export function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

// Let the page look at once what there is to see
export function look() {
  document.dispatchEvent(new Event("dateline:added"));
}

export async function call(method, path, body) {
  const headers = body === undefined ? {} : { "Content-Type": "application/json" };
  const request = { method, headers, body: body === undefined ? undefined : JSON.stringify(body) };
  const answer = await fetch(path, request).catch(() => {
    throw new Error(AWAY);
  });
  const said = await answer.json().catch(() => ({ error: `the server answered ${answer.status}.` }));
  if (!answer.ok) throw new Error(said.error || `the server answered ${answer.status}.`);
  return said;
}

export function tell(place, words, broken = false) {
  if (!place) return;
  place.classList.toggle("broken", broken);
  place.textContent = words;
}
