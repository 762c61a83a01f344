/** In UTF-16 code units; longer ones do not travel safely. */
const longestAddress = 2_048;
const linkSchemes: ReadonlySet<string> = new Set(['http', 'https', 'mailto', 'tel']);
const imageSchemes: ReadonlySet<string> = new Set(['https']);

/** A link's address, made safe to write, or null: http(s), mailto, tel, or within the site. */
export function linkAddress(value: string): string | null {
  return address(value, linkSchemes);
}

/** An image's address, likewise: https, or within the site. */
export function imageAddress(value: string): string | null {
  const found = address(value, imageSchemes);
  return found === null || /^[#?]/.test(found) ? null : found;
}

/**
 * Reads an address as browsers do, who skip control characters and white space at its ends and tabs and
 * newlines anywhere, and lets through only what has one reading: no backslashes, no `//host`, no `https:host`.
 */
function address(value: string, schemes: ReadonlySet<string>): string | null {
  if (value.length > longestAddress) return null;
  // oxlint-disable-next-line no-control-regex
  const bare = value.replace(/[\t\n\r]/g, '').replace(/^[\u0000-\u0020]+|[\u0000-\u0020]+$/g, '');
  // oxlint-disable-next-line no-control-regex
  if (bare === '' || bare.includes('\\') || /[\u0000-\u001f\u007f-\u009f]/.test(bare)) return null;
  const scheme = /^[a-z][a-z0-9+.-]*(?=:)/i.exec(bare)?.[0]?.toLowerCase();
  if (scheme === undefined) return isWithinSite(bare) ? spelt(bare) : null;
  if (!schemes.has(scheme)) return null;
  const rest = bare.slice(scheme.length + 1);
  const isWeb = scheme === 'http' || scheme === 'https';
  if (isWeb ? !/^\/\/[^/?#\s@]/u.test(rest) : rest === '') return null;
  return `${scheme}:${spelt(rest)}`;
}

function isWithinSite(value: string): boolean {
  if (value.startsWith('//')) return false;
  const firstSegment = /^[^/?#]*/.exec(value)?.[0] ?? '';
  return !firstSegment.includes(':');
}

/** What must not stand in an address (spaces, quotes, angle brackets) in its percent-encoded spelling. */
function spelt(value: string): string {
  return value
    .normalize('NFC')
    .replace(/[\s"<>`{}|^]/gu, (character) => encodeURIComponent(character));
}
