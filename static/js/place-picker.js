// Choosing a place in a form: on a map, by address, by where one is, or from the keyboard. Without this script the fields are
// plain fields. Enhances every element with `data-place-picker` that holds inputs whose names end in latitude and longitude.

import { addLayers, dataOf, element, isCalm, loadLeaflet, makeMap, pinIcon } from "./map-kit.js";

const DIGITS = 6;

class PlacePicker {
  constructor(root) {
    this.root = root;
    this.labels = root.dataset;
    this.data = dataOf(root);
    this.latitude = root.querySelector('input[name$="latitude"]');
    this.longitude = root.querySelector('input[name$="longitude"]');
    // The other text field of the place; rooms name it as they like.
    this.address = [...root.querySelectorAll("input[type='text']")].find((input) => ![this.latitude, this.longitude].includes(input));
  }

  async start() {
    if (!this.data || !this.latitude || !this.longitude) return;
    this.holder = this.root.querySelector("[data-place-map]");
    const L = await loadLeaflet(this.root);
    this.L = L;
    this.holder.hidden = false;
    const live = element("div", "place-picker__live");
    this.holder.append(this.toolbar(), live, this.hint(), this.said());
    this.map = makeMap(L, live, this.data, this.labels);
    const layers = this.data.layers ? addLayers(L, this.map, this.data.layers).catch(() => null) : null;
    this.map.scrollWheelZoom.disable();
    this.map.on("focus", () => this.map.scrollWheelZoom.enable());
    this.map.on("click", (event) => this.choose(event.latlng));
    for (const input of [this.latitude, this.longitude]) input.addEventListener("input", () => this.read());
    const details = this.root.querySelector("[data-place-degrees]");
    // The map may come seconds after the page: what somebody is writing in stays open.
    const isInUse = details?.contains(document.activeElement) || [this.latitude, this.longitude].some((input) => input.value !== input.defaultValue);
    if (details && !isInUse && !this.root.querySelector(".field--error")) details.open = false;
    const isRefused = [this.latitude, this.longitude].some((input) => input.closest(".field--error"));
    if (layers && isRefused) this.showRefused(layers);
    else this.read(16);
  }

  button(label, action) {
    const made = element("button", "button button--small", label);
    made.type = "button";
    made.addEventListener("click", action);
    return made;
  }

  toolbar() {
    const bar = element("div", "place-picker__tools");
    if (this.labels.geocode && this.address) {
      bar.append(this.button(this.labels.search, () => this.search()));
      this.address.addEventListener("keydown", (event) => {
        if (event.key !== "Enter") return;
        event.preventDefault();
        this.search();
      });
    }
    if ("geolocation" in navigator) bar.append(this.button(this.labels.here, () => this.locate()));
    bar.append(this.button(this.labels.middle, () => this.choose(this.map.getCenter())));
    this.results = element("ul", "place-picker__results");
    this.results.hidden = true;
    bar.append(this.results);
    return bar;
  }

  hint() {
    return element("p", "field__help", this.labels.hint);
  }

  said() {
    this.status = element("p", "place-picker__status");
    this.status.setAttribute("role", "status");
    return this.status;
  }

  /** Take a place over into the fields and onto the map. */
  choose(latlng, name = "") {
    const { lat, lng } = latlng.wrap ? latlng.wrap() : latlng;
    this.latitude.value = lat.toFixed(DIGITS);
    this.longitude.value = lng.toFixed(DIGITS);
    for (const input of [this.latitude, this.longitude]) input.dispatchEvent(new Event("change", { bubbles: true }));
    this.pin([lat, lng]);
    this.status.textContent = `${this.labels.chosen} ${name || `${lat.toFixed(5)}, ${lng.toFixed(5)}`}`;
  }

  pin(place) {
    if (!this.marker) {
      this.marker = this.L.marker(place, { icon: pinIcon(this.L, this.labels.sprite), draggable: true, keyboard: false });
      this.marker.on("dragend", () => this.choose(this.marker.getLatLng()));
      this.marker.addTo(this.map);
    }
    this.marker.setLatLng(place);
  }

  /** The place that the fields hold, null where they hold none. */
  written() {
    const [lat, lng] = [this.latitude, this.longitude].map((input) => Number(input.value.trim().replace(",", ".") || NaN));
    return Math.abs(lat) <= 90 && Math.abs(lng) <= 180 ? [lat, lng] : null;
  }

  /** The fields have been written in: follow them. */
  read(zoom = 15) {
    const place = this.written();
    if (!place) return;
    this.pin(place);
    this.map.setView(place, Math.max(this.map.getZoom(), zoom), { animate: !isCalm() });
  }

  /** A refused place comes back with a message that speaks of the area's border: show that, with the place where it is near. */
  async showRefused(layers) {
    const place = this.written();
    if (!place) return;
    this.pin(place);
    const area = await layers;
    if (!area) {
      this.read(16);
      return;
    }
    const isNear = area.pad(0.5).contains(place);
    // The pin stands above its point.
    this.map.fitBounds(isNear ? area.extend(place) : area, { paddingTopLeft: [24, 48], paddingBottomRight: [24, 24], animate: !isCalm() });
  }

  locate() {
    this.status.textContent = this.labels.locating;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        this.choose({ lat: coords.latitude, lng: coords.longitude });
        this.map.setView([coords.latitude, coords.longitude], 17, { animate: !isCalm() });
      },
      () => (this.status.textContent = this.labels.denied),
      { enableHighAccuracy: true, timeout: 10000 },
    );
  }

  async search() {
    const text = this.address.value.trim();
    if (text.length < 3) return this.address.focus();
    let answer = {};
    try {
      const response = await fetch(`${this.labels.geocode}?${new URLSearchParams({ q: text })}`);
      answer = await response.json();
    } catch {
      answer = { message: this.labels.failed };
    }
    const found = answer.results ?? [];
    this.status.textContent = answer.message ?? (found.length ? "" : this.labels.nothing);
    this.results.replaceChildren();
    this.results.hidden = found.length < 2;
    const take = (item) => {
      this.choose({ lat: item.latitude, lng: item.longitude }, item.label);
      this.map.setView([item.latitude, item.longitude], 17, { animate: !isCalm() });
      this.address.value = item.label;
      this.results.hidden = true;
    };
    if (found.length === 1) return take(found[0]);
    for (const item of found) {
      const row = element("li");
      row.append(this.button(item.label, () => take(item)));
      this.results.append(row);
    }
    this.results.querySelector("button")?.focus();
    return null;
  }
}

for (const root of document.querySelectorAll("[data-place-picker]")) {
  if (root.dataset.pickerStarted !== undefined) continue;
  root.dataset.pickerStarted = "";
  new PlacePicker(root).start().catch(() => {}); // the fields work without
}
