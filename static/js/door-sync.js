// Without this the page is sent and comes back for each badge.
// The door's way to the portal: the list, passages sent until they are answered, and what happened meanwhile.

const PATIENCE = 8000;
const MOST = 50;

/** What the portal said instead of an answer: "sign-in", "forbidden", "too-many", or "offline" when nothing came. */
export class Refused extends Error {}

const token = () => /(?:^|;\s*)csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? "";

const ask = async (address, options = {}) => {
  let response;
  try {
    response = await fetch(address, {
      cache: "no-store", credentials: "same-origin", redirect: "error", signal: AbortSignal.timeout(PATIENCE), ...options,
    });
    if (response.status === 304) return null;
    if (response.ok) return await response.json();
  } catch {
    throw new Refused("offline");
  }
  if (response.status === 401) throw new Refused("sign-in");
  if (response.status === 429) throw new Refused("too-many");
  if (response.status === 403) {
    const told = await response.json().catch(() => ({}));
    throw new Refused(told.reason === "permission" ? "forbidden" : "sign-in"); // otherwise the form's cookie is gone
  }
  throw new Refused("offline");
};

/** The whole list. */
export const fetchList = (address) => ask(address);

/** Send what waits and hear what is new. `queue` holds entries of the store; each is answered by its key. */
export const exchange = async (address, { queue, revision, sequence }) => {
  const sent = queue.slice(0, MOST);
  const passages = sent.filter((one) => !one.sent).map(({ key, code, number, at, door, offline }) =>
    ({ key, code: code ?? String(number), at: Math.round(at), door, offline: !!offline }));
  const undone = sent.filter((one) => one.undo).map((one) => one.key);
  const began = Date.now();
  const told = await ask(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
    body: JSON.stringify({ revision, sequence, passages, undone }),
  });
  const offset = told.now - (began + Date.now()) / 2; // what to add to this device's clock
  return { ...told, offset, sent };
};

/** Fill in what a form of the page kept for later does not hold. */
export const sign = (form) => {
  const field = form.querySelector("[name=csrfmiddlewaretoken]");
  if (field) field.value = token();
};
