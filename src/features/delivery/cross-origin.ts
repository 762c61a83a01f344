/** Which pages of other origins may read the site's JSON (CORS, the Fetch standard). */
export interface CrossOrigin {
  /** Whether answers differ by who asks, so that shared caches have to keep them apart. */
  readonly varies: boolean;
  /** The origin that an answer names; null: none. */
  allowed(origin: string | undefined): string | null;
}

/**
 * One origin, or all, can stand in every answer, whoever asks: shared caches then keep one answer. Of
 * several the answer names the one that asks. null: nobody may.
 *
 * @param origins as browsers send them, or `*`
 */
export function crossOriginOf(origins: readonly string[]): CrossOrigin | null {
  if (origins.length === 0) return null;
  const only = origins.includes('*') ? '*' : origins.length === 1 ? origins[0] : undefined;
  if (only !== undefined) return { varies: false, allowed: () => only };
  const named = new Set(origins);
  return {
    varies: true,
    allowed: (origin) => (origin !== undefined && named.has(origin) ? origin : null),
  };
}

/** What a page may look at besides the body. */
const exposed = 'ETag, Content-Location, Link, Retry-After';

/** The header fields of an answer that pages of other origins may read, names and values by turns. */
export function withCrossOrigin(
  headers: readonly string[],
  by: CrossOrigin,
  origin: string | undefined,
): string[] {
  const added = [...headers];
  const allowed = by.allowed(origin);
  if (allowed !== null) {
    added.push('Access-Control-Allow-Origin', allowed, 'Access-Control-Expose-Headers', exposed);
  }
  if (!by.varies) return added;
  const vary = headers.indexOf('Vary');
  if (vary === -1) added.push('Vary', 'Origin');
  else added[vary + 1] = `${headers[vary + 1]}, Origin`;
  return added;
}
