// The page Evaluate: hands to the server what a reader does, opens runs without leaving the page,
// and fetches what became of a question once it is opened. Links work without it.
(() => {
  "use strict";
  const LARGEST = 4_000_000; // bytes of a file
  const tell = (from, what, told = {}) =>
    from.dispatchEvent(new CustomEvent("evaluate", { bubbles: true, detail: { what, told } }));
  const filled = (form) => ({
    gold: form.elements.gold?.value ?? "",
    answers: form.elements.answers?.value ?? "",
    limit: form.elements.limit?.value ?? "",
  });
  let wanted = null; // what is to be focused once it is there

  function show(address, push) {
    const results = document.querySelector("#evaluate-results .results");
    if (!results) return;
    if (push) history.pushState(null, "", address);
    wanted = "run-title";
    results.setAttribute("aria-busy", "true");
    setTimeout(() => results.removeAttribute("aria-busy"), 2000); // the same again changes nothing
    tell(results, "show", { query: address.search });
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches?.("form[data-run]")) {
      event.preventDefault();
      if (document.querySelector("#evaluate-job [data-running]")) return;
      if (location.search) history.pushState(null, "", location.pathname);
      tell(form, "run", filled(form));
    } else if (form.matches?.("form[data-compare]")) {
      event.preventDefault();
      const asked = new URLSearchParams(new FormData(form));
      show(new URL(`${location.pathname}?${asked}`, location.href), true);
    }
  });

  document.addEventListener("click", (event) => {
    const on = event.target.closest?.("[data-stop], [data-forget], a[data-show]");
    if (!on) return;
    if (on.matches("[data-stop]")) tell(on, "stop");
    else if (on.matches("[data-forget]")) {
      tell(on, "forget", { ...filled(on.closest("form")), key: on.dataset.forget });
    } else if (!(event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)) {
      event.preventDefault();
      show(new URL(on.href), true);
    }
  });

  window.addEventListener("popstate", () => {
    if (document.querySelector("#evaluate-results")) show(new URL(location.href), false);
  });

  // a file that is chosen or dropped
  async function bring(form, file) {
    if (!file) return;
    const text = file.size > LARGEST ? "x".repeat(LARGEST + 1) : await file.text();
    tell(form, "bring", { ...filled(form), name: file.name, text });
  }
  document.addEventListener("change", (event) => {
    if (!event.target.matches?.("input[data-bring]")) return;
    const [file] = event.target.files;
    bring(event.target.form, file);
    event.target.value = ""; // so that the same file, corrected, can be chosen again
  });
  for (const name of ["dragenter", "dragover", "dragleave", "drop"]) {
    document.addEventListener(name, (event) => {
      const place = event.target.closest?.("form[data-run]");
      if (!place || !event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      place.querySelector(".drop").toggleAttribute("data-over", name.startsWith("drag") && name !== "dragleave");
      if (name === "drop") bring(place, event.dataTransfer.files[0]);
    });
  }

  // what became of a question
  async function became(details) {
    const link = details.querySelector(":scope > .became > a[data-evidence]");
    if (!link || link.dataset.asked) return;
    link.dataset.asked = "true";
    try {
      const answer = await fetch(link.href);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const article = page.querySelector("article.became");
      if (!article) throw new Error("nothing there");
      const shown = document.importNode(article, true);
      shown.querySelector("h1")?.remove(); // it stands above already
      for (const heading of shown.querySelectorAll("h2")) {
        const lower = document.createElement("h5");
        lower.append(...heading.childNodes);
        heading.replaceWith(lower);
      }
      link.after(shown);
      link.hidden = true;
    } catch {
      delete link.dataset.asked;
      link.textContent = "This could not be fetched. Open it as a page";
    }
  }
  document.addEventListener("toggle", (event) => {
    if (event.target.matches?.("#wrong details[data-kind]") && event.target.open) became(event.target);
  }, true);

  // a list of questions that is narrowed
  function narrow(tools) {
    const kind = tools.querySelector("[data-narrow=kind]").value;
    const words = tools.querySelector("[data-narrow=words]").value.trim().toLowerCase();
    const all = [...tools.nextElementSibling.querySelectorAll(":scope > details")];
    let shown = 0;
    for (const one of all) {
      const summary = one.querySelector("summary").textContent.toLowerCase();
      one.hidden = (kind && one.dataset.kind !== kind) || !summary.includes(words);
      if (!one.hidden) shown += 1;
    }
    tools.querySelector("[data-told]").textContent = kind || words ? `${shown} of ${all.length}` : "";
  }
  document.addEventListener("input", (event) => {
    const tools = event.target.closest?.("#wrong .tools");
    if (tools) narrow(tools);
  });

  // after the server's answer: an opened run is shown from its beginning, with every question closed
  let open = null;
  new MutationObserver(() => {
    const results = document.querySelector("#evaluate-results .results");
    if (!results) return;
    if (open === null && location.search) show(new URL(location.href), false);
    for (const tools of results.querySelectorAll(".tools[hidden]")) tools.hidden = false;
    const now = results.dataset.open ?? "";
    if (now !== open || wanted) {
      const title = wanted && results.getAttribute("aria-busy") !== "true" && document.getElementById(wanted);
      if (now !== open) {
        for (const one of results.querySelectorAll("details[open]")) one.open = false;
      }
      open = now;
      if (title) {
        wanted = null;
        title.focus({ preventScroll: true });
        title.scrollIntoView({ block: "start", behavior: "auto" });
      }
    }
    const run = document.querySelector("form[data-run] .run");
    run?.setAttribute("aria-disabled", String(!!document.querySelector("#evaluate-job [data-running]")));
  }).observe(document.documentElement, {
    attributeFilter: ["aria-busy", "data-open", "data-running"],
    attributes: true,
    childList: true,
    subtree: true,
  });
})();
