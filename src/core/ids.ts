/** Opaque identifiers. The brands keep one kind from being passed for another. */
declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]: Name };

export type NoticeId = Id<'notice'>;
export type PersonId = Id<'person'>;
export type TaskId = Id<'task'>;
export type EventId = Id<'event'>;
export type SyncPointId = Id<'sync-point'>;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** True for a UUID in its canonical lower-case form, which is how Hebi writes all its ids. */
export function isUuid(value: string): boolean {
  return uuid.test(value);
}

/**
 * A UUID version 7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, then chance, so that ids of
 * one process sort by time.
 *
 * @param milliseconds time since the Unix epoch
 * @param random at least 10 bytes of chance, from the caller: the core has none of its own
 */
export function uuidv7(milliseconds: number, random: Uint8Array): string {
  const bytes = new Uint8Array(16);
  for (let i = 0, rest = milliseconds; i < 6; i += 1) {
    bytes[5 - i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes.set(random.subarray(0, 10), 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
