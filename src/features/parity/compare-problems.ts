import type { Language, Pair } from '../../core/language.ts';
import { languages } from '../../core/language.ts';
import type { InputError } from '../../core/refusal.ts';
import { Refusal } from '../../core/refusal.ts';
import { html } from '../../platform/http/html.ts';
import type { Say } from '../../platform/http/page-words.ts';
import { pathWith, phrase } from '../../platform/http/page-words.ts';
import type { Locale, Words } from '../../platform/words.ts';
import type { CompareProblem, TypedTexts } from './compare-page.ts';
import { comparePath } from './compare-page.ts';

/**
 * Refuses what there is nothing to compare in.
 *
 * @param code `empty`: nothing was typed; `nothing`: what was typed holds no text
 * @throws Refusal `invalid`
 */
export function refuseBlank(code: 'empty' | 'nothing', blank: Pair<boolean>): void {
  const errors = languages
    .filter((side) => blank[side])
    .map((side) => ({ path: `${side}.body`, code, message: 'There is no text.' }));
  if (errors.length > 0) throw new Refusal('invalid', { errors });
}

interface Refused {
  readonly refusal: Refusal;
  readonly typed: TypedTexts;
}

/** A refusal in words for the page: each with the field that it is about, the same words once. */
export function problemsOf(
  words: Words,
  {
    say,
    locale,
    lang,
  }: { readonly say: Say; readonly locale: Locale; readonly lang: string | null },
  { refusal, typed }: Refused,
): CompareProblem[] {
  const errors = refusal.detail.errors ?? [];
  if (refusal.code === 'not_signed_in') {
    const address = pathWith('/sign-in', { next: comparePath, lang });
    const link = (part: Parameters<Parameters<typeof phrase>[1]>[0]) =>
      html`<a href="${address}" target="_blank" rel="noopener">${part}</a>`;
    return [{ field: null, message: phrase(say('compare.refused.not_signed_in'), link) }];
  }
  if (errors.length === 0) {
    const message = words.say(locale, `refusals:${refusal.code}`, refusal.detail.params ?? {});
    return [{ field: null, message }];
  }
  const fields = { say, locale, typed, words };
  const problems = errors.map((error) => fieldProblem(fields, error));
  const first = (problem: CompareProblem, k: number) =>
    problems.findIndex(({ message }) => message === problem.message) === k;
  return problems.filter(first);
}

const written: ReadonlySet<string> = new Set([
  'empty',
  'nothing',
  'too_long',
  'nul',
  'lone_surrogate',
  'too_deep',
]);

interface Fields {
  readonly say: Say;
  readonly locale: Locale;
  readonly typed: TypedTexts;
  readonly words: Words;
}

function fieldProblem(
  { say, locale, typed, words }: Fields,
  { path, code, message }: InputError,
): CompareProblem {
  const field = fieldAt(path);
  const name = say(`compare.${field}`);
  // A shape says too_big where the reader of a format says too_long.
  const reason = code === 'too_big' ? 'too_long' : code;
  if (field !== 'format' && written.has(reason)) {
    const length = new Intl.NumberFormat(locale).format(typed[field].length);
    return { field, message: say(`compare.refused.${reason}`, { field: name, length }) };
  }
  const known = words.has(`inputs:${code}`) ? words.say(locale, `inputs:${code}`) : message;
  return { field, message: say('compare.refused.other', { field: name, message: known }) };
}

function fieldAt(path: string): Language | 'format' {
  if (path.endsWith('.format')) return 'format';
  return path.startsWith('zh') ? 'zh' : 'en';
}
