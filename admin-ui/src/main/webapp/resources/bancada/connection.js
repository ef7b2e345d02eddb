/* The connection check: what notebooks need, tried from this browser, one thing after the other. */
(() => {
  "use strict";
  const PATIENCE = 10000;
  const SILENCE = 35; // seconds: Jupyter sends a sign of life every 30
  const LARGE = 1 << 20;
  const TRIPS = 10;
  const SLOW = 300;
  const BUSY = 1013;
  const ICONS = { waiting: "pi-circle", going: "pi-spinner pi-spin", good: "pi-check-circle", warn: "pi-exclamation-circle", bad: "pi-times-circle", skipped: "pi-minus-circle" };
  const TONES = { waiting: "grey", going: "amber", good: "green", warn: "amber", bad: "red", skipped: "grey" };
  const fill = (text, ...values) => text.replace(/\{(\d)\}/g, (_, n) => values[Number(n)]);
  const amount = (value, digits = 0) => new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: digits }).format(value);
  const after = (millis) => new Promise((done) => {
    setTimeout(done, millis);
  });

  /** How a check ended: its state, which of its texts says so, and what is filled in. */
  const outcome = (state, text, ...values) => ({ state, text, values });

  /** A WebSocket to the name of the check, used as question and answer. */
  class Line {
    static open(origin) {
      return new Promise((done, fail) => {
        const line = new Line(new WebSocket(`${origin.replace(/^http/, "ws")}/`));
        const late = setTimeout(() => line.socket.close(), PATIENCE);
        line.socket.onopen = () => {
          clearTimeout(late);
          done(line);
        };
        line.closed.then((code) => {
          clearTimeout(late);
          fail(code);
        });
      });
    }

    constructor(socket) {
      this.socket = socket;
      socket.binaryType = "arraybuffer";
      this.closed = new Promise((done) => {
        socket.onclose = (event) => {
          this.code = event.code;
          done(event.code);
        };
      });
    }

    get isOpen() {
      return this.socket.readyState === WebSocket.OPEN;
    }

    /** What comes back; nothing where the line is cut or nothing comes in time. */
    ask(data, patience = PATIENCE) {
      const answer = new Promise((done) => {
        this.socket.onmessage = (event) => done(event.data);
      });
      this.socket.send(data);
      return Promise.race([answer, this.closed.then(() => null), after(patience).then(() => null)]);
    }
  }

  class Check {
    constructor(head) {
      this.head = head;
      this.origin = head.dataset.origin;
      this.lines = Array.from(document.querySelectorAll("[data-check]"));
    }

    show(name, state, words) {
      const line = document.querySelector(`[data-check=${name}]`);
      line.dataset.state = state;
      line.className = `check ${TONES[state]}`;
      line.querySelector(".check-icon").className = `check-icon pi ${ICONS[state]}`;
      line.querySelector(".check-word").textContent = `: ${this.word(state)}`;
      line.querySelector("p").textContent = words;
    }

    word(state) {
      return this.head.dataset[`word${state[0].toUpperCase()}${state.slice(1)}`];
    }

    async step(name, work) {
      const { dataset } = document.querySelector(`[data-check=${name}]`);
      this.show(name, "going", "");
      const { state, text, values } = await work();
      this.show(name, state, text === "skipped" || text === "busy" ? this.head.dataset[text] : fill(dataset[text], ...values));
      return state === "good" || state === "warn";
    }

    async run() {
      this.lines.forEach((line) => this.show(line.dataset.check, "waiting", ""));
      this.finish("going");
      await this.step("portal", () => this.portal());
      const named = await this.step("name", () => this.name());
      await this.step("socket", () => (named ? this.open() : outcome("skipped", "skipped")));
      for (const name of ["echo", "size", "trip", "silence"]) {
        await this.step(name, () => this.onLine(() => this[name]()));
      }
      this.line?.socket.close();
      this.line = null;
      this.conclude();
    }

    /** A check that needs a line; one that an earlier check has lost is opened anew. */
    async onLine(work) {
      if (!this.line) {
        return outcome("skipped", "skipped");
      }
      if (!this.line.isOpen) {
        try {
          this.line = await Line.open(this.origin);
        } catch (code) {
          return outcome("skipped", code === BUSY ? "busy" : "skipped");
        }
      }
      return work();
    }

    async portal() {
      const began = performance.now();
      try {
        const answer = await fetch(this.head.dataset.probe, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
        return answer.ok ? outcome("good", "good", amount(performance.now() - began)) : outcome("bad", "bad");
      } catch {
        return outcome("bad", "bad");
      }
    }

    async name() {
      const began = performance.now();
      const signal = AbortSignal.timeout(PATIENCE);
      try {
        const answer = await fetch(`${this.origin}/`, { cache: "no-store", credentials: "omit", redirect: "error", signal });
        const ours = answer.ok && (await answer.text()) === "bancada";
        return ours ? outcome("good", "good", amount(performance.now() - began)) : outcome("bad", "other");
      } catch {
        return outcome("bad", (await this.somethingAnswers()) ? "other" : "bad");
      }
    }

    /** Whether anything at all answers, which is then not Bancada: what stands between, with a page of its own. */
    async somethingAnswers() {
      try {
        await fetch(`${this.origin}/`, { mode: "no-cors", cache: "no-store", credentials: "omit", signal: AbortSignal.timeout(PATIENCE) });
        return true;
      } catch {
        return false;
      }
    }

    async open() {
      const began = performance.now();
      try {
        this.line = await Line.open(this.origin);
      } catch {
        return outcome("bad", "bad");
      }
      const took = amount(performance.now() - began);
      // a line too many is closed as soon as it is open
      if ((await this.line.ask("bancada")) === null && this.line.code === BUSY) {
        this.line = null;
        return outcome("skipped", "busy");
      }
      return outcome("good", "good", took);
    }

    async echo() {
      const text = "Bancada: ação, 计算, \u{1F680}";
      const binary = crypto.getRandomValues(new Uint8Array(4096));
      const fine = (await this.line.ask(text)) === text && (await this.comesBack(binary, PATIENCE));
      return fine ? outcome("good", "good") : outcome("bad", "bad");
    }

    async comesBack(bytes, patience) {
      const back = this.line.isOpen ? await this.line.ask(bytes, patience) : null;
      if (!(back instanceof ArrayBuffer) || back.byteLength !== bytes.length) {
        return false;
      }
      const got = new Uint8Array(back);
      return bytes.every((byte, i) => got[i] === byte);
    }

    async size() {
      const bytes = new Uint8Array(LARGE);
      for (let i = 0; i < LARGE; i += 65536) {
        crypto.getRandomValues(bytes.subarray(i, i + 65536)); // as much as it gives at once
      }
      const began = performance.now();
      const fine = await this.comesBack(bytes, 3 * PATIENCE);
      return fine ? outcome("good", "good", amount((performance.now() - began) / 1000, 2)) : outcome("bad", "bad");
    }

    async trip() {
      const took = [];
      for (let i = 0; i < TRIPS && this.line.isOpen; i += 1) {
        const began = performance.now();
        if ((await this.line.ask(String(i))) === String(i)) {
          took.push(performance.now() - began);
        }
      }
      if (took.length < TRIPS) {
        return outcome("bad", "bad");
      }
      took.sort((a, b) => a - b);
      const median = took[TRIPS / 2];
      const values = [amount(median, 1), amount(took[TRIPS - 1], 1)];
      return median > SLOW ? outcome("warn", "other", ...values) : outcome("good", "good", ...values);
    }

    async silence() {
      const { dataset } = document.querySelector("[data-check=silence]");
      const progress = document.querySelector("[data-check=silence] progress");
      const began = performance.now();
      const passed = () => Math.round((performance.now() - began) / 1000);
      while (this.line.isOpen && passed() < SILENCE) {
        this.show("silence", "going", fill(dataset.going, passed(), SILENCE));
        progress.value = passed();
        await Promise.race([this.line.closed, after(1000)]);
      }
      const open = this.line.isOpen && (await this.line.ask("still there")) === "still there";
      return open ? outcome("good", "good", SILENCE) : outcome("bad", "bad", "", Math.min(passed(), SILENCE));
    }

    conclude() {
      const states = this.lines.map((line) => line.dataset.state);
      this.finish(["bad", "skipped", "warn"].find((state) => states.includes(state)) || "good");
    }

    finish(state) {
      const going = state === "going";
      const { dataset } = this.head;
      const words = state === "skipped" ? [dataset.unknown, dataset.busy] : [dataset[state], dataset[`${state}Text`]];
      this.head.dataset.state = state;
      this.head.className = `verdict ${TONES[state]}`;
      this.head.querySelector(".pi").className = `pi ${ICONS[state]}`;
      this.head.querySelector("strong").textContent = words[0];
      this.head.querySelector("p").textContent = words[1];
      document.getElementById("again").disabled = going;
      document.getElementById("copy").disabled = going;
      document.getElementById("result").textContent = going ? this.word("going") : this.report(words[0]);
    }

    report(verdict) {
      const now = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "long" }).format(new Date());
      const checks = this.lines.map((line) => `[${this.word(line.dataset.state)}] ${line.querySelector("strong").textContent}: ${line.querySelector("p").textContent}`);
      return [`${this.head.dataset.report}, ${now}`, verdict, "", ...checks, "", location.origin, this.origin, navigator.userAgent].join("\n");
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    const check = new Check(document.getElementById("verdict"));
    document.getElementById("again").addEventListener("click", () => check.run());
    check.run();
  });
})();
