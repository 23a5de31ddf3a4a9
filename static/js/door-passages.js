// Without this each badge is asked of the portal, and nobody is let in while there is no network.
// What becomes of a badge: checked on the device, asked of the portal while it answers, decided alone when not, kept, sent.

import { isGenuine, keyOf, parse } from "./door-code.js";
import { arrival, DayList } from "./door-list.js";
import * as store from "./door-store.js";
import { exchange, fetchList, Refused } from "./door-sync.js";

const WAIT = 900; // milliseconds that somebody waits for the portal before the list decides
const LAST = 20;
const NAME = "door-name";
const pause = (time) => new Promise((resolve) => { setTimeout(resolve, time); });

/** The state of one door. `on.change()` is called when anything changed, `on.lost(word)` when all was erased. */
export class Door {
  constructor({ list, sync }, on) {
    Object.assign(this, { addresses: { list, sync }, on, name: "", standing: "loading", isBusy: false, offset: 0, waiting: 0 });
    this.asked = new Map();
  }

  now() {
    return Math.round(Date.now() + this.offset);
  }

  /** Begin with what this device kept. */
  async load(name) {
    this.name = localStorage.getItem(NAME) ?? name;
    const queue = await store.all("queue");
    const unsure = queue.filter((one) => !one.offline && !one.undo); // asked, and never answered
    await store.remove("queue", unsure.map((one) => one.key));
    await this.#count();
    const [kept, mark] = [await store.get("list"), await store.get("mark")];
    if (kept) await this.#use({ ...kept, ...mark }, await store.all("arrivals"));
    if (!this.isOver) return; // otherwise a list of another day: begin without, and fetch that of today
    Object.assign(this, { list: undefined, key: undefined });
    await store.erase();
  }

  /** Whether people may be checked: signed in, allowed, on the day. */
  get isOpen() {
    return ["loading", "online", "offline"].includes(this.standing);
  }

  get isOver() {
    return !!this.list && this.list.kept.until <= this.now();
  }

  /** Say which door this is; the device remembers it, since it tells of nobody. */
  rename(name) {
    this.name = name;
    localStorage.setItem(NAME, name);
  }

  async #use(kept, arrivals) {
    this.list = new DayList(kept, arrivals, await store.all("queue"));
    this.key = await keyOf(kept.key);
  }

  async #fetch() {
    const { arrivals, ...kept } = await fetchList(this.addresses.list);
    this.offset = kept.now - Date.now();
    const told = arrivals.map(arrival);
    await store.replace({ ...kept, at: this.now() }, told);
    await store.remove("kept", ["mark"]);
    await this.#use({ ...kept, at: this.now() }, told);
  }

  /** Send what waits and hear what is new, one exchange at a time, in one window of this device at a time. */
  sync() {
    if (!this.isOpen && this.standing !== "day-over") return Promise.resolve();
    this.again = !!this.running;
    this.running ??= navigator.locks.request("door", () => this.#exchange()).finally(() => {
      this.running = undefined;
      if (this.again && this.standing === "online") this.sync();
    });
    return this.running;
  }

  async #exchange() {
    try {
      if (!this.list && this.standing !== "day-over") await this.#fetch();
      const { revision = "", sequence = 0 } = this.list?.kept ?? {};
      const told = await exchange(this.addresses.sync, { queue: await store.all("queue"), revision, sequence });
      this.offset = told.offset;
      if (this.isOpen) this.standing = navigator.onLine ? "online" : "offline";
      if (this.list) await this.#hear(told);
      await this.#settle(told);
      this.isBusy = false;
    } catch (problem) {
      if (!(problem instanceof Refused)) throw problem;
      if (["sign-in", "forbidden"].includes(problem.message)) return this.lose(problem.message);
      if (this.isOpen && problem.message === "offline") this.standing = "offline";
      this.isBusy = problem.message === "too-many";
    }
    await this.#count();
    this.on.change();
  }

  async #hear({ rows, revision, sequence, until, arrivals }) {
    if (rows === null) return this.#fetch();
    const told = arrivals.map(arrival);
    const mark = { sequence, until, at: this.now() };
    this.list.change(rows, revision);
    this.list.tell(told);
    Object.assign(this.list.kept, mark);
    const changed = { arrivals: told, kept: [["mark", mark]] };
    if (rows.length) changed.kept.push(["list", this.list.kept]);
    await store.write(changed);
  }

  async #settle({ answers, sent }) {
    for (const before of sent) {
      const mine = answers.filter((one) => one.key === before.key);
      const entry = (await store.all("queue")).find((one) => one.key === before.key);
      const refused = mine[0] && mine[0].verdict !== "admitted" && mine[0].verdict !== "undone";
      if (entry && entry.offline && !before.offline && refused) continue; // let in meanwhile: the portal must know
      if (entry && !!entry.undo !== !!before.undo) await store.write({ queue: [{ ...entry, sent: true }] });
      else await store.remove("queue", [before.key]);
      const answer = before.sent ? undefined : mine[0];
      if (answer) await this.#answered(before, answer, !!entry);
      this.list?.own.delete(before.number);
    }
  }

  /** Keep what the portal said; whoever still waits for it hears it, otherwise the page does. */
  async #answered(entry, { verdict, reason, first }, isKept) {
    const answer = { kind: verdict, reason, first: first && { door: first[0], at: first[1] } };
    if (verdict === "admitted" || verdict === "second") await this.#note(entry, verdict);
    const waits = this.asked.get(entry.key);
    if (waits) waits(answer);
    else if (!entry.offline && (!isKept || verdict !== "admitted")) this.on.late(entry, answer);
  }

  async #note({ key, number, at }, kind) {
    const own = await this.last();
    await store.write({ own: [{ key, number, at, kind }] });
    await store.remove("own", own.slice(LAST).map((one) => one.key));
  }

  /** The last passages of this device, the newest first, with whether they wait to be sent. */
  async last() {
    const waiting = new Set(await store.keys("queue"));
    const own = (await store.all("own")).sort((one, other) => other.at - one.at);
    return own.map((one) => ({ ...one, waits: waiting.has(one.key) }));
  }

  async #count() {
    this.waiting = (await store.keys("queue")).length;
  }

  /** Check what was scanned or typed: {kind, reason, number, first, notes: [[word, facts]]}, where and by whom decided. */
  async check(typed, asking = () => {}) {
    const badge = parse(typed, this.list?.kept.prefix ?? typed.trim().split(":")[0].toUpperCase());
    if (!badge) return { kind: "refused", reason: "unreadable", notes: [] };
    const notes = await this.#look(badge);
    if (!notes) return { kind: "refused", reason: "forged", notes: [] };
    const number = badge.number;
    const entry = { key: crypto.randomUUID(), number, code: badge.code, at: this.now(), door: this.name, offline: false };
    if (this.standing === "online" && navigator.onLine) {
      asking(entry);
      const answer = await this.#ask(entry);
      if (answer) return { ...answer, number, key: entry.key, notes: answer.kind === "admitted" ? notes : [] };
    }
    return { number, key: entry.key, ...(await this.#alone(entry, notes)) };
  }

  /** What is to be minded about a badge; null when it is forged. */
  async #look(badge) {
    if (badge.forged) return null;
    if (!badge.code) return [["typed"]];
    const notes = [];
    if (this.key && !(await isGenuine(badge, this.key))) return null;
    if (!this.key) notes.push([this.list?.kept.key ? "unsigned" : "no-key"]);
    const category = this.list?.who(badge.number)?.category;
    if (category && category !== badge.category) notes.push(["other-category", { category: badge.category }]);
    return notes;
  }

  async #ask(entry) {
    await store.write({ queue: [entry] });
    const answer = new Promise((resolve) => { this.asked.set(entry.key, resolve); });
    this.sync();
    const told = await Promise.race([answer, pause(WAIT)]);
    this.asked.delete(entry.key);
    return told;
  }

  async #alone(entry, notes) {
    if (!this.list) {
      await store.remove("queue", [entry.key]);
      return { kind: "unchecked", reason: "", notes: [["no-list"]] };
    }
    const decided = this.list.decide(entry.number);
    const told = [...notes, ["by-itself", { at: this.list.kept.at }]];
    if (decided.kind !== "admitted") {
      await store.remove("queue", [entry.key]);
      return { ...decided, notes: told.slice(-1) };
    }
    entry.offline = true;
    this.list.own.set(entry.number, entry);
    await store.write({ queue: [entry] });
    await this.#note(entry, "admitted");
    await this.#count();
    return { ...decided, notes: told };
  }

  /** Take back an admission of this device; the portal is told as soon as it answers. */
  async undo(key) {
    const own = (await store.all("own")).find((one) => one.key === key);
    const queued = (await store.all("queue")).find((one) => one.key === key);
    const { number, at } = own;
    const entry = queued ?? { key, number, at, door: this.name, sent: true };
    await store.write({ queue: [{ ...entry, undo: true }], own: [{ ...own, kind: "undone" }] });
    this.list?.own.delete(number);
    if (this.list?.firsts.get(number)?.at === at) this.list.firsts.delete(number);
    await this.#count();
    this.sync();
    return { kind: "undone", reason: "", number, key, notes: [] };
  }

  /** End what the portal did not end: no answer that still comes writes anything down after it was erased. */
  async end(word) {
    this.standing = word;
    await this.running;
    await this.lose(word);
  }

  /** Erase all that is kept of people, and say why; what waits to be sent stays. */
  async lose(word) {
    Object.assign(this, { list: undefined, key: undefined, standing: word });
    this.waiting = await store.erase();
    this.on.lost(word);
  }
}
