// The form of the page Add: files are looked at and sent up one by one, then the job is asked for.
import { $, AWAY, call, element, look, tell } from "./add_asking.js";
import "./add_acts.js";

const RAW = "application/octet-stream";
let chosen = []; // {file, refused, token}
let busy = false;

// Sizes and endings are the server's, written into the field

function size(bytes) {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 1e6) return `${Math.round(bytes / 1e3)} kB`;
  return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
}

function refusal(file) {
  const { endings, streamed, most, large } = $("#add-files").dataset;
  const name = file.name.toLowerCase();
  const known = endings.split(" ");
  if (!known.some((ending) => name.endsWith(ending))) {
    return "Files of this kind are not read. Save it as PDF, HTML or text.";
  }
  if (!file.size) return "This file is empty.";
  const bound = Number(streamed.split(" ").some((ending) => name.endsWith(ending)) ? large : most);
  if (file.size > bound) return `This file is larger than ${size(bound)}. Split it.`;
  return "";
}

function choose(files) {
  for (const file of files) {
    const same = (one) => one.file.name === file.name && one.file.size === file.size &&
      one.file.lastModified === file.lastModified;
    if (!chosen.some(same)) chosen.push({ file, refused: refusal(file), token: "" });
  }
  draw();
  const refused = chosen.filter((one) => one.refused).length;
  const count = chosen.length === 1 ? "1 file chosen" : `${chosen.length} files chosen`;
  tell($("#add-form .said"), refused ? `${count}, ${refused} of them cannot be read.` : `${count}.`);
}

function draw() {
  const rows = chosen.map((one, number) => {
    const name = element("bdi", { class: "name" }, one.file.name);
    const remove = element("button", { type: "button", "aria-label": `Remove ${one.file.name}` }, "Remove");
    remove.addEventListener("click", () => {
      chosen.splice(number, 1);
      draw();
      const next = document.querySelectorAll("#add-chosen button");
      (next[Math.min(number, next.length - 1)] || $("#add-files")).focus();
    });
    const row = element("li", {}, name, element("span", { class: "size" }, size(one.file.size)), remove);
    if (one.refused) row.append(element("span", { class: "refused" }, one.refused));
    one.row = row;
    return row;
  });
  $("#add-chosen").replaceChildren(...rows);
}

function sendUp(one) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest(); // fetch cannot tell how much was sent
    const bar = element("progress", { max: "100", value: "0", "aria-label": `Sending ${one.file.name}` });
    one.row.append(bar);
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) bar.value = (100 * event.loaded) / event.total;
    });
    request.addEventListener("error", () => reject(new Error(AWAY)));
    request.addEventListener("load", () => {
      bar.remove();
      let said = {};
      try {
        said = JSON.parse(request.responseText);
      } catch {
        // told below
      }
      if (request.status === 200) resolve(said.file);
      else reject(new Error(said.error || `the server answered ${request.status}.`));
    });
    request.open("POST", `/api/jobs/files?name=${encodeURIComponent(one.file.name)}`);
    request.setRequestHeader("Content-Type", RAW);
    request.send(one.file);
  });
}

function problem(words) {
  const field = $("#add-addresses");
  $("#add-problem").textContent = words;
  if (words) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
}

async function submit(form) {
  if (busy) return;
  problem("");
  const said = form.querySelector(".said");
  const wanted = chosen.filter((one) => !one.refused);
  const addresses = form.elements.addresses.value;
  if (!addresses.trim() && !wanted.length) {
    problem("Paste at least one address, or choose a file.");
    form.elements.addresses.focus();
    return;
  }
  busy = true;
  const button = form.querySelector(".primary");
  button.setAttribute("aria-disabled", "true");
  try {
    for (const [number, one] of wanted.entries()) {
      if (one.token) continue; // sent before something else went wrong
      tell(said, `Sending file ${number + 1} of ${wanted.length}…`);
      one.token = await sendUp(one).catch((error) => {
        one.refused = error.message;
        throw error;
      });
    }
    const body = { addresses, files: wanted.map((one) => one.token) };
    if (form.elements.limit.value) body.limit = Number(form.elements.limit.value);
    if (form.elements.since.value) body.since = form.elements.since.value;
    const job = await call("POST", "/api/jobs", body);
    chosen = [];
    form.reset();
    draw();
    const sources = job.sources.length;
    tell(said, sources === 1 ? "Asked for. It goes on if you leave this page."
      : `${sources} sources asked for. They go on if you leave this page.`);
    look();
  } catch (error) {
    for (const one of chosen) if (/not here any more/.test(error.message)) one.token = "";
    draw();
    if (/^line \d/.test(error.message)) {
      problem(`${error.message[0].toUpperCase()}${error.message.slice(1)}.`);
      tell(said, "");
      form.elements.addresses.focus();
    } else {
      tell(said, `This could not be added: ${error.message}`, true);
    }
  }
  busy = false;
  button.removeAttribute("aria-disabled");
}

document.addEventListener("submit", (event) => {
  if (event.target.id !== "add-form") return;
  event.preventDefault();
  submit(event.target);
});

document.addEventListener("change", (event) => {
  if (event.target.id !== "add-files") return;
  choose(event.target.files);
  event.target.value = ""; // so that the same file can be chosen again
});

document.addEventListener("input", (event) => {
  if (event.target.id === "add-addresses") problem("");
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.id === "add-addresses") {
    event.target.form.requestSubmit();
  }
});

// Files may be dropped anywhere on the page; without this the browser would open them

const files = (event) => $("#add-drop") && [...(event.dataTransfer?.types || [])].includes("Files");

document.addEventListener("dragover", (event) => {
  if (!files(event)) return;
  event.preventDefault();
  $("#add-drop").classList.add("over");
});

document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) $("#add-drop")?.classList.remove("over");
});

document.addEventListener("drop", (event) => {
  if (!files(event)) return;
  event.preventDefault();
  $("#add-drop").classList.remove("over");
  choose(event.dataTransfer.files);
});
