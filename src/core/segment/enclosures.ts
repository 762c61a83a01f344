const pairs: Readonly<Record<string, string>> = {
  '(': ')',
  '[': ']',
  '（': '）',
  '【': '】',
  '〔': '〕',
  '“': '”',
  '「': '」',
  '『': '』',
  '《': '》',
};
const closing = new Set(Object.values(pairs));

/** Longest quotation or bracket, in code units, that counts as one piece: beyond it, it was left open. */
const reach = 400;

/**
 * Finds quotations and brackets and tells whether a place lies inside one that goes on after `end`.
 * Convention of both languages: a quotation or bracket is never divided; what stands in it belongs to
 * the sentence around it.
 */
export function enclosures(text: string): (at: number, end: number) => boolean {
  const closesAt = innermost(text);
  return (at, end) => (closesAt[at] ?? 0) > end;
}

/** For every offset the end of the outermost closed enclosure around it, 0 outside of all. */
function innermost(text: string): Int32Array {
  const ends = new Int32Array(text.length);
  let covered = 0;
  for (const [from, to] of spans(text)) {
    if (to <= covered) continue;
    ends.fill(to, Math.max(from, covered), to);
    covered = to;
  }
  return ends;
}

function spans(text: string): (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  let open: { character: string; at: number }[] = [];
  let straight = -1;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (pairs[character] !== undefined) open.push({ character, at });
    else if (character === '"') {
      const opens = straight < 0 || at - straight > reach;
      if (opens && /^[\s(（“]?$/.test(text[at - 1] ?? '')) straight = at;
      else if (!opens) {
        found.push([straight, at + 1]);
        straight = -1;
      }
    } else if (closing.has(character)) {
      const k = open.findLastIndex((item) => pairs[item.character] === character);
      const item = open[k];
      if (item && at - item.at <= reach) found.push([item.at, at + 1]);
      if (item) open = open.slice(0, k);
    }
    if (open.length > 16) open = open.slice(1);
  }
  return found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
}
