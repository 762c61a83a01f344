import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** The forms that a body is kept in. */
export const encodings = ['br', 'gzip', 'identity'] as const;
export type Encoding = (typeof encodings)[number];

const element = /^([\w*-]+)(?:[ \t]*;[ \t]*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?$/i;
const longestHeader = 1000;

/**
 * The encoding that an `Accept-Encoding` header asks for (RFC 9110, section 12.5.3): that of the greatest
 * weight, the smaller form among equals. What is named by nothing is not sent, except as it is.
 */
export function negotiateEncoding(header: string | undefined): Encoding {
  const weights = new Map<string, number>();
  for (const part of (header ?? '').slice(0, longestHeader).split(',')) {
    const [, name, weight = '1'] = element.exec(part.trim()) ?? [];
    if (name !== undefined) weights.set(name.toLowerCase(), Number(weight));
  }
  const others = weights.get('*') ?? 0;
  const wish = (encoding: Encoding): number => weights.get(encoding) ?? others;
  const best = Math.max(wish('br'), wish('gzip'));
  if (best === 0 || best < (weights.get('identity') ?? 0)) return 'identity';
  return wish('br') === best ? 'br' : 'gzip';
}

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** Bodies below this size fit one packet as they are. */
const smallest = 1024;

export function isWorthCompressing(body: Buffer): boolean {
  return body.byteLength >= smallest;
}

/**
 * A body compressed, off the main thread; itself where that makes it no smaller. Quality 6: a page of 30 KB
 * takes 1 ms, and 11, the greatest, would take 60 ms to make it a tenth smaller (measured).
 */
export async function compressed(body: Buffer, encoding: 'br' | 'gzip'): Promise<Buffer> {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 6,
    [constants.BROTLI_PARAM_SIZE_HINT]: body.byteLength,
  };
  const made = await (encoding === 'br' ? brotli(body, { params }) : gzipped(body, { level: 6 }));
  return made.byteLength < body.byteLength ? made : body;
}
