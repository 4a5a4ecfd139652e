// Opens quoted articles in a reader on the page, and keeps a new question in sight. Everything
// works without it: each link it takes over is a page of its own.
(() => {
  "use strict";
  let reader = null;
  let opener = null;

  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  function makeReader() {
    const whole = element("a", { target: "_blank" }, "Open as a page");
    const close = element("button", { type: "button" }, "Close");
    const leaf = element("div", { class: "leaf", tabindex: "0" });
    const bar = element("div", { class: "bar" }, whole, close);
    const dialog = element("dialog", { id: "reader", "aria-label": "Article" }, bar, leaf);
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close(); // outside of it
    });
    dialog.addEventListener("close", () => {
      leaf.replaceChildren();
      if (opener && opener.isConnected) opener.focus({ preventScroll: true });
    });
    document.body.append(dialog);
    return { dialog, leaf, whole };
  }

  async function read(link) {
    const address = new URL(link.href);
    const answer = await fetch(address.pathname + address.search);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const article = page.querySelector("article");
    if (!article) throw new Error("no article there");
    reader ??= makeReader();
    if (!reader.dialog.open) opener = link; // else it is in what the reader shows
    reader.whole.href = link.href;
    reader.leaf.replaceChildren(document.importNode(article, true));
    if (!reader.dialog.open) reader.dialog.showModal();
    reader.leaf.focus({ preventScroll: true });
    const quote = reader.leaf.querySelector("mark");
    if (quote) quote.scrollIntoView({ block: "center" });
    else reader.leaf.scrollTop = 0;
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-read]");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    read(link).catch(() => window.open(link.href, "_blank", "noopener"));
  });

  function showLast() {
    const turns = document.querySelectorAll("#past .turn");
    const [turn, next] = [turns[turns.length - 1], document.querySelector("#past .next")];
    const height = (turn?.offsetHeight ?? 0) + (next?.offsetHeight ?? 0);
    if (next && height < window.innerHeight - 120) next.scrollIntoView({ block: "nearest", behavior: "auto" });
    else turn?.scrollIntoView({ block: "nearest", behavior: "auto" });
  }

  let live = null;
  new MutationObserver(() => {
    const turn = document.querySelector("#live .turn");
    if (turn && !live) turn.scrollIntoView({ block: "start", behavior: "auto" });
    if (!turn && live) setTimeout(showLast, 60); // the answer takes its place a moment later
    live = turn;
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
