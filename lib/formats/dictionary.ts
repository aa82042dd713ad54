import ipaddr from 'ipaddr.js';

/**
 * Addresses and texts as small numbers: the engine groups and joins numbers, and the text is joined in at the end.
 * Ids count from 0 in the order of first sight, so the same input gives the same ids.
 */
export interface Dictionary {
  /** Every value by its id. */
  readonly texts: readonly string[];
  /** The id of the bytes from `start` to `end`, or -1 when they are not a value of this kind. */
  id(bytes: Uint8Array, start: number, end: number): number;
}

/** Addresses: IPv4 found by number, without a string a record; IPv6 in its compressed lower-case form, so that spellings meet. */
export function addressDictionary(): Dictionary {
  const texts: string[] = [];
  const spelled = new Map<string, number>();
  const canonical = new Map<string, number>();
  // Open addressing over the IPv4 number; a slot holds id + 1, and 0 says empty.
  let keys = new Uint32Array(1024);
  let ids = new Int32Array(1024);
  let used = 0;

  const slotOf = (key: number): number => {
    const mask = keys.length - 1;
    let slot = (Math.imul(key, 0x9e3779b1) >>> 8) & mask;
    while (ids[slot] !== 0 && keys[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  };
  const grow = () => {
    const [oldKeys, oldIds] = [keys, ids];
    keys = new Uint32Array(oldKeys.length * 2);
    ids = new Int32Array(oldIds.length * 2);
    for (let index = 0; index < oldIds.length; index++) {
      const id = oldIds[index] ?? 0;
      if (id === 0) continue;
      const key = oldKeys[index] ?? 0;
      const slot = slotOf(key);
      keys[slot] = key;
      ids[slot] = id;
    }
  };
  const version4 = (key: number): number => {
    let slot = slotOf(key);
    const known = ids[slot] ?? 0;
    if (known !== 0) return known - 1;
    if (used * 2 >= keys.length) {
      grow();
      slot = slotOf(key);
    }
    const id = texts.push(`${key >>> 24}.${(key >>> 16) & 255}.${(key >>> 8) & 255}.${key & 255}`) - 1;
    keys[slot] = key;
    ids[slot] = id + 1;
    used++;
    return id;
  };
  const version6 = (spelling: string): number => {
    const known = spelled.get(spelling);
    if (known !== undefined) return known;
    // A zone index names an interface of one machine: no flow log writes it.
    if (spelling.includes('%') || !ipaddr.IPv6.isValid(spelling)) return -1;
    const text = ipaddr.IPv6.parse(spelling).toString();
    const id = canonical.get(text) ?? texts.push(text) - 1;
    canonical.set(text, id);
    spelled.set(spelling, id);
    return id;
  };

  return {
    texts,
    id(bytes, start, end) {
      let value = 0;
      let part = 0;
      let digits = 0;
      let dots = 0;
      for (let at = start; at < end; at++) {
        const byte = bytes[at] ?? 0;
        if (byte >= 48 && byte <= 57) {
          // 010.0.0.1 is octal to some readers and decimal to others: no address.
          if (digits > 0 && part === 0) return -1;
          part = part * 10 + byte - 48;
          digits++;
          if (part > 255) return end - start <= 45 ? version6(latin1(bytes, start, end)) : -1;
        } else if (byte === 46 && digits > 0 && dots < 3) {
          value = value * 256 + part;
          part = 0;
          digits = 0;
          dots++;
        } else {
          return end - start <= 45 ? version6(latin1(bytes, start, end)) : -1;
        }
      }
      if (dots !== 3 || digits === 0) return end - start <= 45 ? version6(latin1(bytes, start, end)) : -1;
      return version4((value * 256 + part) >>> 0);
    },
  };
}

/** Any other text: account, interface, instance, … Found by its bytes; the string is made once a distinct value. */
export function termDictionary(): Dictionary {
  const texts: string[] = [];
  const encoded: Uint8Array[] = [];
  let slots = new Int32Array(1024);

  const hashOf = (bytes: Uint8Array, start: number, end: number): number => {
    let hash = 0x811c9dc5;
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
    return hash >>> 0;
  };
  const slotOf = (bytes: Uint8Array, start: number, end: number): number => {
    const mask = slots.length - 1;
    let slot = hashOf(bytes, start, end) & mask;
    for (;;) {
      const id = (slots[slot] ?? 0) - 1;
      if (id < 0 || same(encoded[id], bytes, start, end)) return slot;
      slot = (slot + 1) & mask;
    }
  };

  return {
    texts,
    id(bytes, start, end) {
      let slot = slotOf(bytes, start, end);
      const known = slots[slot] ?? 0;
      if (known !== 0) return known - 1;
      if (texts.length * 2 >= slots.length) {
        slots = new Int32Array(slots.length * 2);
        encoded.forEach((value, id) => {
          slots[slotOf(value, 0, value.length)] = id + 1;
        });
        slot = slotOf(bytes, start, end);
      }
      const value = bytes.slice(start, end);
      encoded.push(value);
      slots[slot] = texts.push(new TextDecoder().decode(value));
      return texts.length - 1;
    },
  };
}

function same(value: Uint8Array | undefined, bytes: Uint8Array, start: number, end: number): boolean {
  if (value?.length !== end - start) return false;
  for (let index = 0; index < value.length; index++) if (value[index] !== bytes[start + index]) return false;
  return true;
}

function latin1(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let at = start; at < end; at++) text += String.fromCharCode(bytes[at] ?? 0);
  return text;
}
