// The collaborative map: Leaflet over the server's picture, places loaded for the view, the list beside in step with it.
// Without this script the picture and the list, its filters and its pages are all there.

import { MAX_ZOOM, addLayers, clusterIcon, dataOf, element, isCalm, loadLeaflet, makeMap, pinIcon } from "./map-kit.js";

const WAIT = 180;
const TILE = 256;

/** The view enlarged to whole tiles, so that small moves ask for nothing and many readers ask for the same. */
function snapped(L, map) {
  const zoom = map.getZoom();
  const bounds = map.getPixelBounds();
  const low = bounds.min.divideBy(TILE).floor().multiplyBy(TILE);
  const high = bounds.max.divideBy(TILE).ceil().multiplyBy(TILE);
  const northWest = map.unproject(low, zoom);
  const southEast = map.unproject(high, zoom);
  return [northWest.lng, southEast.lat, southEast.lng, northWest.lat].map((degrees) => degrees.toFixed(5)).join(",");
}

/** Leaflet shows a balloon once it has measured it; until it can be seen it takes no focus. */
function focusSoon(target, tries = 40) {
  target.focus();
  if (document.activeElement !== target && tries) requestAnimationFrame(() => focusSoon(target, tries - 1));
}

class PlacesMap {
  constructor(block) {
    this.block = block;
    this.frame = block.querySelector("[data-map]");
    this.labels = this.frame.dataset;
    this.data = dataOf(this.frame);
    this.list = block.querySelector("[data-map-list]");
    this.count = block.querySelector("[data-map-count]");
    this.isFull = block.classList.contains("map-block--full");
    this.state = { category: this.data.category, q: this.data.search };
    this.icons = new Map();
    this.markers = new Map();
    this.asked = "";
    this.keepListUntil = 0;
  }

  start() {
    this.listen();
    const button = this.frame.querySelector("[data-map-open]");
    if (this.isFull) return this.open();
    // On a campaign page Leaflet is loaded for those who want it, and never catches a finger that scrolls past.
    button.hidden = false;
    button.addEventListener("click", () => this.open(true), { once: true });
    this.frame.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && this.open(), { once: true });
    return null;
  }

  open(withFocus = false) {
    this.opening ??= loadLeaflet(this.frame)
      .then((L) => this.build(L))
      .catch(() => this.frame.querySelector(".map-frame__live")?.remove()); // the picture stays
    return withFocus ? this.opening.then(() => this.map?.getContainer().focus()) : this.opening;
  }

  build(L) {
    this.L = L;
    const holder = element("div", "map-frame__live");
    this.frame.append(holder);
    this.map = makeMap(L, holder, this.data, this.labels);
    if (!this.isFull) this.map.scrollWheelZoom.disable();
    this.frame.classList.add("is-live");
    this.frame.querySelector("[data-map-open]").hidden = true;
    this.layer = L.layerGroup().addTo(this.map);
    addLayers(L, this.map, this.data.layers).catch(() => {});
    this.map.on("moveend", () => this.moved());
    // Leaflet itself hears Escape only while the map has the focus, not a link in a balloon.
    holder.addEventListener("keydown", (event) => event.key === "Escape" && this.map.closePopup());
    this.map.on("focus click", () => this.map.scrollWheelZoom.enable());
    this.revealButtons();
    this.refresh();
  }

  listen() {
    this.block.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      const chip = event.target.closest("a[data-category]");
      const show = event.target.closest("[data-map-show]");
      const more = event.target.closest("[data-map-list] [data-more]");
      if (chip) {
        event.preventDefault();
        this.filter({ category: chip.dataset.category });
      } else if (show) {
        this.show(show);
      } else if (more) {
        event.preventDefault();
        this.more(more);
      }
    });
    this.block.querySelector("[data-map-search]")?.addEventListener("submit", (event) => {
      event.preventDefault();
      this.filter({ q: new FormData(event.target).get("q").trim() });
    });
    this.revealButtons();
  }

  revealButtons() {
    for (const button of this.list.querySelectorAll("[data-map-show]")) button.hidden = false;
  }

  async filter(change) {
    Object.assign(this.state, change);
    for (const chip of this.block.querySelectorAll("a[data-category]")) {
      if (chip.dataset.category === this.state.category) chip.setAttribute("aria-current", "true");
      else chip.removeAttribute("aria-current");
    }
    const hidden = this.block.querySelector('[data-map-search] input[name="category"]');
    if (hidden) hidden.value = this.state.category;
    if (this.isFull) history.replaceState(null, "", `${location.pathname}${this.query({}, "?")}`);
    await this.open();
    this.asked = "";
    this.refresh();
  }

  query(more = {}, sign = "?") {
    const entries = Object.entries({ category: this.state.category, q: this.state.q, ...more }).filter(([, value]) => value !== "");
    return entries.length ? sign + new URLSearchParams(entries) : "";
  }

  moved() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.refresh(), WAIT);
    const add = this.block.querySelector("[data-map-add]");
    if (add) {
      const { lat, lng } = this.map.getCenter().wrap();
      add.search = new URLSearchParams({ lat: lat.toFixed(5), lng: lng.toFixed(5) });
    }
  }

  refresh() {
    this.loadPlaces();
    if (performance.now() > this.keepListUntil) this.loadList();
  }

  async loadPlaces() {
    const query = this.query({ bbox: snapped(this.L, this.map), zoom: this.map.getZoom() });
    if (query === this.asked) return;
    this.asked = query;
    this.placesRequest?.abort();
    this.placesRequest = new AbortController();
    try {
      const response = await fetch(this.data.features + query, { signal: this.placesRequest.signal });
      if (response.ok) this.draw(await response.json());
    } catch (error) {
      if (error.name !== "AbortError") this.asked = "";
    }
  }

  icon(index) {
    if (!this.icons.has(index)) this.icons.set(index, () => pinIcon(this.L, this.labels.sprite, this.data.categories[index]));
    return this.icons.get(index)();
  }

  draw({ points, clusters, categories }) {
    const known = this.data.categories.map((category) => category.key);
    this.layer.clearLayers();
    this.markers.clear();
    // Not in the order of the Tab key: the list beside is the same places, for keyboards and screen readers.
    for (const [lat, lng, count] of clusters) {
      const place = [lat / 1e5, lng / 1e5];
      const marker = this.L.marker(place, { icon: clusterIcon(this.L, count, this.labels.places), keyboard: false });
      marker.on("click", () => this.enter(place, count)).addTo(this.layer);
    }
    for (const [lat, lng, reference, category] of points) {
      const icon = this.icon(known.indexOf(categories[category]));
      const marker = this.L.marker([lat / 1e5, lng / 1e5], { icon, keyboard: false, riseOnHover: true });
      marker.on("click", () => this.tell(reference, marker.getLatLng())).addTo(this.layer);
      this.markers.set(reference, marker);
    }
  }

  enter(place, count) {
    const zoom = this.map.getZoom();
    if (zoom < MAX_ZOOM) this.map.setView(place, Math.min(zoom + 2, MAX_ZOOM), { animate: !isCalm() });
    else this.popup(place, [element("p", "", `${count} – ${this.labels.allList}`)]);
  }

  popup(place, children) {
    const body = element("div", "map-balloon");
    body.append(...children);
    body.dir = "auto";
    const popup = this.L.popup({ maxWidth: 280, minWidth: 200, offset: [0, -32], autoPanPadding: [24, 24] });
    popup.setLatLng(place).setContent(body).openOn(this.map);
    popup.getElement()?.querySelector(".leaflet-popup-close-button")?.setAttribute("aria-label", this.labels.close);
    return body;
  }

  async tell(reference, place, withFocus = false) {
    const response = await fetch(this.data.card.replace("REFERENCE", reference));
    if (!response.ok) return;
    const card = await response.json();
    const link = element("a", "map-balloon__link", this.labels.read);
    link.href = card.url;
    const children = [element("p", "map-balloon__title", card.title), element("p", "", card.text), link];
    if (card.category) children.unshift(element("p", "map-balloon__category", card.category));
    if (card.photo) {
      const photo = element("img", "map-balloon__photo");
      Object.assign(photo, { src: card.photo.url, alt: card.photo.alt });
      children.unshift(photo);
    }
    this.keepList(); // the balloon may push the map a little
    this.popup(place, children);
    this.mark(reference);
    if (withFocus) focusSoon(link);
  }

  /** The next moves of the map are not the reader's: the list, where the focus may be, stays as it is. */
  keepList() {
    this.keepListUntil = performance.now() + 1500;
  }

  mark(reference) {
    for (const card of this.list.querySelectorAll("[data-contribution]")) {
      card.classList.toggle("is-shown", card.dataset.contribution === reference);
    }
  }

  async show(button) {
    const card = button.closest("[data-contribution]");
    const place = [Number(card.dataset.latitude), Number(card.dataset.longitude)];
    await this.open();
    if (!this.map) return;
    this.keepList();
    this.map.setView(place, Math.max(this.map.getZoom(), 17), { animate: !isCalm() });
    this.frame.scrollIntoView({ block: "nearest" });
    await this.tell(card.dataset.contribution, place, true);
    this.map.once("popupclose", () => this.buttonOf(card.dataset.contribution)?.focus());
  }

  /** The list may have been fetched again meanwhile: the same place's button, not the same element. */
  buttonOf(reference) {
    return this.list.querySelector(`[data-contribution="${CSS.escape(reference)}"] [data-map-show]`);
  }

  async loadList() {
    const bounds = this.map.getBounds();
    const bbox = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()].map((n) => n.toFixed(5)).join(",");
    const page = await this.fetchList(this.query({ bbox }));
    if (!page) return;
    const focused = this.list.contains(document.activeElement) && document.activeElement.closest("[data-contribution]")?.dataset.contribution;
    this.list.replaceChildren(...page.body.childNodes);
    this.list.scrollTop = 0;
    this.revealButtons();
    if (focused) this.buttonOf(focused)?.focus({ preventScroll: true });
    const shown = this.list.querySelectorAll("[data-contribution]").length;
    const total = this.list.querySelector("[data-total]")?.dataset.total ?? (this.list.querySelector("[data-more]") ? `${shown}+` : shown);
    this.count.textContent = `${total} ${String(total) === "1" ? this.count.dataset.one : this.count.dataset.many}`;
  }

  async fetchList(query) {
    this.listRequest?.abort();
    this.listRequest = new AbortController();
    try {
      const response = await fetch(this.data.list + query, { signal: this.listRequest.signal });
      return response.ok ? new DOMParser().parseFromString(await response.text(), "text/html") : null;
    } catch {
      return null;
    }
  }

  async more(link) {
    const page = await this.fetchList(new URL(link.href).search);
    if (!page) return location.assign(link.href);
    const items = [...page.querySelectorAll(".map-list__items > li")];
    this.list.querySelector(".map-list__items").append(...items);
    link.closest(".pagination").replaceWith(...page.querySelectorAll(".pagination"));
    this.revealButtons();
    items[0]?.querySelector("a")?.focus();
    return null;
  }
}

for (const block of document.querySelectorAll('[data-block="map"]')) {
  if (block.dataset.mapStarted === undefined && block.querySelector('[data-map] script[type="application/json"]')) {
    block.dataset.mapStarted = "";
    new PlacesMap(block).start();
  }
}
