/* Files: what a row's buttons ask, and uploads in pieces that go on where a broken connection left them. */
(() => {
  "use strict";
  const PIECE = 4 << 20;
  const LONGEST_WAIT = 30000;
  const fill = (text, ...values) => text.replace(/\{(\d)\}/g, (_, n) => values[Number(n)]);
  const amount = (value, digits) => new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: digits }).format(value);
  const size = (bytes) => (bytes < 1048576 ? `${amount(Math.ceil(bytes / 1024), 0)} KiB` : bytes < 1073741824 ? `${amount(bytes / 1048576, 1)} MiB` : `${amount(bytes / 1073741824, 2)} GiB`);

  /** The same file gets the same id again, so that it goes on after the page was closed. */
  const idOf = async (file, path, target) => {
    const what = new TextEncoder().encode(`${path}\n${target}\n${file.size}\n${file.lastModified}`);
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
    }

    get name() {
      return this.file.name;
    }

    /** Where it goes, below the folder that is shown. */
    get target() {
      return this.file.name;
    }

    get total() {
      return this.file.size;
    }

    get done() {
      return this.sent;
    }

    draw() {
      const line = document.createElement("div");
      line.className = "upload-line";
      line.dataset.file = this.name;
      line.innerHTML = '<div class="upload-words"><strong></strong><span class="hush" role="status"></span><progress max="100" value="0"></progress></div><div class="upload-actions"></div>';
      line.querySelector("strong").textContent = this.name;
      line.querySelector("progress").setAttribute("aria-label", this.name);
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
      progress.value = (100 * this.done) / Math.max(1, this.total);
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
        button.setAttribute("aria-label", `${words}: ${this.name}`);
        button.addEventListener("click", action);
        return button;
      }));
    }

    async begin() {
      this.id ??= await idOf(this.file, this.area.dataset.path, this.target);
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
          this.arrived();
        } else {
          this.next();
        }
      });
    }

    arrived() {
      this.show("done", this.doneWords());
      window.bancada.plan();
      this.queue.next();
    }

    request(method, body, then) {
      const { upload, query, token, path } = this.area.dataset;
      const more = new URLSearchParams(query);
      more.set("path", `${path}/${this.target}`);
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
        this.line.querySelector("progress").value = (100 * (this.done + event.loaded)) / Math.max(1, this.total);
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
      } else if (request.status === 409 && answer.target === "path" && this.isReplaceable()) {
        this.show("taken", answer.message);
        this.queue.next();
      } else if (request.status === 409 && answer.target === "offset") {
        this.begin();
      } else if (request.status === 409 && !this.making || request.status === 429 || request.status >= 500 && request.status !== 507) {
        this.broke();
      } else {
        this.show("failed", answer.message || this.area.dataset.failed);
        this.queue.next();
      }
    }

    isReplaceable() {
      return !this.overwrite;
    }

    /** Tries again by itself, later and later; at once when the browser says that it is connected again. */
    broke() {
      if (this.state !== "going") {
        return;
      }
      this.show("paused", fill(this.area.dataset.broken, size(this.done), size(this.total)));
      this.retry = setTimeout(() => this.resume(), this.wait);
      this.wait = Math.min(LONGEST_WAIT, this.wait * 2);
    }

    pause() {
      this.show("paused", fill(this.area.dataset.paused, size(this.done), size(this.total)));
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
      return fill(this.area.dataset.going, size(this.done), size(this.total));
    }

    doneWords() {
      return fill(this.area.dataset.done, size(this.total));
    }
  }

  /** A folder with all that is in it: first the folders, then one file after the other, on one line. */
  class FolderUpload extends Upload {
    /** files: [{path, file}], paths begin with the folder's own name; folders: those of which it is known besides */
    constructor(area, files, folders, queue) {
      super(area, files[0].file, queue);
      this.files = files;
      this.index = 0;
      this.past = 0;
      this.all = files.reduce((sum, { file }) => sum + file.size, 0);
      this.folders = foldersOf(files, folders);
    }

    get name() {
      return this.files[0].path.split("/")[0];
    }

    get target() {
      return this.making || this.files[this.index].path;
    }

    get total() {
      return this.all;
    }

    get done() {
      return this.past + this.sent;
    }

    async begin() {
      this.making = this.folders[0];
      if (!this.making) {
        await super.begin();
        return;
      }
      this.show("going", this.words());
      this.request("PUT", null, () => {
        this.folders.shift();
        this.begin();
      });
    }

    arrived() {
      this.past += this.file.size;
      this.sent = 0;
      this.index += 1;
      if (this.index === this.files.length) {
        super.arrived();
        return;
      }
      this.file = this.files[this.index].file;
      this.id = null;
      this.begin();
    }

    /** What stands where a folder has to be is no older version of it. */
    isReplaceable() {
      return !this.making && !this.overwrite;
    }

    /** Says why it is not begun with. */
    refuse(why) {
      super.show("failed", why);
    }

    show(state, text) {
      super.show(state, state === "failed" || state === "taken" ? `${this.target}: ${text}` : text);
    }

    words() {
      return fill(this.area.dataset.goingFiles, amount(this.index, 0), amount(this.files.length, 0), size(this.done), size(this.total));
    }

    doneWords() {
      return fill(this.area.dataset.doneFiles, amount(this.files.length, 0), size(this.total));
    }
  }

  /** All folders that are needed, each behind the one that it is in. */
  const foldersOf = (files, more) => {
    const found = new Set();
    [...files.map(({ path }) => path.slice(0, path.lastIndexOf("/"))), ...more].forEach((folder) => {
      folder.split("/").forEach((_, depth, names) => found.add(names.slice(0, depth + 1).join("/")));
    });
    return Array.from(found).sort((a, b) => a.split("/").length - b.split("/").length);
  };

  /** Why a folder is not begun with; empty where it is. */
  const objection = ({ maxFiles, maxBytes, toomany, toobig }, files) => {
    if (files.length > Number(maxFiles)) {
      return fill(toomany, amount(Number(maxFiles), 0));
    }
    const large = files.find(({ file }) => file.size > Number(maxBytes));
    return large ? `${large.path}: ${toobig}` : "";
  };

  /** What is in a folder that was dropped, up to one file more than can be taken. */
  const walk = async (entry, most, found) => {
    if (found.files.length > most) {
      return;
    }
    const path = entry.fullPath.slice(1);
    if (entry.isFile) {
      found.files.push({ path, file: await new Promise((done, fail) => entry.file(done, fail)) });
      return;
    }
    found.folders.push(path);
    const reader = entry.createReader();
    for (let some = await entriesOf(reader); some.length > 0; some = await entriesOf(reader)) {
      for (const child of some) {
        await walk(child, most, found);
      }
    }
  };
  const entriesOf = (reader) => new Promise((done, fail) => reader.readEntries(done, fail));

  /** One file after another. */
  class Queue {
    constructor(area) {
      this.area = area;
      this.all = [];
    }

    add(files) {
      for (const file of files) {
        const upload = new Upload(this.area, file, this);
        upload.draw();
        if (file.size > Number(this.area.dataset.maxBytes)) {
          upload.show("failed", this.area.dataset.toobig);
        } else {
          this.all.push(upload);
        }
      }
      this.next();
    }

    addFolder(files, folders) {
      const upload = new FolderUpload(this.area, files, folders, this);
      upload.draw();
      const why = objection(this.area.dataset, files);
      if (why) {
        upload.refuse(why);
      } else {
        this.all.push(upload);
        this.next();
      }
    }

    async addDropped(entry) {
      const found = { files: [], folders: [] };
      await walk(entry, Number(this.area.dataset.maxFiles), found);
      if (found.files.length > 0) {
        this.addFolder(found.files, found.folders);
      }
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
    const chooseFolder = document.getElementById("chooseFolder");
    chooseFolder?.addEventListener("change", () => {
      chooseFolder.closest("details").removeAttribute("open");
      if (chooseFolder.files.length > 0) {
        queue.addFolder(Array.from(chooseFolder.files, (file) => ({ path: file.webkitRelativePath, file })), []);
      }
      chooseFolder.value = "";
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
      // all at once: what was dropped can be asked for only now
      const dropped = Array.from(event.dataTransfer.items).filter((item) => item.kind === "file").map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
      queue.add(dropped.filter(({ entry }) => entry?.isFile).map(({ file }) => file));
      if (chooseFolder) {
        dropped.filter(({ entry }) => entry?.isDirectory).forEach(({ entry }) => queue.addDropped(entry));
      }
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
