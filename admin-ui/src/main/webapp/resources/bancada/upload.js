/* Takes a folder or a zip: a folder is packed here, so that the server knows one form only. */
(() => {
  "use strict";
  /** files: [{path, file}]; packed says how much is done, in percent */
  const zipOf = (files, packed) => {
    const zip = new JSZip();
    files.forEach(({ path, file }) => zip.file(path, file, { createFolders: false }));
    return zip.generateAsync({ type: "blob", compression: "DEFLATE", compressionOptions: { level: 1 }, streamFiles: true }, ({ percent }) => packed(percent));
  };
  const withoutTop = (path) => path.slice(path.indexOf("/") + 1);
  const fill = (text, ...values) => text.replace(/\{(\d)\}/g, (_, n) => values[Number(n)]);
  const amount = (value, digits) => new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: digits }).format(value);
  const size = (bytes) => (bytes < 1048576 ? `${amount(Math.max(1, bytes / 1024), 0)} KiB` : `${amount(bytes / 1048576, 1)} MiB`);

  document.addEventListener("DOMContentLoaded", () => {
    const area = document.getElementById("upload");
    if (!area) {
      return;
    }
    const state = document.getElementById("upload-state");
    const progress = document.getElementById("upload-progress");
    const into = document.getElementById(area.dataset.into);
    const tell = (text, bad = false) => {
      area.classList.toggle("bad", bad);
      state.textContent = text;
      progress.hidden = true;
    };
    const send = (blob, name, count) => {
      const request = new XMLHttpRequest();
      const began = Date.now();
      progress.hidden = false;
      progress.value = 0;
      request.upload.onprogress = (event) => {
        progress.value = event.total ? (100 * event.loaded) / event.total : 0;
        const rate = event.loaded / Math.max(0.2, (Date.now() - began) / 1000);
        state.textContent = fill(area.dataset.sending, name, size(event.loaded), size(event.total), size(rate));
      };
      request.onload = () => {
        const answer = JSON.parse(request.responseText || "{}");
        if (request.status === 201) {
          into.value = answer.codeId;
          tell(fill(area.dataset.done, name, answer.files || count, size(blob.size)));
          area.dataset.ready = "true";
        } else {
          tell(answer.message || area.dataset.refused, true);
        }
      };
      request.onerror = () => tell(area.dataset.refused, true);
      request.open("POST", `${area.dataset.upload}?name=${encodeURIComponent(name)}`);
      request.setRequestHeader("Content-Type", "application/zip");
      request.setRequestHeader("X-Bancada-Token", area.dataset.token);
      into.value = "";
      area.dataset.ready = "false";
      request.send(blob);
    };
    const check = (files, name) => {
      const bytes = files.reduce((sum, f) => sum + f.file.size, 0);
      if (files.length === 0) {
        tell(area.dataset.empty, true);
      } else if (bytes > Number(area.dataset.maxBytes)) {
        tell(fill(area.dataset.toobig, name, size(bytes)), true);
      } else if (files.length > Number(area.dataset.maxFiles)) {
        tell(fill(area.dataset.toomany, name, files.length), true);
      } else {
        return true;
      }
      return false;
    };
    document.getElementById("folder").addEventListener("change", async (event) => {
      const chosen = Array.from(event.target.files);
      const name = chosen.length ? chosen[0].webkitRelativePath.split("/")[0] || "code" : "code";
      // version control and caches never belong to a snapshot
      const files = chosen.map((file) => ({ path: withoutTop(file.webkitRelativePath || `x/${file.name}`), file }))
        .filter(({ path }) => !/(^|\/)(\.git|__pycache__|\.ipynb_checkpoints|\.venv)\//.test(path));
      tell(area.dataset.reading);
      if (check(files, name)) {
        progress.hidden = false;
        state.textContent = fill(area.dataset.packing, name);
        send(await zipOf(files, (percent) => {
          progress.value = percent;
        }), name, files.length);
      }
    });
    document.getElementById("zip").addEventListener("change", (event) => {
      const file = event.target.files[0];
      if (file && check([{ file }], file.name)) {
        send(file, file.name.replace(/\.zip$/i, ""), 1);
      }
    });
  });
})();
