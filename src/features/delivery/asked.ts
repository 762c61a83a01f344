import type { IncomingMessage } from 'node:http';

/** What a request says that the site's answers depend on. */
export interface Asked {
  readonly encoding: string | undefined;
  readonly language: string | undefined;
  /** `If-None-Match`. */
  readonly held: string | undefined;
  readonly origin: string | undefined;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Reads the few header fields that matter from the request's raw ones, in one pass. `request.headers`
 * makes an object of all of them first.
 */
export function askedBy({ rawHeaders }: IncomingMessage): Asked {
  const asked: Writable<Asked> = {
    encoding: undefined,
    language: undefined,
    held: undefined,
    origin: undefined,
  };
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const field = fieldNamed(rawHeaders[i] ?? '');
    if (field === null) continue;
    const value = rawHeaders[i + 1];
    const before = asked[field];
    // A field that comes twice is one list (RFC 9110, section 5.3); of origins the first counts.
    if (before === undefined) asked[field] = value;
    else if (field !== 'origin') asked[field] = `${before}, ${value}`;
  }
  return asked;
}

/** Lengths tell almost all others apart without lower-casing them; comparing is quicker than looking up. */
function fieldNamed(name: string): keyof Asked | null {
  if (name.length !== 15 && name.length !== 13 && name.length !== 6) return null;
  const lower = name.toLowerCase();
  if (lower === 'accept-encoding') return 'encoding';
  if (lower === 'accept-language') return 'language';
  if (lower === 'if-none-match') return 'held';
  return lower === 'origin' ? 'origin' : null;
}
