// What the editor's screens need besides wagtail-geo-widget: marker pictures that exist, and GeoJSON read from a file.

if (window.L) {
  // The package names its large picture otherwise than Leaflet does; the small one serves both.
  window.L.Icon.Default.prototype.options.iconRetinaUrl = "marker-icon@2x.png";
}

document.addEventListener("change", async (event) => {
  const input = event.target;
  const holder = input.closest?.("[data-geojson-file]");
  if (!holder || input.type !== "file" || !input.files.length) return;
  const box = holder.querySelector("textarea");
  box.value = await input.files[0].text();
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.dispatchEvent(new Event("change", { bubbles: true }));
  input.value = "";
});
