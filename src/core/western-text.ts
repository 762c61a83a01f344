/** Of letters that are not ASCII, in the text of a Western language: French has one in twenty-five. */
const mostAccents = 0.15;
/** Windows-1252 leaves them out. */
const unassigned: ReadonlySet<number> = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

/**
 * Whether bytes that are neither UTF-8 nor GB 18030 read as prose in Windows-1252, which can decode anything: almost
 * all of them ASCII without control characters, and none that stand together as UTF-8 that was damaged elsewhere.
 */
export function isWesternText(bytes: Uint8Array): boolean {
  let accents = 0;
  for (const [at, byte] of bytes.entries()) {
    const isControl =
      byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x0c;
    if (isControl || byte === 0x7f || unassigned.has(byte) || beginsUtf8(bytes, at)) return false;
    if (byte >= 0x80) accents += 1;
  }
  return accents <= mostAccents * bytes.length;
}

/** Whether a character of UTF-8 of three bytes or more begins here; of two, an accent and a quotation mark may be. */
function beginsUtf8(bytes: Uint8Array, at: number): boolean {
  const first = bytes[at] ?? 0;
  if (first < 0xe0 || first > 0xf4) return false;
  const isFollowing = (byte: number | undefined): boolean => byte !== undefined && byte >> 6 === 2;
  return isFollowing(bytes[at + 1]) && isFollowing(bytes[at + 2]);
}
