/* Without this script the button sends the filters, and the page comes back with its results.
   With it the results change in place, their number is said, and the address and the back button keep in step. */
(() => {
  const form = document.querySelector("form[data-filters]");
  if (!form || !window.fetch || !window.DOMParser) return;
  const parts = ["[data-results]", "[data-views]"];
  let asked = 0;
  let shown = location.pathname + location.search;
  const address = () => {
    const query = new URLSearchParams(new FormData(form));
    for (const [name, value] of [...query]) if (!value) query.delete(name, value);
    return form.action.split("?")[0] + (`${query}` && `?${query}`);
  };
  const fill = (other, typed) => {
    for (const control of form.elements) {
      const twin = control.id && other.querySelector(`#${CSS.escape(control.id)}`);
      if (!twin || control === typed) continue;
      if (control.type === "checkbox") control.checked = twin.checked;
      else control.value = twin.value;
    }
  };
  let typing;
  const show = async (url, { push = true, add = "pushState" } = {}) => {
    clearTimeout(typing);
    const mine = ++asked;
    try {
      const response = await fetch(url);
      if (!response.ok) throw new Error(response.status);
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      if (mine !== asked) return;
      for (const part of parts) {
        const old = document.querySelector(part);
        const fresh = page.querySelector(part);
        for (const opened of old?.querySelectorAll("details[id]") || []) {
          const twin = fresh?.querySelector(`#${opened.id}`);
          if (twin) twin.open = opened.open;
        }
        if (old && fresh) old.replaceWith(document.importNode(fresh, true));
      }
      const more = form.querySelector("[data-reset]");
      if (more) more.hidden = page.querySelector("[data-reset]").hidden;
      document.querySelector("[data-count]").textContent = page.querySelector("[data-count]").textContent;
      if (push) history[add](null, "", url);
      shown = location.pathname + location.search;
      fill(page, push ? document.activeElement : null);
      document.dispatchEvent(new Event("results"));
    } catch {
      if (mine === asked) location.assign(url);
    }
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show(address());
  });
  form.addEventListener("change", (event) => {
    if (event.target.matches("select, [type=checkbox]")) show(address());
  });
  if (form.dataset.filters === "live") form.addEventListener("input", (event) => {
    clearTimeout(typing);
    if (event.target.type === "search") typing = setTimeout(() => show(address(), { add: "replaceState" }), 400);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-results] nav a");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const back = link.id ? [`#${CSS.escape(link.id)}`, "[data-results]"] : ["[data-results] [aria-current=page]", "[data-results] [aria-current]"];
    show(link.href).then(() => document.querySelector(back.find((one) => document.querySelector(one)))?.focus());
  });
  window.addEventListener("popstate", () => {
    if (location.pathname + location.search !== shown) show(location.href, { push: false });
  });
})();
