import type { Language } from '../language.ts';
import { languages } from '../language.ts';
import type { Segment } from '../segment.ts';
import type { Check, CheckInput, RawFinding } from './check.ts';
import { blocksOf, counterparts } from './counterparts.ts';
import { proseOf } from './prose.ts';
import { slipFinding } from './segment-finding.ts';

/** Full-width brackets count as their half-width forms: one of each may make a pair. */
const forms: Readonly<Record<string, string>> = {
  '(': '(',
  '（': '(',
  ')': ')',
  '）': ')',
  '[': '[',
  '［': '[',
  '〔': '[',
  ']': ']',
  '］': ']',
  '〕': ']',
  '【': '【',
  '】': '】',
  '《': '《',
  '》': '》',
  '〈': '〈',
  '〉': '〉',
};
const closes: Readonly<Record<string, string>> = {
  ')': '(',
  ']': '[',
  '】': '【',
  '》': '《',
  '〉': '〈',
};

/** Brackets that are not closed, or never opened; and a bracketed remark that only one side has. */
export const brackets: Check = {
  name: 'brackets',
  run(input) {
    const broken = languages.flatMap((side) => unbalanced(input, side));
    return [...broken, ...lostPairs(input, broken)];
  },
};

interface Place {
  readonly form: string;
  readonly segment: number;
  readonly at: number;
}

/** Sentences are read block by block: a bracket may open in one and close in the next. */
function unbalanced(input: CheckInput, side: Language): RawFinding[] {
  const told = new Set<number>();
  return blocksOf(input[side])
    .flatMap(brokenPlaces)
    .flatMap(({ segment: index, at }) => {
      const segment = input[side].segments[index];
      if (!segment || told.has(index)) return [];
      told.add(index);
      const bracket = segment.text[at] ?? '';
      return [
        slipFinding({
          check: 'brackets',
          severity: 'warning',
          side,
          segment,
          case: 'unbalanced',
          replacements: [{ from: at, to: at + 1, text: '' }],
          values: { bracket },
          mend: false,
        }),
      ];
    });
}

/** Brackets of a block that have no partner. */
function brokenPlaces(block: readonly Segment[]): Place[] {
  const broken: Place[] = [];
  const items: Place[] = [];
  const open: Place[] = [];
  /** How many of each form are open: who looks for one in vain would look through thousands. */
  const waiting: Record<string, number> = {};
  for (const { place, prose } of bracketsOf(block)) {
    const opening = closes[place.form];
    if (opening === undefined) {
      open.push(place);
      waiting[place.form] = (waiting[place.form] ?? 0) + 1;
      continue;
    }
    if ((waiting[opening] ?? 0) > 0) {
      broken.push(...closeLast(open, opening, waiting));
    } else if (itemMark.test(prose.slice(Math.max(0, place.at - 6), place.at))) {
      if (place.at > 3) items.push(place);
    } else broken.push(place);
  }
  if (items.length === 1) broken.push(...items);
  return [...broken, ...open];
}

/** Takes the last bracket of this form off what is open, and all behind it, which stay without partner. */
function closeLast(open: Place[], form: string, waiting: Record<string, number>): Place[] {
  const skipped: Place[] = [];
  for (let last = open.pop(); last !== undefined; last = open.pop()) {
    waiting[last.form] = (waiting[last.form] ?? 1) - 1;
    if (last.form === form) break;
    skipped.push(last);
  }
  return skipped.toReversed();
}

function bracketsOf(block: readonly Segment[]): { place: Place; prose: string }[] {
  return block.flatMap((segment) => {
    const prose = withoutSigns(proseOf(segment));
    return [...prose.matchAll(/[()（）[\]［］〔〕【】《》〈〉]/g)].map(({ 0: found, index }) => ({
      place: { form: forms[found] ?? found, segment: segment.index, at: index },
      prose,
    }));
  });
}

/** "1)" and "a)" begin an item: nothing was opened before them. One in the middle of a sentence needs a second. */
const itemMark =
  /(?:^|[\s；;。，,：:|])(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4}|[一二三四五六七八九十]{1,2})$/;
const blank = '\uFFFC';

/** Smileys, and brackets that are quoted as signs, are no brackets. */
function withoutSigns(prose: string): string {
  return prose
    .replace(/(?<=^|\s)[:;]-?[)(]/g, (found) => blank.repeat(found.length))
    .replace(/(["'“‘`])[()[\]{}<>（）]+(["'”’`])/g, (found) => blank.repeat(found.length));
}

const acronymPair = /[(（]([A-Z][A-Z0-9&/-]{1,11})[)）]/g;

/** English puts an acronym into brackets behind its name; the Chinese has the acronym, but no bracket. */
function lostPairs(input: CheckInput, told: readonly RawFinding[]): RawFinding[] {
  const broken = new Set(
    told.flatMap(({ en, zh }) => [...en.map((k) => `en${k}`), ...zh.map((k) => `zh${k}`)]),
  );
  return counterparts(input).flatMap(({ bead, text }): RawFinding[] => {
    if (bead.en.some((k) => broken.has(`en${k}`)) || bead.zh.some((k) => broken.has(`zh${k}`)))
      return [];
    if (/[(（]/.test(text.zh)) return [];
    const lost = [...text.en.matchAll(acronymPair)].find(([, inner = '']) =>
      text.zh.includes(inner),
    );
    if (!lost) return [];
    return [
      {
        check: 'brackets',
        severity: 'hint',
        en: bead.en,
        zh: bead.zh,
        message: { key: 'findings:brackets.only_en', values: { place: lost[0] } },
        evidence: { en: lost[0] },
      },
    ];
  });
}
