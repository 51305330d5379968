// Turns the ordered list of each timeline into slides with a strip of time, and back into a list on demand.
// Without this file the list is complete; nothing here knows more than what the list says.

const stillness = window.matchMedia("(prefers-reduced-motion: reduce)");
const MARKER_GAP = 44;
const LABEL_WIDTH = 150;
const LABEL_ROWS = 3;
const AXIS_LETTER = 9;
const AXIS_GAP = 24;
const PADDING = 32;
const MAX_ZOOM = 16;
const SWIPE = 60;

const behaviour = () => (stillness.matches ? "auto" : "smooth");

function idFromAddress() {
  try {
    return decodeURIComponent(window.location.hash.slice(1));
  } catch {
    return "";
  }
}

function make(tag, className, text = "") {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

class Timeline {
  constructor(root) {
    this.root = root;
    this.name = root.dataset.timeline;
    this.list = root.querySelector("[data-timeline-list]");
    this.items = [...this.list.children];
    this.hiddenGroups = new Set();
    this.zoom = 1;
    this.tallest = 0;
    this.fill("controls");
    this.fill("navigation");
    this.live = root.querySelector("[data-timeline-live]");
    this.count = root.querySelector("[data-timeline-count]");
    this.strip = root.querySelector("[data-timeline-strip]");
    this.track = root.querySelector("[data-timeline-track]");
    this.paint();
    this.first = "startAtEnd" in root.dataset ? this.items.length - 1 : 0;
    const linked = this.indexOf(idFromAddress());
    const kept = this.indexOf(window.history.state?.timelines?.[this.name]);
    this.index = [kept, linked, this.first].find((index) => index >= 0);
    this.listen();
    this.setView(root.dataset.view);
    if (linked >= 0) this.root.scrollIntoView({ block: "start", behavior: "auto" });
  }

  fill(name) {
    const template = this.root.querySelector(`[data-timeline-template="${name}"]`);
    this.root.querySelector(`[data-timeline-${name}]`).append(template.content.cloneNode(true));
  }

  paint() {
    for (const item of this.items) {
      const { color } = item.dataset;
      if (color && CSS.supports("color", color)) item.style.setProperty("--event-color", color);
    }
  }

  get shown() {
    return this.items.filter((item) => !this.hiddenGroups.has(item.dataset.group));
  }

  get isRightToLeft() {
    return getComputedStyle(this.root).direction === "rtl";
  }

  indexOf(id) {
    return id ? this.items.findIndex((item) => item.id === id) : -1;
  }

  headline(item) {
    return item.querySelector(".timeline__headline").textContent.trim();
  }

  date(item) {
    return item.querySelector(".timeline__date")?.textContent.trim() ?? "";
  }

  words(item) {
    return [this.date(item), this.headline(item)].filter(Boolean).join(" – ");
  }

  listen() {
    this.root.addEventListener("click", (event) => this.onClick(event));
    this.root.addEventListener("keydown", (event) => this.onKey(event));
    window.addEventListener("popstate", () => this.onReturn());
    let from = null;
    this.list.addEventListener("touchstart", (event) => {
      from = event.touches.length === 1 ? event.touches[0] : null;
    }, { passive: true });
    this.list.addEventListener("touchend", (event) => {
      if (!from || this.view !== "slides") return;
      const across = event.changedTouches[0].clientX - from.clientX;
      const down = Math.abs(event.changedTouches[0].clientY - from.clientY);
      if (Math.abs(across) > SWIPE && down < SWIPE) this.step(across < 0 === !this.isRightToLeft ? 1 : -1);
    }, { passive: true });
    new ResizeObserver(() => {
      this.tallest = 0;
      this.layOut();
    }).observe(this.strip);
  }

  onClick(event) {
    const button = event.target.closest("button, a");
    if (!button) return;
    if (button.dataset.setView) this.setView(button.dataset.setView);
    else if (button.dataset.step) this.step(Number(button.dataset.step));
    else if (button.dataset.zoom) this.setZoom(this.zoom * Number(button.dataset.zoom));
    else if (button.dataset.toggleGroup) this.toggleGroup(button);
    else if (button.dataset.target) this.go(this.indexOf(button.dataset.target));
    else if (button.dataset.frame) this.openFrame(event, button);
  }

  onKey(event) {
    const busy = event.target.closest("input, textarea, select, audio, video, [contenteditable]");
    if (this.view !== "slides" || busy || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const forward = this.isRightToLeft ? "ArrowLeft" : "ArrowRight";
    const backward = this.isRightToLeft ? "ArrowRight" : "ArrowLeft";
    const { shown } = this;
    const place = shown.indexOf(this.items[this.index]);
    const wanted = { [forward]: place + 1, [backward]: place - 1, Home: 0, End: shown.length - 1 }[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    if (!shown[wanted]) return;
    const wasOnStrip = this.strip.contains(document.activeElement);
    this.go(this.items.indexOf(shown[wanted]), { replace: event.repeat });
    if (wasOnStrip) this.track.querySelector("[aria-current]")?.focus({ preventScroll: true });
  }

  // Back and forward: each entry of the history knows where every timeline of the page stood.
  onReturn() {
    const places = window.history.state?.timelines;
    const id = idFromAddress();
    const mine = this.indexOf(places ? places[this.name] : id);
    if (mine >= 0) this.show(mine, { announce: true });
    else if (places || !id) this.show(this.first, { announce: true });
  }

  step(by) {
    const { shown } = this;
    const next = shown[shown.indexOf(this.items[this.index]) + by];
    if (next) this.go(this.items.indexOf(next));
  }

  // A reader's move: shown, announced, and kept in the history.
  go(index, { replace = false } = {}) {
    if (index < 0 || index === this.index) return;
    const { state } = window.history;
    const { id } = this.items[index];
    const next = { ...state, timelines: { ...state?.timelines, [this.name]: id } };
    window.history[replace ? "replaceState" : "pushState"](next, "", `#${encodeURIComponent(id)}`);
    this.show(index, { announce: true });
  }

  show(index, { announce = false } = {}) {
    const changed = index !== this.index;
    this.index = index;
    for (const [place, item] of this.items.entries()) item.classList.toggle("is-current", place === index);
    const { shown } = this;
    const place = shown.indexOf(this.items[index]);
    for (const button of this.root.querySelectorAll("[data-step]")) {
      const target = shown[place + Number(button.dataset.step)];
      // Kept focusable: a button that vanishes under the finger loses the keyboard's place.
      button.setAttribute("aria-disabled", String(!target));
      button.querySelector("[data-step-title]").textContent = target ? this.headline(target) : "";
    }
    this.count.textContent = `${place + 1} / ${shown.length}`;
    this.mark();
    this.steady();
    if (announce && changed) this.live.textContent = this.words(this.items[index]);
  }

  // What stands below does not jump from one slide to the next: the stage only grows.
  steady() {
    if (this.view !== "slides") {
      this.list.style.removeProperty("min-block-size");
      return;
    }
    this.tallest = Math.max(this.tallest, this.items[this.index].offsetHeight);
    this.list.style.minBlockSize = `${this.tallest}px`;
  }

  setView(view) {
    this.view = view === "list" ? "list" : "slides";
    this.root.dataset.view = this.view;
    this.root.classList.add("is-enhanced");
    for (const button of this.root.querySelectorAll("[data-set-view]")) {
      button.setAttribute("aria-pressed", String(button.dataset.setView === this.view));
    }
    this.show(this.index);
    this.layOut();
  }

  toggleGroup(button) {
    const group = button.dataset.toggleGroup;
    if (!this.hiddenGroups.delete(group)) this.hiddenGroups.add(group);
    if (!this.shown.some((item) => item.dataset.start)) {
      this.hiddenGroups.delete(group);
      return;
    }
    button.setAttribute("aria-pressed", String(!this.hiddenGroups.has(group)));
    for (const item of this.items) item.hidden = this.hiddenGroups.has(item.dataset.group);
    const near = this.items.slice(this.index).find((item) => !item.hidden) ?? this.shown.at(-1);
    this.show(this.items.indexOf(near), { announce: true });
    this.layOut();
  }

  setZoom(zoom) {
    this.zoom = Math.min(MAX_ZOOM, Math.max(1, zoom));
    this.layOut();
  }

  openFrame(event, link) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const frame = make("iframe", "timeline__frame");
    frame.src = link.dataset.frame;
    frame.title = link.dataset.frameTitle;
    frame.allow = "fullscreen; picture-in-picture";
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    link.closest(".timeline__external").replaceWith(frame);
    frame.focus();
  }

  // Dates stand where they fall, but never closer than a finger; the axis bends with them.
  layOut() {
    const width = this.strip.clientWidth;
    if (this.view !== "slides" || !width) return;
    const dated = this.shown.filter((item) => item.dataset.start);
    const total = Math.max(width, dated.length * MARKER_GAP + 2 * PADDING) * this.zoom;
    const times = dated.map((item) => Number(item.dataset.start));
    const places = this.spread(times, total);
    this.track.style.inlineSize = `${total}px`;
    this.track.replaceChildren(...this.bands(times, places, total), ...this.markers(dated, times, places, total));
    this.mark();
  }

  spread(times, total) {
    const last = times.length - 1;
    const span = times[last] - times[0];
    const places = times.map((time) => PADDING + (span ? (time - times[0]) / span : 0) * (total - 2 * PADDING));
    for (let i = 1; i <= last; i += 1) places[i] = Math.max(places[i], places[i - 1] + MARKER_GAP);
    places[last] = Math.min(places[last], total - PADDING);
    for (let i = last - 1; i >= 0; i -= 1) places[i] = Math.min(places[i], places[i + 1] - MARKER_GAP);
    return places;
  }

  placeOf(time, times, places, total) {
    const after = times.findIndex((other) => other > time);
    if (after === 0) return 0;
    if (after < 0) return times.at(-1) === time ? places.at(-1) : total;
    const share = (time - times[after - 1]) / (times[after] - times[after - 1]);
    return places[after - 1] + share * (places[after] - places[after - 1]);
  }

  bands(times, places, total) {
    return [...this.root.querySelectorAll(".timeline__era")].map((era, number) => {
      const from = this.placeOf(Number(era.dataset.start), times, places, total);
      const to = this.placeOf(Number(era.dataset.end), times, places, total);
      const band = make("span", `timeline__band timeline__band--${number % 3}`, era.querySelector(".timeline__era-name").textContent);
      band.setAttribute("aria-hidden", "true");
      band.style.insetInlineStart = `${from}px`;
      band.style.inlineSize = `${Math.max(to - from, 2)}px`;
      return band;
    });
  }

  markers(dated, times, places, total) {
    const rowEnds = Array(LABEL_ROWS).fill(0);
    let axisEnd = 0;
    let axisText = "";
    return dated.map((item, i) => {
      const marker = make("button", "timeline__marker");
      marker.type = "button";
      marker.dataset.target = item.id;
      if (item.dataset.group) marker.dataset.group = item.dataset.group;
      marker.setAttribute("aria-label", this.words(item));
      marker.style.insetInlineStart = `${places[i]}px`;
      marker.append(make("span", "timeline__dot"));
      if (item.dataset.end) {
        const length = this.placeOf(Number(item.dataset.end), times, places, total) - places[i];
        const span = make("span", "timeline__length");
        span.style.inlineSize = `${Math.max(length, 0)}px`;
        marker.append(span);
      }
      // Near the end of the strip a label stands before its date.
      const before = places[i] + LABEL_WIDTH > total;
      const from = before ? places[i] - LABEL_WIDTH : places[i];
      const row = rowEnds.findIndex((end) => end <= from);
      if (row >= 0) {
        rowEnds[row] = from + LABEL_WIDTH;
        const side = before ? " timeline__label--before" : "";
        marker.append(make("span", `timeline__label timeline__label--${row}${side}`, this.headline(item)));
      }
      const { axis } = item.dataset;
      const needed = axis.length * AXIS_LETTER + AXIS_GAP;
      const turned = places[i] + needed > total;
      const axisStart = turned ? places[i] - needed : places[i];
      if (axis !== axisText && axisStart >= axisEnd) {
        axisEnd = axisStart + needed;
        axisText = axis;
        marker.append(make("span", `timeline__tick${turned ? " timeline__tick--before" : ""}`, axis));
      }
      return marker;
    });
  }

  // One stop for the keyboard on the strip: the current date, or the first where the title slide is shown.
  mark() {
    const markers = [...this.track.querySelectorAll(".timeline__marker")];
    const current = markers.find((marker) => marker.dataset.target === this.items[this.index].id);
    for (const marker of markers) {
      marker.tabIndex = marker === (current ?? markers[0]) ? 0 : -1;
      if (marker === current) marker.setAttribute("aria-current", "true");
      else marker.removeAttribute("aria-current");
    }
    const target = current ?? markers[0];
    if (!target) return;
    const strip = this.strip.getBoundingClientRect();
    const box = target.getBoundingClientRect();
    this.strip.scrollBy({ left: box.left + box.width / 2 - strip.left - strip.width / 2, behavior: behaviour() });
  }
}

for (const root of document.querySelectorAll("[data-timeline]")) {
  if (root.querySelector("[data-timeline-list]")) new Timeline(root);
}
