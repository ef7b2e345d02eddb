/* A log of any length: all lines in memory, some hundred of them in the page. */
(() => {
  "use strict";
  const WINDOW = 300;
  const ROW = 19;
  const TALLEST = 6e6;
  const MOST_CHARACTERS = 3e8;
  const MOST_HITS = 10000;
  const SLICE_MILLIS = 12;
  const SGR = /\x1b\[([0-9;]*)m/g;
  // What is left of a terminal's language once colours are taken out: it must move nothing and hide nothing.
  const OTHER = /\x1b(?:\[[0-9;?]*[A-Za-ln-z]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])|[\x00-\x08\x0b-\x1a\x1c-\x1f]/g;
  const PLAIN = Object.freeze({ fg: null, bg: null, marks: "" });

  /* Colours */
  const level = (n) => (n === 0 ? 0 : 55 + 40 * n);
  const ofPalette = (n) => {
    if (n < 16) {
      return String(30 + (n % 8));
    }
    const grey = 8 + 10 * (n - 232);
    const cube = n - 16;
    return n >= 232 ? `rgb(${grey} ${grey} ${grey})` : `rgb(${level(Math.floor(cube / 36))} ${level(Math.floor(cube / 6) % 6)} ${level(cube % 6)})`;
  };
  const byte = (n) => Math.max(0, Math.min(255, n | 0));
  const restyled = (style, codes) => {
    let next = style;
    const list = codes.split(";").map(Number);
    for (let i = 0; i < list.length; i++) {
      const code = list[i];
      const ground = code === 38 ? "fg" : "bg";
      if (code === 0) {
        next = PLAIN;
      } else if (code === 1 || code === 3 || code === 4) {
        next = { ...next, marks: next.marks.replace(String(code), "") + code };
      } else if (code >= 22 && code <= 24) {
        next = { ...next, marks: next.marks.replace(code === 22 ? "1" : code === 23 ? "3" : "4", "") };
      } else if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) {
        next = { ...next, fg: String(code >= 90 ? code - 60 : code) };
      } else if ((code >= 40 && code <= 47) || (code >= 100 && code <= 107)) {
        next = { ...next, bg: String(code >= 100 ? code - 70 : code - 10) };
      } else if (code === 39 || code === 49) {
        next = { ...next, [code === 39 ? "fg" : "bg"]: null };
      } else if ((code === 38 || code === 48) && list[i + 1] === 5) {
        next = { ...next, [ground]: ofPalette(byte(list[i + 2])) };
        i += 2;
      } else if ((code === 38 || code === 48) && list[i + 1] === 2) {
        next = { ...next, [ground]: `rgb(${byte(list[i + 2])} ${byte(list[i + 3])} ${byte(list[i + 4])})` };
        i += 4;
      }
    }
    return next;
  };
  const styledAfter = (style, text) => {
    let next = style;
    for (const match of text.matchAll(SGR)) {
      next = restyled(next, match[1] || "0");
    }
    return next;
  };
  const dress = (part, style) => {
    const span = document.createElement("span");
    span.textContent = part;
    const named = /^\d+$/;
    span.className = [...style.marks].map((m) => `a${m}`)
      .concat(style.fg && named.test(style.fg) ? `a${style.fg}` : [], style.bg && named.test(style.bg) ? `b${style.bg}` : []).join(" ");
    if (style.fg && !named.test(style.fg)) {
      span.style.color = style.fg;
    }
    if (style.bg && !named.test(style.bg)) {
      span.style.backgroundColor = style.bg;
    }
    return span;
  };

  /* The lines, each with the colours in which it begins where they are not plain */
  class Lines {
    constructor() {
      this.all = [];
      this.dropped = 0;
      this.rest = "";
      this.style = PLAIN;
      this.begins = new Map();
      this.characters = 0;
    }

    get count() {
      return this.dropped + this.all.length + (this.rest ? 1 : 0);
    }

    add(text) {
      const lines = (this.rest + text).split("\n");
      this.rest = lines.pop();
      this.characters += text.length;
      for (const line of lines) {
        if (this.style !== PLAIN) {
          this.begins.set(this.dropped + this.all.length, this.style);
        }
        this.all.push(line);
        if (line.includes("\x1b")) {
          this.style = styledAfter(this.style, line);
        }
      }
      if (this.characters > MOST_CHARACTERS) {
        const surplus = Math.ceil(this.all.length / 4);
        this.characters -= this.all.slice(0, surplus).reduce((sum, line) => sum + line.length + 1, 0);
        this.all = this.all.slice(surplus);
        this.dropped += surplus;
      }
    }

    raw(index) {
      const at = index - this.dropped;
      return at < this.all.length ? this.all[at] : this.rest;
    }

    begin(index) {
      return this.begins.get(index) || (index === this.dropped + this.all.length ? this.style : PLAIN);
    }
  }
  const shown = (raw) => raw.slice(raw.lastIndexOf("\r", raw.length - 2) + 1).replace(OTHER, "");
  const plain = (raw) => shown(raw).replace(SGR, "");

  /* The view: a window on the lines between two empty spaces that stand for all others */
  class View {
    constructor(log, lines) {
      this.log = log;
      this.lines = lines;
      this.from = 0;
      this.to = 0;
      this.words = "";
      this.hits = [];
      this.hit = -1;
      this.linked = -1;
      this.expected = -1;
      this.onleave = () => {};
      [this.before, this.window, this.after] = ["log-space", "log-window", "log-space"].map((name) => {
        const part = document.createElement("div");
        part.className = name;
        return part;
      });
      log.addEventListener("scroll", () => requestAnimationFrame(() => this.scrolled()), { passive: true });
    }

    get row() {
      return Math.min(ROW, TALLEST / Math.max(1, this.lines.count));
    }

    line(index) {
      const raw = this.lines.raw(index);
      const line = document.createElement("span");
      line.className = "log-line";
      line.dataset.line = String(index);
      const number = document.createElement("a");
      number.className = "log-n";
      number.href = `#L${index + 1}`;
      number.tabIndex = -1;
      number.textContent = String(index + 1);
      line.append(number);
      let style = this.lines.begin(index);
      const text = shown(raw);
      let at = 0;
      const add = (part) => {
        if (part) {
          line.append(style === PLAIN ? part : dress(part, style));
        }
      };
      for (const match of text.matchAll(SGR)) {
        add(text.slice(at, match.index));
        style = restyled(style, match[1] || "0");
        at = match.index + match[0].length;
      }
      add(text.slice(at));
      if (index === this.lines.count - 1 && this.lines.rest) {
        line.dataset.open = "true";
      }
      this.mark(line, index, raw);
      return line;
    }

    mark(line, index, raw) {
      line.classList.toggle("hit", this.words !== "" && plain(raw).toLowerCase().includes(this.words));
      line.classList.toggle("now", this.hits[this.hit] === index);
      line.classList.toggle("linked", this.linked === index);
    }

    remark() {
      for (const line of this.window.children) {
        this.mark(line, Number(line.dataset.line), this.lines.raw(Number(line.dataset.line)));
      }
    }

    /* Shows the lines from this one on; those that are there already stay as they are, and with them what is selected. */
    render(wanted) {
      const count = this.lines.count;
      const from = Math.max(this.lines.dropped, Math.min(wanted, count - WINDOW));
      const to = Math.min(count, from + WINDOW);
      if (!this.window.isConnected) {
        this.log.replaceChildren(this.before, this.window, this.after);
      }
      const kept = new Map();
      for (const line of Array.from(this.window.children)) {
        const index = Number(line.dataset.line);
        if (index < from || index >= to || line.dataset.open) {
          line.remove();
        } else {
          kept.set(index, line);
        }
      }
      let next = this.window.firstChild;
      for (let index = from; index < to; index++) {
        const there = kept.get(index);
        if (there) {
          next = there.nextSibling;
        } else {
          this.window.insertBefore(this.line(index), next);
        }
      }
      [this.from, this.to] = [from, to];
      this.before.style.height = `${(from - this.lines.dropped) * this.row}px`;
      this.after.style.height = `${(count - to) * this.row}px`;
    }

    scrollTo(top) {
      this.log.scrollTop = top;
      this.expected = this.log.scrollTop;
    }

    end() {
      this.render(this.lines.count - WINDOW);
      this.scrollTo(this.log.scrollHeight);
    }

    goTo(index, offset = this.log.clientHeight / 3) {
      this.render(index - Math.floor(WINDOW / 2));
      const line = this.window.children[index - this.from];
      if (line) {
        this.scrollTo(line.offsetTop - offset);
      }
    }

    grown() {
      const top = this.log.scrollTop;
      this.render(this.from);
      this.scrollTo(top);
    }

    scrolled() {
      const { scrollTop, clientHeight } = this.log;
      if (Math.abs(scrollTop - this.expected) < 2 || !this.window.isConnected) {
        return;
      }
      this.expected = -1;
      if (scrollTop + clientHeight < this.log.scrollHeight - 2 * ROW) {
        this.onleave();
      }
      const top = this.window.offsetTop;
      const bottom = top + this.window.offsetHeight;
      if (scrollTop >= bottom || scrollTop + clientHeight <= top) {
        const index = scrollTop >= bottom ? this.to + Math.floor((scrollTop - bottom) / this.row) : this.lines.dropped + Math.floor(scrollTop / this.row);
        this.goTo(Math.min(index, this.lines.count - 1), 0);
      } else if ((scrollTop - top < clientHeight && this.from > this.lines.dropped) || (bottom - scrollTop - clientHeight < clientHeight && this.to < this.lines.count)) {
        const first = Array.from(this.window.children).find((line) => line.offsetTop + line.offsetHeight > scrollTop);
        this.goTo(Number(first.dataset.line), first.offsetTop - scrollTop);
      }
    }
  }

  /* Search, a slice of time after the other, so that the page stays awake */
  const searcher = (view, lines, tell) => {
    let run = 0;
    let looked = 0;
    const look = (mine, then) => {
      const until = performance.now() + SLICE_MILLIS;
      while (looked < lines.count && view.hits.length < MOST_HITS) {
        if (plain(lines.raw(looked)).toLowerCase().includes(view.words)) {
          view.hits.push(looked);
        }
        looked++;
        if (looked % 200 === 0 && performance.now() > until) {
          setTimeout(() => mine === run && look(mine, then), 0);
          return;
        }
      }
      then();
      tell();
    };
    return {
      start(words) {
        run++;
        looked = lines.dropped;
        Object.assign(view, { words, hits: [], hit: -1 });
        view.remark();
        if (words === "") {
          tell();
        } else {
          look(run, () => this.step(1));
        }
      },
      step(by) {
        if (view.hits.length > 0) {
          view.hit = (view.hit + by + view.hits.length) % view.hits.length;
          view.goTo(view.hits[view.hit]);
          view.remark();
          view.onleave();
        }
        tell();
      },
      grown() {
        if (view.words !== "" && looked >= lines.dropped) {
          looked = Math.max(0, Math.min(looked, lines.count) - 1);
          view.hits = view.hits.filter((hit) => hit < looked);
          look(run, () => {});
        }
      }
    };
  };

  /* What was written so far comes as one download, what follows as a stream from there on. */
  const unfinished = (bytes) => {
    for (let back = 1; back <= Math.min(3, bytes.length); back++) {
      const b = bytes[bytes.length - back];
      if ((b & 0xc0) === 0xc0) {
        return (b >= 0xf0 ? 4 : b >= 0xe0 ? 3 : 2) > back ? back : 0;
      }
      if ((b & 0xc0) !== 0x80) {
        return 0;
      }
    }
    return 0;
  };
  const readSoFar = async (address, add) => {
    const answer = await fetch(address);
    if (!answer.ok) {
      return 0;
    }
    const decoder = new TextDecoder();
    const reader = answer.body.getReader();
    let bytes = 0;
    let last = new Uint8Array();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        return bytes - unfinished(last);
      }
      bytes += value.length;
      last = value.length >= 3 ? value.slice(-3) : new Uint8Array([...last, ...value]).slice(-3);
      add(decoder.decode(value, { stream: true }));
    }
  };

  const start = async (log, connect) => {
    const lines = new Lines();
    const view = new View(log, lines);
    const button = (name) => document.querySelector(`[data-log-${name}]`);
    const pressed = (name) => button(name).getAttribute("aria-pressed") === "true";
    const press = (name, on) => button(name).setAttribute("aria-pressed", String(on));
    const found = document.getElementById("log-found");
    const search = searcher(view, lines, () => {
      found.textContent = view.words === "" ? "" : log.dataset.hits.replace("{0}", view.hit + 1).replace("{1}", view.hits.length + (view.hits.length === MOST_HITS ? "+" : ""));
      document.querySelectorAll("[data-log-step]").forEach((step) => {
        step.disabled = view.hits.length === 0;
      });
    });
    let wanted = Number((/^#L(\d+)$/.exec(location.hash) || [])[1] || 0) - 1;
    let planned = false;
    const linkTo = (index) => {
      view.linked = index;
      press("follow", false);
      view.goTo(index);
      view.remark();
    };
    const draw = () => {
      planned = false;
      if (wanted >= 0 && lines.count > wanted) {
        linkTo(wanted);
        wanted = -1;
      } else if (pressed("follow") && wanted < 0) {
        view.end();
      } else if (lines.count > 0) {
        view.grown();
      }
      search.grown();
    };
    const add = (text) => {
      if (text) {
        lines.add(text);
        if (!planned) {
          planned = true;
          setTimeout(draw, 60);
        }
      }
    };
    view.onleave = () => press("follow", false);
    document.addEventListener("click", (event) => {
      const toggle = event.target.closest("[data-log-follow], [data-log-wrap], [data-log-fill]");
      const step = event.target.closest("[data-log-step]");
      const number = event.target.closest(".log-n");
      if (toggle) {
        toggle.setAttribute("aria-pressed", String(toggle.getAttribute("aria-pressed") !== "true"));
        log.classList.toggle("wrap", pressed("wrap"));
        log.closest(".card").classList.toggle("filling", pressed("fill"));
        draw();
      } else if (step) {
        search.step(Number(step.dataset.logStep));
      } else if (number) {
        event.preventDefault();
        history.replaceState(history.state, "", number.getAttribute("href"));
        linkTo(Number(number.closest(".log-line").dataset.line));
      }
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && pressed("fill")) {
        button("fill").click();
      }
    });
    const field = button("search");
    let typing = null;
    field.addEventListener("input", () => {
      clearTimeout(typing);
      typing = setTimeout(() => search.start(field.value.trim().toLowerCase()), 150);
    });
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault();
        search.step(event.shiftKey ? -1 : 1);
      }
    });
    const bytes = await readSoFar(log.dataset.whole, add);
    connect(bytes).addEventListener("log", (event) => add(JSON.parse(event.data)));
  };

  window.bancadaLog = { start };
})();
