import { isWesternText } from '../../../src/core/western-text.ts';

/** Why a file cannot become a notice, as `notices.json` says it. */
export type Unreadable = 'notText' | 'empty';

/**
 * The text of a file: UTF-8, UTF-16 where it begins with its mark, else GB 18030, which Chinese Windows writes,
 * or Windows-1252 where they read as Western prose. Bytes that are none of these, or hold control characters, are no
 * text.
 */
export function readText(bytes: Uint8Array): { readonly text: string } | Unreadable {
  const text = decode(bytes);
  if (text === null || hasControls(text)) return 'notText';
  return text.trim() === '' ? 'empty' : { text };
}

function decode(bytes: Uint8Array): string | null {
  const wide = { 0xfffe: 'utf-16le', 0xfeff: 'utf-16be' }[((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0)];
  for (const encoding of wide === undefined ? ['utf-8', 'gb18030'] : [wide]) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // Then it is another, or no text at all.
    }
  }
  if (wide !== undefined || !isWesternText(bytes)) return null;
  return new TextDecoder('windows-1252').decode(bytes);
}

function hasControls(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- these are what no text has
  return /[\u0000-\u0008\u000e-\u001f]/.test(text);
}
