// Without this nothing is decided on the device, and the portal answers for each badge.
// The day's list in memory: who may come in, who has, and what two doors did while apart. It asks nobody.

const APART = { œ: "oe", æ: "ae", ø: "o", ł: "l", đ: "d", ß: "ss" };

/** Text without case and accents, as names are looked for. */
export const folded = (text) =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[œæøłđß]/g, (letter) => APART[letter]);

/** An arrival as it is kept, of the array that the portal sends. */
export const arrival = ([id, number, door, at, first, offline, undone, why]) =>
  ({ id, number, door, at, first: !!first, offline: !!offline, undone: !!undone, why });

export class DayList {
  /** `kept` is what the portal sent, without its arrivals; `waiting` are passages not sent yet. */
  constructor(kept, arrivals = [], waiting = []) {
    this.kept = kept;
    this.rows = new Map(kept.rows.map((row) => [row[0], row]));
    this.arrivals = new Map();
    this.firsts = new Map();
    this.own = new Map();
    for (const one of arrivals) this.#place(one);
    for (const one of waiting) if (one.offline && !one.undo) this.own.set(one.number, one);
  }

  /** Take changed rows; a bare number is somebody who is no longer on the list. */
  change(rows, revision) {
    for (const row of rows) {
      if (typeof row === "number") this.rows.delete(row);
      else this.rows.set(row[0], [...row.slice(0, 5), row.slice(5, 7)]);
    }
    this.kept = { ...this.kept, revision, rows: rows.length ? [...this.rows.values()] : this.kept.rows };
    if (rows.length) this.index = undefined;
  }

  /** Take what happened at all doors. */
  tell(arrivals) {
    for (const one of arrivals) this.#place(one);
  }

  #place(one) {
    this.arrivals.set(one.id, one);
    const before = this.firsts.get(one.number);
    if (one.first) this.firsts.set(one.number, one);
    else if (before?.id === one.id) this.firsts.delete(one.number);
  }

  /** Who a number is: name, for whom, country, category, why not. */
  who(number) {
    const row = this.rows.get(number);
    if (!row) return null;
    const [, category, why, name, family, place] = row;
    const [whom, country] = Array.isArray(place) ? place : this.kept.places[place];
    return { number, category, why, name, family, whom, country };
  }

  /** When and where a delegate was let in, by any door or by this one without having told it yet. */
  first(number) {
    return this.firsts.get(number) ?? this.own.get(number);
  }

  /** What the list alone says of a number: {kind, reason, first}. */
  decide(number) {
    const row = this.rows.get(number);
    if (!row) return { kind: "refused", reason: "unknown" };
    const first = this.first(number);
    if (row[2]) return { kind: "refused", reason: row[2], first };
    return first ? { kind: "second", first } : { kind: "admitted" };
  }

  /** Those whose name holds every word, the best kept short; {people, more}. */
  search(text, most = 20) {
    const words = folded(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    if (!words.length) return { people: [], more: 0 };
    this.index ??= [...this.rows.values()].filter((row) => row[3]).map((row) => [row[0], ` ${folded(`${row[4]} ${row[3]}`)}`]);
    const found = this.index.filter(([, name]) => words.every((word) => name.includes(word)));
    const begins = ([, name]) => (name.startsWith(` ${words[0]}`) ? 0 : 1);
    found.sort((one, other) => begins(one) - begins(other) || (one[1] < other[1] ? -1 : 1));
    return { people: found.slice(0, most).map(([number]) => this.who(number)), more: Math.max(found.length - most, 0) };
  }

  /** Of each category: how many are in, how many are expected. */
  counts() {
    const found = new Map();
    for (const [number, category, why] of this.rows.values()) {
      const isIn = !!this.first(number);
      if (why && !isIn) continue;
      const count = found.get(category) ?? { here: 0, of: 0 };
      count.of += 1;
      if (isIn) count.here += 1;
      found.set(category, count);
    }
    return found;
  }

  /** Passages of this door that another door, or the portal, should hear of: let in twice, or wrongly. */
  alerts(door) {
    const found = [];
    for (const one of this.arrivals.values()) {
      if (one.first || !one.offline || one.undone) continue;
      const first = this.firsts.get(one.number);
      if (one.door === door || (!one.why && first?.door === door)) found.push({ passage: one, first });
    }
    return found;
  }
}
