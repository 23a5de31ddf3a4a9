// Without this nothing is kept on the device, and the page asks the portal for each badge.
// What the door keeps in IndexedDB: the day's list, what happened at all doors, and passages until they are sent.

const NAME = "door";
export const STORES = ["kept", "arrivals", "queue", "own", "alerts"];
const OF_PEOPLE = STORES.filter((store) => store !== "queue"); // the queue holds numbers and moments alone

const asked = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

const done = (change) => new Promise((resolve, reject) => {
  change.oncomplete = () => resolve();
  change.onabort = change.onerror = () => reject(change.error);
});

let opened;

const open = () => {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("kept");
      request.result.createObjectStore("arrivals", { keyPath: "id" });
      for (const store of ["queue", "own", "alerts"]) request.result.createObjectStore(store, { keyPath: "key" });
    };
    request.onsuccess = () => {
      const base = request.result;
      base.onversionchange = () => { base.close(); opened = undefined; }; // somebody erases it
      resolve(base);
    };
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("blocked"));
  });
  opened.catch(() => { opened = undefined; });
  return opened;
};

/** Whether this browser keeps anything at all. */
export const canKeep = async () => {
  try {
    await open();
    return true;
  } catch {
    return false;
  }
};

export const get = async (key) => asked((await open()).transaction("kept").objectStore("kept").get(key));

export const all = async (store) => asked((await open()).transaction(store).objectStore(store).getAll());

export const keys = async (store) => asked((await open()).transaction(store).objectStore(store).getAllKeys());

/** Write several things at once, whole or not at all: {store: [values]}, and {kept: [[key, value]]}. */
export const write = async (changes) => {
  const change = (await open()).transaction(Object.keys(changes), "readwrite");
  for (const [name, values] of Object.entries(changes)) {
    const store = change.objectStore(name);
    for (const value of values) {
      if (name === "kept") store.put(value[1], value[0]);
      else store.put(value);
    }
  }
  await done(change);
};

export const remove = async (store, keys) => {
  const change = (await open()).transaction(store, "readwrite");
  for (const key of keys) change.objectStore(store).delete(key);
  await done(change);
};

/** Put a whole new list in the place of the old one. */
export const replace = async (list, arrivals) => {
  const change = (await open()).transaction(["kept", "arrivals"], "readwrite");
  change.objectStore("kept").put(list, "list");
  change.objectStore("arrivals").clear();
  for (const one of arrivals) change.objectStore("arrivals").put(one);
  await done(change);
};

/** Erase all that is kept of people, and say how many passages stay because they were not sent yet. */
export const erase = async () => {
  const waiting = (await all("queue")).length;
  if (!waiting) {
    await eraseAll();
    return 0;
  }
  const change = (await open()).transaction(OF_PEOPLE, "readwrite");
  for (const store of OF_PEOPLE) change.objectStore(store).clear();
  await done(change);
  return waiting;
};

const eraseAll = async () => {
  const base = await open();
  base.close();
  opened = undefined;
  await asked(indexedDB.deleteDatabase(NAME));
};
