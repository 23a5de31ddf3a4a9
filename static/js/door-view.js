// Without this the portal writes the same answers into the same places of the page.
// What the door's page shows: one answer in large words, people found, passages, counts, the state of the device.

const body = document.body;
const one = (name, within = document) => within.querySelector(`[data-${name}]`);
const language = document.documentElement.lang;
const zone = body.dataset.zone || undefined;
const inWords = { weekday: "long", day: "numeric", month: "long", year: "numeric" };
const clock = new Intl.DateTimeFormat(language, { ...inWords, hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone });
const countries = new Intl.DisplayNames([language], { type: "region", fallback: "none" });

const told = (moment) => {
  const part = Object.fromEntries(clock.formatToParts(moment).map(({ type, value }) => [type, value]));
  const isFrench = language === "fr";
  const day = [part.weekday, isFrench && part.day === "1" ? "1er" : part.day, part.month, part.year].join(" ");
  return { day, hour: isFrench ? `${Number(part.hour)}\u00a0h\u00a0${part.minute}` : `${part.hour}:${part.minute}` };
};

/** Day and hour, as the portal writes them: lundi 11 janvier 2021, 8 h 35. */
export const dayAndTime = (moment) => Object.values(told(moment)).join(", ");

/** The hour, with its day when that is not today. */
export const time = (moment) =>
  told(moment).day === told(Date.now()).day ? told(moment).hour : dayAndTime(moment);
export const country = (code) => (code && countries.of(code)) || code || "";

/** A word of the page's, with its facts filled in. */
export const words = (name, facts = {}) =>
  (body.getAttribute(`data-word-${name}`) ?? name).replace(/\{(\w+)\}/g, (_, fact) => facts[fact] ?? "");

export const capital = (text) => text.charAt(0).toLocaleUpperCase(language) + text.slice(1);

const element = (tag, text = "", className = "") => Object.assign(document.createElement(tag), { textContent: text, className });

const line = (who) => [who.whom, country(who.country)].filter(Boolean).join(", ");
const asWhat = (who) =>
  [capital(words(`category-${who.category}`)), words("number", { number: who.number })].join(" · ");

/** Say an answer: {kind, reason, who, number, first, notes}. */
export const say = ({ kind, reason = "", who, number, first, notes = [] }) => {
  const answer = one("answer");
  const forged = reason === "forged";
  const parts = {
    word: kind === "checking" ? words("checking") : forged ? capital(words("reason-forged")) : words(`verdict-${kind}`),
    why: reason && !forged ? capital(words(`reason-${reason}`)) : "",
    name: who?.name ?? "",
    line: who ? line(who) : "",
    category: who ? asWhat(who) : number ? words("number", { number }) : "",
    note: [...(kind === "refused" ? [words("send-on")] : []), ...notes].join(" "),
  };
  if (kind === "second" && first) parts.why = words("first", { time: time(first.at), door: first.door });
  answer.dataset.kind = kind;
  answer.hidden = false;
  for (const [part, text] of Object.entries(parts)) answer.querySelector(`[data-part=${part}]`).textContent = text;
};

export const silence = () => {
  one("answer").hidden = true;
  for (const part of one("answer").querySelectorAll("[data-part]")) part.textContent = "";
  for (const list of ["people", "last", "counts", "alerts", "found"]) one(list).replaceChildren();
};

const person = (name, details, button) => {
  const item = element("li");
  const text = element("p");
  text.append(element("strong", name), ...details.filter(Boolean).map((detail) => element("span", detail)));
  item.append(text);
  if (button) item.append(button);
  return item;
};

const act = (text, label, data) => {
  const button = element("button", text, "button button--outlined");
  button.type = "button";
  button.setAttribute("aria-label", label);
  Object.assign(button.dataset, data);
  return button;
};

/** Show those found by name, each with the button that checks them; `nobody` says why there is none. */
export const showPeople = ({ people, more }, checkWord, nobody) => {
  one("people").replaceChildren(...people.map((who) => person(
    who.name,
    [line(who), asWhat(who) + (who.why ? ` · ${words(`reason-${who.why}`)}` : "")],
    act(checkWord, `${checkWord} ${who.name}`, { number: who.number }),
  )));
  one("found").textContent = more ? words("more", { count: more }) : people.length ? "" : nobody;
};

/** Show the last passages of this device, the newest first; an admission can be undone. */
export const showLast = (own, list) => {
  one("last").replaceChildren(...own.map((entry) => {
    const who = list?.who(entry.number);
    const name = who?.name || words("number", { number: entry.number });
    const details = [`${time(entry.at)} · ${words(`verdict-${entry.kind}`)}${entry.waits ? ` · ${words("waiting")}` : ""}`];
    const undo = entry.kind === "admitted" && act(words("undo"), words("undo-of", { who: name }), { undo: entry.key });
    return person(name, details, undo || null);
  }));
  one("last").closest("section").hidden = !own.length;
};

/** Show how many of each category have arrived, in the order of the page's words. */
export const showCounts = (list) => {
  const counts = list.counts();
  const order = [...body.attributes].map((attribute) => /^data-word-category-(.+)$/.exec(attribute.name)?.[1]).filter(Boolean);
  one("counts").replaceChildren(...order.filter((category) => counts.has(category)).map((category) => {
    const row = element("tr");
    const head = element("th", capital(words(`category-${category}`)));
    head.scope = "row";
    row.append(head, element("td", counts.get(category).here), element("td", counts.get(category).of));
    return row;
  }));
  one("counts").closest("section").hidden = !counts.size;
};

/** Show what two doors did while apart; each stays until somebody says it was seen. */
export const showAlerts = (alerts, list, seen) => {
  one("alerts").replaceChildren(...alerts.map(({ passage, first }) => {
    const name = list.who(passage.number)?.name;
    const who = [name, words("number", { number: passage.number })].filter(Boolean).join(", ");
    const at = ({ door, at: moment }) => words("at-door", { door, time: time(moment) });
    const text = passage.why
      ? words("wrongly", { who, second: at(passage), reason: words(`reason-${passage.why}`) })
      : words("apart", { who, first: first ? at(first) : "", second: at(passage) });
    const note = element("div", "", "notice notice--draft");
    const button = act(seen, `${seen}: ${who}`, { seen: passage.id });
    note.append(element("p", text), button);
    return note;
  }));
};

/** Say how this device stands: its word, and how many passages wait. */
export const showState = (state, waiting, hasList = false) => {
  const box = one("state");
  const waits = words(waiting === 0 ? "none-waiting" : waiting === 1 ? "one-waiting" : "many-waiting", { count: waiting });
  const word = {
    online: "online", offline: hasList ? "offline" : "offline-bare", loading: "loading", "day-over": "closed", forbidden: "closed",
  }[state] ?? "signed-out";
  const text = state === "loading" ? words(word) : `${words(word)} · ${waits}`;
  box.dataset.state = state;
  if (box.textContent !== text) box.textContent = text;
  box.hidden = false;
};

/** Say what holds for the whole page, such as that the session is over; nothing takes it back. */
export const tell = (word, facts) => {
  const box = one("told");
  const text = word ? words(word, facts) : "";
  if (box.textContent !== text) box.textContent = text;
  box.hidden = !word;
};
