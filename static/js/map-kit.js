// What the maps of the site share: Leaflet when it is needed, pins drawn from our own sprite, area and overlay.

const SVG = "http://www.w3.org/2000/svg";
export const MAX_ZOOM = 19;
export const PIN_COLOUR = "#1d4ed8";
export const isCalm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

let loading;

function append(tag, properties) {
  return new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement(tag), properties, { onload: resolve, onerror: reject });
    document.head.append(element);
  });
}

/** Leaflet, loaded once. `root` names its addresses in data-leaflet-js and data-leaflet-css. */
export function loadLeaflet(root) {
  loading ??= Promise.all([
    append("link", { rel: "stylesheet", href: root.dataset.leafletCss }),
    window.L ? null : append("script", { src: root.dataset.leafletJs }),
  ]).then(() => window.L);
  return loading;
}

/** The JSON that the server has put into the page for this map. */
export function dataOf(root) {
  const holder = root.querySelector('script[type="application/json"]');
  return holder ? JSON.parse(holder.textContent) : null;
}

export function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

const escapeText = (text) => {
  const holder = document.createElement("span");
  holder.textContent = text;
  return holder.innerHTML;
};

function use(href, attributes) {
  const made = document.createElementNS(SVG, "use");
  made.setAttribute("href", href);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

/** A pin with a white icon: told apart by its icon, not by its colour alone. */
export function pinIcon(L, sprite, { colour = PIN_COLOUR, icon = "dot" } = {}) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 32 42");
  svg.setAttribute("width", "32");
  svg.setAttribute("height", "42");
  svg.setAttribute("aria-hidden", "true");
  svg.append(
    use(`${sprite}#pin`, { width: 32, height: 42, color: colour }),
    use(`${sprite}#${icon}`, { x: 7, y: 7, width: 18, height: 18, color: "#ffffff" }),
  );
  return L.divIcon({ html: svg, className: "map-marker", iconSize: [32, 42], iconAnchor: [16, 41], popupAnchor: [0, -36] });
}

export function clusterIcon(L, count, label) {
  const size = count < 10 ? 36 : count < 100 ? 44 : 54;
  const circle = element("span", "map-marker__count", count > 9999 ? `${Math.round(count / 1000)}k` : String(count));
  circle.title = `${count} ${label}`;
  return L.divIcon({ html: circle, className: "map-marker map-marker--cluster", iconSize: [size, size] });
}

/** A map with our own tiles; where none come it says so once, and goes on. */
export function makeMap(L, holder, data, labels) {
  const map = L.map(holder, {
    center: data.centre,
    zoom: data.zoom,
    maxZoom: MAX_ZOOM,
    minZoom: 2,
    zoomControl: false,
    attributionControl: false,
    zoomAnimation: !isCalm(),
    fadeAnimation: !isCalm(),
    markerZoomAnimation: !isCalm(),
  });
  holder.dir = "ltr"; // Leaflet counts from the left, in every language
  holder.setAttribute("role", "region");
  holder.setAttribute("aria-label", labels.label);
  L.control.zoom({ zoomInTitle: labels.zoomIn, zoomOutTitle: labels.zoomOut }).addTo(map);
  L.control.attribution({ prefix: false }).addTo(map).addAttribution(escapeText(data.attribution));
  const tiles = L.tileLayer(data.tiles, { maxZoom: MAX_ZOOM, className: "map-tiles" }).addTo(map);
  let told = false;
  const tell = () => {
    if (told) return;
    told = true;
    const note = element("p", "map-frame__note", labels.withoutTiles);
    note.setAttribute("role", "status");
    holder.append(note);
    setTimeout(() => note.remove(), 8000);
  };
  tiles.on("tileerror", tell);
  // The server sends one clear pixel for a tile that it cannot have.
  tiles.on("tileload", ({ tile }) => tile.naturalWidth === 1 && tell());
  return map;
}

const KINDS = new Set(["water", "park", "road", "rail", "building", "district"]);

function kindOf(feature) {
  const kind = feature.properties?.kind;
  if (KINDS.has(kind)) return kind;
  return feature.geometry?.type.includes("Polygon") ? "area" : "line";
}

/** Draw the area limit and the overlay under the places; gives the bounds of the area, null where there is none. */
export async function addLayers(L, map, address) {
  const response = await fetch(address);
  if (!response.ok) return null;
  const { area, overlay } = await response.json();
  map.createPane("overlay-under").classList.add("map-pane-under");
  map.createPane("overlay-names").classList.add("map-pane-names");
  if (overlay) {
    const drawn = L.geoJSON(overlay, {
      pane: "overlay-under",
      interactive: false,
      style: (feature) => ({ className: `map-overlay map-overlay--${kindOf(feature)}` }),
      pointToLayer: (_feature, place) => L.circleMarker(place, { radius: 5, pane: "overlay-under", className: "map-overlay map-overlay--line" }),
    }).addTo(map);
    drawn.eachLayer((layer) => {
      const kind = kindOf(layer.feature);
      const name = layer.feature.properties?.name;
      if (!name || !["district", "park", "water", "area"].includes(kind) || !layer.getBounds) return;
      const label = element("span", "", name);
      layer.bindTooltip(label, { permanent: true, direction: "center", pane: "overlay-names", className: `map-label map-label--${kind}`, interactive: false });
    });
  }
  if (!area) return null;
  return L.geoJSON(area, { pane: "overlay-under", interactive: false, style: { className: "map-area" } })
    .addTo(map)
    .getBounds();
}
