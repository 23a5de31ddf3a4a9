/* Without this script the stars are checkboxes of a form that leads to the agenda's page.
   With it they are remembered in this browser, from one page to the next. */
(() => {
  const form = document.querySelector("form[data-agenda]");
  if (!form) return;
  const key = "agenda";
  const read = () => {
    try { return new Set(JSON.parse(localStorage.getItem(key) || "[]")); } catch { return new Set(); }
  };
  const write = (slugs) => {
    try { localStorage.setItem(key, JSON.stringify([...slugs])); } catch { /* a browser that keeps nothing: the form still works */ }
  };
  const stars = () => document.querySelectorAll("input[data-star]");
  const count = form.querySelector("output");
  const show = (slugs) => {
    for (const star of stars()) star.checked = slugs.has(star.value);
    const words = slugs.size === 1 ? form.dataset.countOne : form.dataset.countMany;
    count.textContent = slugs.size ? words.replace("%s", slugs.size) : "";
  };
  document.addEventListener("change", (event) => {
    if (!event.target.matches("input[data-star]")) return;
    const slugs = read();
    if (event.target.checked) slugs.add(event.target.value); else slugs.delete(event.target.value);
    write(slugs);
    show(slugs);
  });
  document.addEventListener("results", () => show(read()));
  form.addEventListener("submit", () => {
    const here = new Set([...stars()].map((star) => star.value));
    for (const old of form.querySelectorAll("input[type=hidden]")) old.remove();
    for (const slug of read()) {
      if (here.has(slug)) continue;
      const hidden = document.createElement("input");
      Object.assign(hidden, { type: "hidden", name: "s", value: slug });
      form.append(hidden);
    }
  });
  show(read());
})();
