import type { RawFinding, Side } from './checks/check.ts';
import type { Pair } from './language.ts';

/**
 * The identity of a finding: its check, the texts of its segments and its evidence, as 16 hexadecimal
 * digits. The places of the segments do not count, so a waiver survives edits elsewhere and dies with an
 * edit of the segments that it is about.
 */
export function findingId(
  check: string,
  texts: Pair<readonly string[]>,
  evidence: RawFinding['evidence'],
): string {
  return idOf({ check, texts, evidence }, hashOf);
}

interface Identity {
  readonly check: string;
  readonly texts: Pair<readonly string[]>;
  readonly evidence: RawFinding['evidence'];
}

function idOf({ check, texts, evidence }: Identity, hash: (text: string) => string): string {
  const hashes = [...texts.en, '\u0001', ...texts.zh].map((text) => hash(text));
  return hashOf([check, ...hashes, evidence.en ?? '', evidence.zh ?? ''].join('\u0000'));
}

/** The ids of several findings; those that would be the same are numbered in their order. */
export function findingIds(findings: readonly RawFinding[], sides: Pair<Side>): string[] {
  const seen = new Map<string, number>();
  const hash = remembering();
  return findings.map((finding) => {
    const texts = {
      en: finding.en.map((index) => sides.en.segments[index]?.text ?? ''),
      zh: finding.zh.map((index) => sides.zh.segments[index]?.text ?? ''),
    };
    const { check, evidence } = finding;
    const id = idOf({ check, texts, evidence }, hash);
    const count = seen.get(id) ?? 0;
    seen.set(id, count + 1);
    return count === 0 ? id : hashOf(`${id}\u0000${count}`);
  });
}

/** A long sentence may have thousands of findings: it is read once. */
function remembering(): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const stored = known.get(text);
    if (stored !== undefined) return stored;
    const hash = hashOf(text);
    known.set(text, hash);
    return hash;
  };
}

/** A 64-bit hash of a text (cyrb53 with both halves whole), as 16 hexadecimal digits. */
export function hashOf(text: string): string {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  const first =
    Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  const second =
    Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return [first, second].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
