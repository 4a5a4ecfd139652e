// The page Articles: every view has an address of its own, so back, forward and reload work. The
// server draws; this sends what is picked or typed, keeps the focus, and asks before a removal.
(() => {
  "use strict";
  const PAUSE = 180; // milliseconds after the last letter
  const PATIENCE = 10_000; // milliseconds until an answer counts as late
  let typing = 0;
  let late = 0;
  let waiting = false; // for the server to draw
  let last = null; // view that was drawn
  let key = ""; // of what has the focus and should have it in the next view
  let withdraw = null;

  const sheet = () => document.querySelector("#articles .sheet");
  const form = () => document.querySelector("#articles-form form");
  const here = () => location.pathname.replace(/\/+$/, "").endsWith("/articles");

  function tell(words, { loud = false } = {}) {
    const line = form()?.querySelector("[role=status]");
    if (!line) return;
    line.textContent = words;
    line.classList.toggle("unseen", !loud);
  }

  function send(name, detail) {
    const shown = sheet();
    if (!shown) return;
    waiting = true;
    shown.setAttribute("aria-busy", "true");
    clearTimeout(late);
    const words = "The server has not answered yet. Reload the page to try again.";
    late = setTimeout(() => tell(words, { loud: true }), PATIENCE);
    shown.dispatchEvent(new CustomEvent(`articles:${name}`, { bubbles: true, detail }));
  }

  function turn(search, { replace = false } = {}) {
    clearTimeout(typing);
    const address = location.pathname + search;
    if (search !== location.search) history[replace ? "replaceState" : "pushState"](null, "", address);
    send("turn", { query: search });
  }

  // the form says what the address says
  function fill() {
    const fields = form()?.elements;
    if (!fields) return;
    const said = new URLSearchParams(location.search);
    for (const name of ["q", "outlet", "from", "to"]) {
      const value = said.get(name) ?? "";
      if (name === "outlet" && value && ![...fields.outlet.options].some((one) => one.value === value))
        fields.outlet.add(new Option(value, value));
      if (fields[name].value !== value) fields[name].value = value;
    }
    for (const name of ["undated", "gone"]) fields[name].checked = said.get(name) === "1";
  }

  // the address says what the form says; view and order stay
  function said() {
    const query = new URLSearchParams(location.search);
    for (const name of ["page", "story"]) query.delete(name);
    const given = new FormData(form());
    for (const name of ["q", "outlet", "from", "to", "undated", "gone"]) {
      const value = (given.get(name) ?? "").trim();
      if (value) query.set(name, value);
      else query.delete(name);
    }
    const written = query.toString();
    return written ? `?${written}` : "";
  }

  function plain(event) {
    return !event.button && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  }

  document.addEventListener("click", (event) => {
    if (!here() || !plain(event)) return;
    const at = (selector) => event.target.closest?.(selector);
    const link = at("#articles a[data-go], #articles-form a[data-clear]");
    const bar = at("#articles [data-href]");
    const button = at("#articles button[data-remove]");
    if (link || bar) {
      event.preventDefault();
      key = link?.dataset.key ?? "summary";
      turn(link ? link.search : new URL(bar.dataset.href, location.href).search);
      fill();
    } else if (button) ask(button);
    else if (at("#articles-form .more")) {
      const more = at("#articles-form .more");
      more.setAttribute("aria-expanded", String(more.getAttribute("aria-expanded") !== "true"));
    }
  });

  document.addEventListener("submit", (event) => {
    if (event.target !== form()) return;
    event.preventDefault();
    turn(said());
  });

  document.addEventListener("input", (event) => {
    if (event.target.form !== form() || event.target.name !== "q") return;
    clearTimeout(typing);
    const fresh = !new URLSearchParams(location.search).get("q");
    typing = setTimeout(() => turn(said(), { replace: !fresh }), PAUSE);
  });

  document.addEventListener("change", (event) => {
    if (form() && event.target.form === form() && event.target.name !== "q") turn(said());
  });

  window.addEventListener("popstate", () => {
    if (!here()) return;
    fill();
    send("turn", { query: location.search });
  });

  // the question before a removal
  function ask(button) {
    withdraw ??= makeWithdraw();
    withdraw.named.textContent = button.dataset.headline;
    withdraw.id = button.dataset.remove;
    withdraw.opener = button;
    withdraw.dialog.showModal();
    withdraw.no.focus();
  }

  function makeWithdraw() {
    const made = (name, words, kind) => {
      const element = document.createElement(name);
      if (words) element.textContent = words;
      if (kind) element.className = kind;
      return element;
    };
    const dialog = made("dialog");
    const title = made("h2", "Remove this article?");
    const named = made("p", "", "named");
    const why = made(
      "p",
      "No new answer will draw on it. Its text is kept, so that what quoted it can still be checked; bringing its page or file in again puts it back.",
    );
    const acts = made("div", "", "acts");
    const no = made("button", "Keep it");
    const yes = made("button", "Remove", "yes");
    dialog.id = "withdraw";
    title.id = "withdraw-title";
    dialog.setAttribute("aria-labelledby", title.id);
    named.dir = "auto";
    acts.append(no, yes);
    dialog.append(title, named, why, acts);
    document.body.append(dialog);
    const parts = { dialog, named, no, id: "", opener: null };
    no.addEventListener("click", () => dialog.close());
    yes.addEventListener("click", () => {
      dialog.close("yes");
      key = "summary";
      send("take_out", { id: parts.id, query: location.search });
    });
    dialog.addEventListener("close", () => {
      if (dialog.returnValue !== "yes") parts.opener?.focus();
      dialog.returnValue = "";
    });
    return parts;
  }

  // a new view was drawn: Gradio changes what differs, so the mark that it is awaited goes
  function drawn(view) {
    waiting = false;
    last = view.dataset.query;
    clearTimeout(late);
    const lines = view.querySelectorAll(".happened, .broken, .summary, .nothing h3");
    tell([...lines].map((one) => one.textContent).join(". "));
    if (!key) return;
    const leafed = /^(page-|previous|next)/.test(key);
    const next = leafed ? null : view.querySelector(`[data-key="${CSS.escape(key)}"]`);
    key = "";
    if (leafed) view.scrollIntoView({ block: "start", behavior: "auto" });
    (next ?? view.querySelector("[data-key=summary]"))?.focus({ preventScroll: true });
  }

  new MutationObserver(() => {
    const view = sheet();
    if (!view || view.hasAttribute("aria-busy")) return;
    if (waiting || (last !== null && view.dataset.query !== last)) drawn(view);
    last = view.dataset.query;
  }).observe(document.documentElement, {
    childList: true, subtree: true, attributes: true, attributeFilter: ["aria-busy", "data-query"],
  });
})();
