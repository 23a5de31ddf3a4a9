// Without this script the form sends each number or badge to the portal, and the page comes back with the answer.
// With it the page checks badges on the device, asks the portal while there is a network, and goes on when it dies.

import { Camera, canSee } from "./door-camera.js";
import { layOut, takeAway } from "./door-paper.js";
import { Door } from "./door-passages.js";
import * as store from "./door-store.js";
import { sign } from "./door-sync.js";
import { capital, country, dayAndTime, say, showAlerts, showCounts, showLast, showPeople, showState, silence, tell, time, words } from "./door-view.js";

const POLL = 5000;
const SOON = 250;
const AGAIN = 5000; // the same badge read twice by one hand is one badge
const OFF = 2; // minutes by which a clock may be off before anybody is told
const LEFT = "door-left";
const one = (name) => document.querySelector(`[data-${name}]`);
const form = (name) => document.querySelector(`[data-form=${name}]`);
const code = document.querySelector("#code");
const search = document.querySelector("#name");
const shown = { key: "", number: null, at: 0 };

const door = new Door(document.body.dataset, {
  change: () => show(),
  lost: (word) => lost(word),
  late: (entry, answer) => { if (entry.key === shown.key) answered({ ...answer, ...entry, notes: [] }); },
});

const start = async () => {
  if (!(await store.canKeep()) || !navigator.locks) return tell("not-kept");
  for (const part of document.querySelectorAll("[data-scripted], [data-tools]")) part.hidden = false;
  for (const part of document.querySelectorAll("[data-plain]")) part.remove();
  listen();
  navigator.serviceWorker?.register(document.body.dataset.worker).catch(() => {}); // signed out: the old one stays
  if (localStorage.getItem(LEFT)) return leftBefore();
  await door.load(document.body.dataset.name ?? "");
  if (door.name) named(door.name);
  show();
  code.focus();
  await door.sync();
  setInterval(tick, POLL);
};

const tick = async () => {
  if (door.isOver) await door.end("day-over");
  if (!door.isOpen && !door.waiting) return;
  if (document.visibilityState === "visible" || door.waiting) door.sync();
};

/** Show how the device stands at once, and soon, all together, what takes longer to count. */
const show = () => {
  showDevice();
  soon ??= setTimeout(showRest, SOON);
};

const showDevice = () => {
  for (const part of document.querySelectorAll("[data-check]")) part.hidden = !door.name || !door.isOpen;
  one("door-name").textContent = door.name;
  showState(door.standing, door.waiting, !!door.list);
  one("kept").textContent = ofList();
  one("paper").hidden = !door.list;
  if (door.isOpen) tell(...noticed());
};

const ofList = () => {
  if (door.list) return words("list-of", { time: time(door.list.kept.at), until: time(door.list.kept.until) });
  return door.isOpen ? words(door.standing === "offline" ? "no-list" : "loading") : "";
};

/** What is to be known of the whole page, and its facts: it stands there until it no longer holds. */
const noticed = () => {
  if (door.isBusy) return [door.list ? "busy" : "no-list-yet"];
  if (camera.isRefused) return ["camera-refused"];
  const minutes = Math.round(Math.abs(door.offset) / 60000);
  return [minutes >= OFF ? "clock" : "", { minutes }];
};

let soon;
const showRest = async () => {
  soon = undefined;
  if (!door.isOpen) return;
  const own = await door.last();
  const seen = new Set((await store.all("alerts")).map((alert) => alert.key));
  if (!door.isOpen) return; // all was erased meanwhile
  showLast(own, door.list);
  if (!door.list) return;
  showCounts(door.list);
  showAlerts(door.list.alerts(door.name).filter(({ passage }) => !seen.has(passage.id)), door.list, words("seen"));
};

const check = async (typed) => {
  if (!typed.trim()) return;
  code.value = "";
  if (typed === shown.typed && Date.now() - shown.at < AGAIN) return;
  Object.assign(shown, { typed, at: Date.now() });
  const answer = await door.check(typed, (entry) => say({ kind: "checking", number: entry.number }));
  shown.at = Date.now();
  answered(answer);
};

const answered = ({ kind, reason, number, first, notes, key }) => {
  const facts = ([word, told = {}]) => words(word, {
    ...(told.at && { time: time(told.at) }), ...(told.category && { category: words(`category-${told.category}`) }),
  });
  shown.key = key;
  say({ kind, reason, number, first, who: number === undefined ? null : door.list?.who(number), notes: notes.map(facts) });
  if (one("sound").getAttribute("aria-pressed") === "true") sound(kind);
  show();
};

const listen = () => {
  form("check").addEventListener("submit", (event) => { event.preventDefault(); check(code.value); code.focus(); });
  form("search").addEventListener("submit", (event) => { event.preventDefault(); find(); });
  form("name").addEventListener("submit", naming);
  form("leave").addEventListener("submit", leave);
  for (const other of document.querySelectorAll("form")) other.addEventListener("submit", () => sign(other));
  search.addEventListener("input", find);
  document.addEventListener("click", pressed);
  document.addEventListener("keydown", typing);
  window.addEventListener("online", () => door.sync());
  window.addEventListener("offline", () => { if (door.isOpen) { door.standing = "offline"; show(); } });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") tick(); else camera.stop(); });
  window.addEventListener("beforeprint", paper);
  window.addEventListener("afterprint", takeAway);
  canSee().then((can) => { one("camera").hidden = !can; });
};

/** A scanner types wherever the page is looked at: what nobody else awaits goes to the one field. */
const typing = (event) => {
  const awaited = event.target.closest?.("input, textarea, select, button, a, summary");
  if (event.ctrlKey || event.altKey || event.metaKey || event.key.length !== 1 || code.closest("[hidden]")) return;
  if (!awaited || (awaited.matches("button, a, summary") && event.key !== " ")) code.focus();
};

const pressed = async ({ target }) => {
  const button = target.closest("button");
  if (!button) return;
  const { number, undo, seen } = button.dataset;
  if (number) { search.value = ""; find(); await check(number); code.focus(); }
  if (undo) { shown.typed = ""; answered(await door.undo(undo)); }
  if (seen) { await store.write({ alerts: [{ key: Number(seen) }] }); show(); }
  if (button === one("camera")) look(button);
  if (button === one("sound")) button.setAttribute("aria-pressed", button.getAttribute("aria-pressed") === "false");
  if (button === one("paper")) { paper(); window.print(); }
};

const find = () => {
  const asked = search.value.trim();
  const found = door.list && asked ? door.list.search(asked) : { people: [], more: 0 };
  showPeople(found, words("check"), asked && words(door.list ? "nobody" : "no-list"));
};

const named = (name) => {
  door.rename(name);
  form("name").elements.door.value = name;
  one("naming").open = false;
};

const naming = (event) => {
  event.preventDefault();
  const name = event.target.elements.door.value.trim();
  if (!name) return;
  named(name);
  sign(event.target);
  fetch(event.target.action, { method: "POST", body: new FormData(event.target), redirect: "manual" }).catch(() => {}); // for the page without script
  show();
  code.focus();
};

const camera = new Camera(one("video"), (text) => check(text));
const look = async (button) => {
  if (camera.isOn) camera.stop(); else await camera.start();
  showDevice();
  button.setAttribute("aria-pressed", camera.isOn);
  button.textContent = words(camera.isOn ? "camera-off" : "camera-on");
};

const paper = () => {
  if (door.list) layOut(door.list, { words: (word, facts) => capital(words(word, facts)), country, now: dayAndTime(door.list.kept.at) });
};

let audio;
const sound = (kind) => {
  audio ??= new AudioContext();
  const tones = { admitted: [880], second: [440, 440], refused: [220, 220, 220] }[kind] ?? [];
  tones.forEach((frequency, place) => {
    const tone = new OscillatorNode(audio, { frequency });
    tone.connect(audio.destination);
    tone.start(audio.currentTime + place * 0.2);
    tone.stop(audio.currentTime + place * 0.2 + 0.12);
  });
};

/** All that was kept of people is gone; so is all that was shown. */
const lost = (word) => {
  clearTimeout(soon);
  camera.stop();
  takeAway();
  silence();
  search.value = "";
  for (const part of document.querySelectorAll("[data-check], [data-naming], [data-paper], .door__counts")) part.hidden = true;
  one("kept").textContent = "";
  showState(word, door.waiting);
  tell(word);
  one("sign-in").hidden = word === "left";
};

/** Erase first, then leave; without a network the portal is told as soon as there is one. */
const leave = async (event) => {
  event.preventDefault();
  if (door.standing === "online") await door.sync();
  const waiting = words(door.waiting === 1 ? "one-waiting" : "many-waiting", { count: door.waiting });
  if (door.waiting && !window.confirm(words("leave", { waiting: capital(waiting) }))) return;
  await door.end("left");
  localStorage.setItem(LEFT, "1");
  signOut();
};

const leftBefore = () => {
  door.standing = "left";
  lost("left");
  signOut();
};

/** Tell the portal, now or as soon as it answers. */
const signOut = () => {
  window.addEventListener("online", tellPortal);
  setInterval(tellPortal, POLL);
  tellPortal();
};

const tellPortal = async () => {
  try {
    await fetch(document.body.dataset.worker, { cache: "no-store" });
  } catch {
    return; // later
  }
  if (!localStorage.getItem(LEFT)) return; // told meanwhile
  localStorage.removeItem(LEFT);
  sign(form("leave"));
  form("leave").submit();
};

start();
