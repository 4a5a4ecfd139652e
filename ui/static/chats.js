// The left of the chat page: conversations with addresses of their own, so that back, forward and
// reload work; what the next question may draw on; and the regions, where one is shown at a time.
// The server draws; this sends what is picked or typed.
(() => {
  "use strict";
  const PAUSE = 200; // milliseconds after the last letter of a search
  let typing = 0;
  let wanted = null; // the conversation that was picked, until the server shows it
  let picks = 0; // how often one was picked: requests may overtake each other
  let shown = null; // the conversation that lay open when the list was drawn last
  const scrolled = {}; // how far down each region was

  const shelf = () => document.querySelector("#shelf .chats");
  const limits = () => document.querySelector("#limits form");
  const here = () => new URLSearchParams(location.search).get("c") ?? "";
  const address = (id) => (id ? `${location.pathname}?c=${encodeURIComponent(id)}` : location.pathname);

  function tell(root, name, detail) {
    root?.dispatchEvent(new CustomEvent(`dateline:${name}`, { bubbles: true, detail }));
  }

  function made(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  }

  // regions
  function region(name) {
    const sheet = document.getElementById("sheet");
    if (!sheet) return;
    const before = sheet.dataset.region ?? "talk";
    if (before === name) return;
    scrolled[before] = window.scrollY;
    sheet.dataset.region = name;
    for (const button of document.querySelectorAll("#regions [data-region]"))
      button.setAttribute("aria-pressed", String(button.dataset.region === name));
    window.scrollTo(0, scrolled[name] ?? 0);
  }
  document.addEventListener("dateline:region", (event) => region(event.detail));

  // conversations
  function open(id) {
    wanted = id === shown ? null : id;
    delete scrolled.talk;
    region("talk");
    tell(shelf(), "open", { id, pick: ++picks });
  }

  function go(id) {
    if (id !== here()) history.pushState(null, "", address(id));
    open(id);
    if (!id) document.querySelector("#question textarea")?.focus();
  }

  window.addEventListener("popstate", () => { if (shelf()) open(here()); });

  function rename(button) {
    const item = button.closest("li");
    const field = made("input", { name: "title", maxlength: "120", "aria-label": "New name of this chat", dir: "auto" });
    const form = made("form", { class: "rename" }, field);
    const [link, menu] = [item.querySelector("[data-chat]"), item.querySelector("details")];
    field.value = button.dataset.rename;
    let over = false;
    const back = (next) => {
      if (over) return;
      over = true;
      form.remove(); // before the server draws over it
      link.hidden = menu.hidden = false;
      next?.focus();
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      back(link);
      tell(shelf(), "rename", { id: item.dataset.id, title: field.value });
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Escape") back(menu.querySelector("summary"));
    });
    field.addEventListener("blur", () => back());
    link.hidden = menu.hidden = true;
    item.prepend(form);
    field.select();
    field.focus();
  }

  function ask(button) {
    const item = button.closest("li");
    const line = button.parentElement;
    const no = made("button", { type: "button" }, "Keep it");
    const yes = made("button", { type: "button", class: "yes" }, "Delete");
    const sure = made("p", { class: "sure", role: "group", "aria-label": `Delete ${button.dataset.delete}?` },
      made("span", {}, "Delete for good? "), no, " ", yes);
    const back = () => {
      sure.replaceWith(line);
      line.querySelector("[data-delete]").focus();
    };
    no.addEventListener("click", back);
    sure.addEventListener("keydown", (event) => { if (event.key === "Escape") back(); });
    yes.addEventListener("click", () => {
      back();
      document.querySelector("#finder .new").focus();
      tell(shelf(), "remove", { id: item.dataset.id });
    });
    line.replaceWith(sure);
    no.focus();
  }

  document.addEventListener("click", (event) => {
    const at = (selector) => event.target.closest?.(selector);
    const plain = !event.button && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    const link = at("#chats a[data-chat]");
    if (link && plain) {
      event.preventDefault();
      go(link.dataset.chat);
    } else if (at("#shelf [data-rename]")) rename(at("[data-rename]"));
    else if (at("#shelf [data-delete]")) ask(at("[data-delete]"));
    else if (at("#shelf [data-more]")) tell(shelf(), "more", {});
    else if (at("#regions [data-region]")) region(at("[data-region]").dataset.region);
    else if (at("[data-unlimited]")) {
      limits()?.reset();
      narrow();
      document.querySelector("#question textarea")?.focus();
    } else if (at("[data-ask]")) tell(at("[data-ask]"), "ask", { question: at("[data-ask]").dataset.ask });
  });

  document.addEventListener("input", (event) => {
    if (!event.target.closest?.("#finder")) return;
    clearTimeout(typing);
    const words = event.target.value;
    typing = setTimeout(() => tell(shelf(), "find", { words }), PAUSE);
  });

  document.addEventListener("submit", (event) => {
    if (event.target.matches?.(".finder, .limits")) event.preventDefault();
  });

  // what the next question may draw on
  function narrow() {
    const form = limits();
    if (!form) return;
    form.querySelector(".custom").hidden = form.elements.days.value !== "custom";
    tell(form, "narrow", { picked: Object.fromEntries(new FormData(form)) });
  }

  document.addEventListener("change", (event) => { if (event.target.closest?.(".limits")) narrow(); });

  // the list was drawn anew: the address follows the conversation that lies open
  new MutationObserver(() => {
    const list = shelf();
    if (!list) return;
    const status = document.querySelector("#finder [role=status]");
    const found = list.dataset.found ?? "";
    if (status && status.textContent !== found) status.textContent = found;
    const id = list.dataset.open;
    if (id === undefined || id === shown) return;
    shown = id;
    if (wanted !== null) {
      if (id === wanted) wanted = null;
      return;
    }
    if (id !== here()) history.pushState(null, "", address(id));
  }).observe(document.documentElement, {
    childList: true, subtree: true, attributes: true, attributeFilter: ["data-open", "data-found", "data-id"],
  });
})();
