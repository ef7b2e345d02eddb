/* Files: what a row's buttons ask, and uploads in pieces that go on where a broken connection left them. */
(() => {
  "use strict";
  const PIECE = 4 << 20;
  const LONGEST_WAIT = 30000;
  const fill = (text, ...values) => text.replace(/\{(\d)\}/g, (_, n) => values[Number(n)]);
  const amount = (value, digits) => new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: digits }).format(value);
  const size = (bytes) => (bytes < 1048576 ? `${amount(Math.ceil(bytes / 1024), 0)} KiB` : bytes < 1073741824 ? `${amount(bytes / 1048576, 1)} MiB` : `${amount(bytes / 1073741824, 2)} GiB`);

  /** The same file gets the same id again, so that it goes on after the page was closed. */
  const idOf = async (file, path) => {
    const what = new TextEncoder().encode(`${path}\n${file.name}\n${file.size}\n${file.lastModified}`);
    return Array.from(new Uint8Array(await crypto.subtle.digest("SHA-256", what)).slice(0, 16), (b) => b.toString(16).padStart(2, "0")).join("");
  };

  class Upload {
    constructor(area, file, queue) {
      this.area = area;
      this.file = file;
      this.queue = queue;
      this.sent = 0;
      this.wait = 1000;
      this.overwrite = false;
      this.state = "waiting";
      this.draw();
    }

    draw() {
      const line = document.createElement("div");
      line.className = "upload-line";
      line.dataset.file = this.file.name;
      line.innerHTML = '<div class="upload-words"><strong></strong><span class="hush" role="status"></span><progress max="100" value="0"></progress></div><div class="upload-actions"></div>';
      line.querySelector("strong").textContent = this.file.name;
      line.querySelector("progress").setAttribute("aria-label", this.file.name);
      this.line = line;
      this.area.append(line);
      this.area.hidden = false;
      this.show("waiting", this.area.dataset.waiting);
    }

    show(state, text) {
      this.state = state;
      this.line.dataset.state = state;
      this.line.querySelector("[role=status]").textContent = text;
      const progress = this.line.querySelector("progress");
      progress.hidden = state === "done" || state === "failed";
      progress.value = this.file.size ? (100 * this.sent) / this.file.size : 0;
      const { pause, resume, cancel, replace, close } = this.area.dataset;
      const actions = {
        going: [[pause, () => this.pause()], [cancel, () => this.cancel()]],
        waiting: [[cancel, () => this.cancel()]],
        paused: [[resume, () => this.resume()], [cancel, () => this.cancel()]],
        taken: [[replace, () => this.replace()], [cancel, () => this.cancel()]],
        done: [[close, () => this.leave()]],
        failed: [[close, () => this.leave()]],
      }[state];
      const box = this.line.querySelector(".upload-actions");
      if (box.dataset.state === state) {
        return;
      }
      box.dataset.state = state;
      box.replaceChildren(...actions.map(([words, action]) => {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "button small";
        button.textContent = words;
        button.setAttribute("aria-label", `${words}: ${this.file.name}`);
        button.addEventListener("click", action);
        return button;
      }));
    }

    async begin() {
      this.id ??= await idOf(this.file, this.area.dataset.path);
      this.show("going", this.words());
      this.request("GET", null, (answer) => {
        this.sent = answer.received;
        // one that was whole before is sent anew only where the file has gone meanwhile, which the server knows
        this.next();
      });
    }

    next() {
      if (this.state !== "going") {
        return;
      }
      this.show("going", this.words());
      const piece = this.file.slice(this.sent, this.sent + PIECE);
      this.request("POST", piece, (answer) => {
        this.wait = 1000;
        this.sent = answer.received;
        if (answer.complete) {
          this.show("done", fill(this.area.dataset.done, size(this.file.size)));
          window.bancada.plan();
          this.queue.next();
        } else {
          this.next();
        }
      });
    }

    request(method, body, then) {
      const { upload, query, token, path } = this.area.dataset;
      const more = new URLSearchParams(query);
      more.set("path", `${path}/${this.file.name}`);
      more.set("uploadId", this.id);
      more.set("total", this.file.size);
      more.set("offset", method === "POST" ? this.sent : 0);
      more.set("overwrite", this.overwrite);
      const request = new XMLHttpRequest();
      this.open = request;
      request.open(method, `${upload}?${more}`);
      request.setRequestHeader("X-Bancada-Token", token);
      if (body) {
        request.setRequestHeader("Content-Type", "application/octet-stream");
      }
      request.upload.onprogress = (event) => {
        this.line.querySelector("progress").value = (100 * (this.sent + event.loaded)) / Math.max(1, this.file.size);
      };
      request.onload = () => this.answered(request, then);
      request.onerror = () => this.broke();
      request.send(body);
    }

    answered(request, then) {
      let answer = {};
      try {
        answer = JSON.parse(request.responseText);
      } catch {
        // a page in place of an answer: the sign-on has ended, or something stands between
      }
      if (request.status === 200 && "received" in answer) {
        then(answer);
      } else if (request.status === 409 && answer.target === "path" && !this.overwrite) {
        this.show("taken", answer.message);
        this.queue.next();
      } else if (request.status === 409 && answer.target === "offset") {
        this.begin();
      } else if (request.status === 409 || request.status === 429 || request.status >= 500 && request.status !== 507) {
        this.broke();
      } else {
        this.show("failed", answer.message || this.area.dataset.failed);
        this.queue.next();
      }
    }

    /** Tries again by itself, later and later; at once when the browser says that it is connected again. */
    broke() {
      if (this.state !== "going") {
        return;
      }
      this.show("paused", fill(this.area.dataset.broken, size(this.sent), size(this.file.size)));
      this.retry = setTimeout(() => this.resume(), this.wait);
      this.wait = Math.min(LONGEST_WAIT, this.wait * 2);
    }

    pause() {
      this.show("paused", fill(this.area.dataset.paused, size(this.sent), size(this.file.size)));
      this.open?.abort();
    }

    resume() {
      clearTimeout(this.retry);
      if (this.state === "paused") {
        this.begin();
      }
    }

    replace() {
      this.overwrite = true;
      this.begin();
    }

    cancel() {
      clearTimeout(this.retry);
      const going = this.state === "going" || this.state === "paused";
      this.open?.abort();
      this.state = "canceled";
      if (this.id) {
        this.request("DELETE", null, () => {});
      }
      this.leave();
      if (going) {
        this.queue.next();
      }
    }

    leave() {
      this.line.remove();
      this.area.hidden = this.area.children.length === 0;
    }

    words() {
      return fill(this.area.dataset.going, size(this.sent), size(this.file.size));
    }
  }

  /** One file after another. */
  class Queue {
    constructor(area) {
      this.area = area;
      this.all = [];
    }

    add(files) {
      for (const file of files) {
        const upload = new Upload(this.area, file, this);
        if (file.size > Number(this.area.dataset.maxBytes)) {
          upload.show("failed", this.area.dataset.toobig);
        } else {
          this.all.push(upload);
        }
      }
      this.next();
    }

    next() {
      if (!this.all.some((upload) => upload.state === "going" || upload.state === "paused")) {
        this.all.find((upload) => upload.state === "waiting")?.begin();
      }
    }

    resume() {
      this.all.forEach((upload) => upload.resume());
    }
  }

  const takeFiles = (area) => {
    const queue = new Queue(area);
    const choose = document.getElementById("choose");
    choose.addEventListener("change", () => {
      queue.add(Array.from(choose.files));
      choose.value = "";
    });
    const drop = document.getElementById("drop");
    const isOfFiles = (event) => Array.from(event.dataTransfer?.types || []).includes("Files");
    ["dragenter", "dragover"].forEach((type) => drop.addEventListener(type, (event) => {
      if (isOfFiles(event)) {
        event.preventDefault();
        drop.classList.add("over");
      }
    }));
    drop.addEventListener("dragleave", (event) => {
      if (!drop.contains(event.relatedTarget)) {
        drop.classList.remove("over");
      }
    });
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      drop.classList.remove("over");
      // a folder comes without a type and without content that could be read
      queue.add(Array.from(event.dataTransfer.items).filter((item) => item.kind === "file" && item.webkitGetAsEntry()?.isFile).map((item) => item.getAsFile()));
    });
    addEventListener("online", () => queue.resume());
  };

  const ask = (button) => {
    const { fileDialog, path, name, folder, directory } = button.dataset;
    const form = `${fileDialog}Form`;
    document.getElementById(`${form}:chosen`).value = path;
    if (fileDialog === "move") {
      document.getElementById(`${form}:name`).value = name;
      document.getElementById(`${form}:folder`).value = folder;
    } else {
      const typed = document.getElementById(`${form}:typed`);
      document.querySelector("[data-chosen-name]").textContent = name;
      document.getElementById("delete-typed").hidden = directory !== "true";
      typed.value = "";
      typed.dataset.mustBe = directory === "true" ? name : "";
      typed.dispatchEvent(new Event("input", { bubbles: true }));
    }
    document.getElementById(fileDialog).showModal();
  };

  /** A notebook's frame has no script that could tell the colours of the page. */
  const frame = () => {
    const notebook = document.getElementById("notebook");
    if (notebook) {
      notebook.src = `${notebook.dataset.frame}&theme=${window.bancada.isDark() ? "dark" : "light"}`;
    }
  };

  document.addEventListener("DOMContentLoaded", () => {
    const area = document.getElementById("uploads");
    if (area) {
      takeFiles(area);
    }
    frame();
    document.addEventListener("bancada:theme", frame);
    document.addEventListener("click", (event) => {
      const button = event.target.closest("[data-file-dialog]");
      if (button) {
        ask(button);
      }
    });
  });
})();
