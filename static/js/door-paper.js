// Without this there is no paper list: it is made of the list on the device, so that it prints without a network.

/** Fill the page's paper list with all who may come in, by their family names; `words` says categories and time. */
export const layOut = (list, { words, country, now }) => {
  const compare = new Intl.Collator(document.documentElement.lang).compare;
  const people = [...list.rows.keys()].map((number) => list.who(number)).filter((one) => !one.why && one.name);
  people.sort((one, other) => compare(one.family || one.name, other.family || other.name) || compare(one.name, other.name));
  const rows = document.createDocumentFragment();
  for (const one of people) {
    const row = document.createElement("tr");
    const line = [one.whom, country(one.country)].filter(Boolean).join(", ");
    const name = one.family && !one.name.includes(one.family) ? `${one.name} (${one.family})` : one.name;
    for (const text of [list.first(one.number) ? "☑" : "☐", name, line, words(`category-${one.category}`), String(one.number)]) {
      row.insertCell().textContent = text;
    }
    rows.append(row);
  }
  const section = document.querySelector("[data-paper-list]");
  section.querySelector("[data-paper-rows]").replaceChildren(rows);
  section.querySelector("[data-paper-made]").textContent = words("paper-made", { time: now });
  section.hidden = false;
};

/** Take it away again: nobody's name stays in a page that somebody else may look at. */
export const takeAway = () => {
  const section = document.querySelector("[data-paper-list]");
  section.hidden = true;
  section.querySelector("[data-paper-rows]").replaceChildren();
};
