import type { Check, CheckInput, RawFinding } from './check.ts';
import { excerpt } from './counterparts.ts';
import { asHabit } from './habit.ts';

/** Words that make a run of Latin words an English sentence, rather than names and terms. */
const grammar =
  /\b(?:the|a|an|of|and|to|in|is|are|was|were|be|been|for|on|our|how|now|also|these|those|so|but|then|before|after|into|more|than|out|up|only|any|all|each|some|no|do|does|may|must|would|could|most|other|new|using|use|one|with|that|this|it|as|by|from|at|or|will|has|have|can|not|you|we|they|which|when|if|should|its|their|your)\b/gi;

/** A stretch of text without a Han character or full-width mark. */
const foreign = /[^\u3000-\u303F\u3400-\u9FFF\uFF01-\uFF5E]{12,}/g;
const hanRun = /[\u3400-\u9FFF][\u3000-\u303F\u3400-\u9FFF\uFF01-\uFF5E\s\d]*/g;

/** English left in the Chinese, and Chinese left in the English. */
export const untranslated: Check = {
  name: 'untranslated',
  run: (input) => [
    ...ofSide(englishLeft(input), input.zh.segments.length),
    ...ofSide(chineseLeft(input), input.en.segments.length),
  ],
};

/** With this share of a side, and this number of sentences, the page as a whole is still to be translated. */
const whole = { share: 0.2, count: 5 } as const;

function ofSide(findings: readonly RawFinding[], segments: number): RawFinding[] {
  const isWhole = findings.length >= whole.count && findings.length >= whole.share * segments;
  return isWhole ? asHabit(findings) : [...findings];
}

function englishLeft(input: CheckInput): RawFinding[] {
  const english = new Set(input.en.segments.map(({ text }) => text));
  return input.zh.segments.flatMap(({ text, index }) => {
    const run = (text.match(foreign) ?? []).flatMap(cells).find(isSentence);
    if (run !== undefined) return [finding(input, { side: 'zh', index, text: run.trim() })];
    return isCopied(text) && english.has(text) ? [finding(input, { side: 'zh', index, text })] : [];
  });
}

/** Addresses, calls, paths, assignments: code speaks English in every language. */
const notProse = /[@/\\_=<>{}|]|\w[([.]\w/;

/** A row of a table that was written with bars has little to say in each cell; an import of code has none. */
function cells(run: string): string[] {
  return /^\s*import\b[^.]*\bfrom ['"]/.test(run) ? [] : run.split('|');
}

/** Word by word, since a pattern that looks for its beginning too takes quadratic time over long ones. */
function withoutCode(text: string): string {
  return text.replace(/\S+/g, (word) =>
    notProse.test(word) ? ' ' : word.replace(/https?:\S+/, ' '),
  );
}

/** At least five words, small letters among them, and grammar: a title or a name has little of it. */
function isSentence(run: string): boolean {
  const plain = withoutCode(run.replace(/["“][^"“”]{0,200}["”]/g, ' '));
  const words = plain.match(/[A-Za-z][A-Za-z'’-]*/g) ?? [];
  const small = words.filter((word) => /^[a-z]/.test(word)).length;
  const linking = plain.match(grammar)?.length ?? 0;
  if (words.length >= 12) return linking >= 2 && small * 2 >= words.length;
  return words.length >= 5 && linking >= 1 && small * 2 > words.length;
}

/** A sentence that stands on the English side too, and has grammar among its names. */
function isCopied(text: string): boolean {
  const words = withoutCode(text).match(/[A-Za-z][A-Za-z'’-]*/g) ?? [];
  return (
    words.length >= 6 && (text.match(grammar)?.length ?? 0) >= 3 && !/[\u3400-\u9FFF]{4}/.test(text)
  );
}

/** Chinese in English stands in brackets or quotes as an original name; more than that was left over. */
function chineseLeft(input: CheckInput): RawFinding[] {
  return input.en.segments.flatMap(({ text, index }) => {
    const plain = text.replace(
      /\([^()]{0,80}\)|（[^（）]{0,80}）|“[^“”]{0,80}”|"[^"]{0,80}"|《[^《》]{0,80}》/g,
      ' ',
    );
    const runs = plain.match(hanRun) ?? [];
    const han = runs.join('').match(/[\u3400-\u9FFF]/g)?.length ?? 0;
    const letters = plain.match(/[A-Za-z]/g)?.length ?? 0;
    const [longest = ''] = [...runs].sort((a, b) => b.length - a.length);
    if (han < 2 || (han < 4 && letters > 40)) return [];
    return [finding(input, { side: 'en', index, text: longest.trim() })];
  });
}

interface Left {
  readonly side: 'en' | 'zh';
  readonly index: number;
  readonly text: string;
}

function finding(input: CheckInput, { side, index, text }: Left): RawFinding {
  const bead = input.beads.find((each) => each[side].includes(index));
  const other = side === 'en' ? 'zh' : 'en';
  const facing = bead?.[other] ?? [];
  return {
    check: 'untranslated',
    severity: 'warning',
    en: side === 'en' ? [index] : facing,
    zh: side === 'zh' ? [index] : facing,
    message: { key: `findings:untranslated.in_${side}`, values: { text: excerpt(text, 0, 120) } },
    evidence: { [side]: text.toWellFormed() },
  };
}
