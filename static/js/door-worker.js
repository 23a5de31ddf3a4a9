/* Without this worker the page opens only while there is a network.
   It keeps the page, its styles and its scripts, never anybody's data, and gives them when no network does. */
(() => {
  const { version, page, shell, files } = self.kept;
  const cacheName = `door-${version}`;
  const PATIENCE = 4000;

  self.addEventListener("install", (event) => {
    self.skipWaiting();
    event.waitUntil((async () => {
      const cache = await caches.open(cacheName);
      await cache.addAll([...files, new Request(shell, { cache: "no-store" })]);
    })());
  });

  self.addEventListener("activate", (event) => {
    event.waitUntil((async () => {
      for (const name of await caches.keys()) if (name.startsWith("door-") && name !== cacheName) await caches.delete(name);
      await self.clients.claim();
    })());
  });

  self.addEventListener("fetch", (event) => {
    const { request } = event;
    const { pathname } = new URL(request.url);
    if (request.method !== "GET") return;
    if (request.mode === "navigate" && pathname === page) event.respondWith(opened(request));
    else if (files.includes(pathname)) event.respondWith(kept(request));
  });

  const kept = async (request) => (await (await caches.open(cacheName)).match(request)) ?? fetch(request);

  const tooLong = () => new Promise((_, reject) => { setTimeout(reject, PATIENCE); });

  const opened = async (request) => {
    try {
      const response = await Promise.race([fetch(request), tooLong()]);
      if (response.status < 500) {
        if (response.status === 403 || response.type === "opaqueredirect") await forget();
        return response;
      }
    } catch { /* no network, or one that does not answer */ }
    return (await (await caches.open(cacheName)).match(shell)) ?? Response.error();
  };

  /* The session or the permission is gone: so is all that was kept of people. What waits to be sent stays. */
  const forget = () => new Promise((resolve) => {
    const request = indexedDB.open("door");
    request.onupgradeneeded = () => request.transaction.abort(); // there was nothing
    request.onerror = () => resolve();
    request.onsuccess = () => {
      const base = request.result;
      const stores = [...base.objectStoreNames].filter((name) => name !== "queue");
      if (!stores.length) return resolve(base.close());
      const change = base.transaction(stores, "readwrite");
      for (const store of stores) change.objectStore(store).clear();
      change.oncomplete = change.onabort = () => resolve(base.close());
    };
  });
})();
