// Without this nothing is checked on the device: the portal reads each number and badge that is sent to it.
// What a scanner or a hand typed: a number, or a badge's code `OPS21:123:PRESS:SIGNATURE`, Ed25519 in base32.

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const LONGEST = 200;

// What a scanner that takes itself for an American keyboard types on a French one, key by key.
const FRENCH = new Map([
  ..."&é\"'(-è_çà§".split("").map((typed, place) => [typed, "12345678906"[place]]),
  ["Q", "A"], ["A", "Q"], ["W", "Z"], ["Z", "W"], ["?", "M"], [",", "M"], ["M", ":"],
]);

/** The text with its spaces gone, in capitals; what a French keyboard made of it put right. */
export const tidy = (typed, prefix) => {
  const text = typed.slice(0, LONGEST).replace(/\s+/g, "");
  const plain = text.toUpperCase();
  if (!prefix || plain.startsWith(`${prefix}:`) || /^(D?-?)\d+$/.test(plain)) return plain;
  const turned = [...text].map((letter) => FRENCH.get(letter) ?? FRENCH.get(letter.toUpperCase()) ?? letter.toUpperCase()).join("");
  return turned.startsWith(`${prefix}:`) || /^\d+$/.test(turned) ? turned : plain;
};

/** {number} of a typed number, {number, category, said, signature, code} of a badge, null of anything else. */
export const parse = (typed, prefix) => {
  const code = tidy(typed, prefix);
  const typedNumber = /^(?:D?-?)(\d{1,9})$/.exec(code);
  if (typedNumber) return { number: Number(typedNumber[1]) };
  const badge = /^([A-Z0-9]+):(\d{1,9}):([A-Z]+):([A-Z2-7]+)$/.exec(code);
  if (!badge || badge[1] !== prefix) return code.includes(":") ? { forged: true, code } : null;
  const signature = bytes(badge[4]);
  if (signature?.length !== 64) return { forged: true, code };
  return {
    number: Number(badge[2]),
    category: badge[3].toLowerCase(),
    said: code.slice(0, code.lastIndexOf(":")),
    signature,
    code,
  };
};

/** Base32 as RFC 4648 has it, without padding; null where the last letter carries more than its bits. */
export const bytes = (text) => {
  const found = [];
  let held = 0;
  let bits = 0;
  for (const letter of text) {
    held = (held << 5) | LETTERS.indexOf(letter);
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      found.push((held >> bits) & 255);
      held &= (1 << bits) - 1;
    }
  }
  return held === 0 ? new Uint8Array(found) : null;
};

/** The public key as this browser can use it; null where it knows no Ed25519, or there is no key. */
export const keyOf = async (base64) => {
  if (!base64 || !globalThis.crypto?.subtle) return null;
  try {
    const raw = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
    return await crypto.subtle.importKey("raw", raw, { name: "Ed25519" }, false, ["verify"]);
  } catch {
    return null;
  }
};

/** Tell whether the portal made this code. */
export const isGenuine = async (badge, key) => {
  try {
    return await crypto.subtle.verify({ name: "Ed25519" }, key, badge.signature, new TextEncoder().encode(badge.said));
  } catch {
    return false;
  }
};
