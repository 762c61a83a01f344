import type { Fact } from '../facts/extract.ts';
import { type FactDifference, sameFact } from '../facts/extract.ts';
import type { Language } from '../language.ts';
import { languages, otherLanguage } from '../language.ts';
import type { Check, CheckInput, RawFinding } from './check.ts';
import { addressKey } from './address-key.ts';
import { compareStated } from './compare-stated.ts';
import { type Counterpart, counterparts, segmentsWith } from './counterparts.ts';

/** How far from its bead a fact may stand and still count as said: sentences are divided differently. */
const reach = 2;

interface Place {
  readonly counterpart: Counterpart;
  readonly difference: FactDifference;
}

/** Numbers, dates, money, codes and addresses that the two sides state differently. */
export const facts: Check = {
  name: 'facts',
  run(input) {
    const places = counterparts(input).map((counterpart) => ({
      counterpart,
      differences: compareStated(stated(counterpart, 'en'), stated(counterpart, 'zh')),
    }));
    const leftOvers = places.map(({ differences }) => leftOver(differences));
    const findings = places.flatMap(({ counterpart, differences }, at) =>
      differences.flatMap((difference) => {
        const near = leftOvers.slice(Math.max(0, at - reach), at + reach + 1);
        const said = isSaid(difference, counterpart, near) || isLinked(input, difference);
        return said ? [] : [finding(input, { counterpart, difference })];
      }),
    );
    return [...findings, ...lostYears(input, findings)];
  },
};

/** Names have a check of their own. */
function stated({ facts: all }: Counterpart, language: Language): Fact[] {
  return all[language].filter((fact) => fact.type !== 'name');
}

/** Both sides state the same value, but not the same of it. */
function isSense({ reason }: Pick<FactDifference, 'reason'>): boolean {
  return reason === 'hedge' || reason === 'relation';
}

type LeftOver = Readonly<Record<Language, readonly Fact[]>>;

function leftOver(differences: readonly FactDifference[]): LeftOver {
  const of = (language: Language): Fact[] =>
    differences.flatMap((difference) => (isSense(difference) ? [] : (difference[language] ?? [])));
  return { en: of('en'), zh: of('zh') };
}

/**
 * Whether what differs is said after all: in the same letters on the other side, however they were read,
 * or left over on the other side of a bead close by.
 */
function isSaid(
  { reason, en, zh }: FactDifference,
  { text }: Counterpart,
  near: readonly LeftOver[],
): boolean {
  if (isSense({ reason })) return false;
  if (en === null && zh && isNumbering(zh, text.zh)) return true;
  if (zh === null && en && isNumbering(en, text.en)) return true;
  const known = (fact: Fact | null, other: Language): boolean =>
    fact === null ||
    isWritten(fact, text[other]) ||
    near.some((left) => left[other].some((candidate) => sameFact(fact, candidate)));
  return known(en, 'zh') && known(zh, 'en');
}

/**
 * Whether a fact stands in the other text although it was not read there: codes, versions and addresses
 * in the same letters, "Step2" as 步骤 2, "Option 1" as 方法一.
 */
function isWritten({ type, value, text }: Fact, other: string): boolean {
  if (type === 'url') return addressesIn(other).includes(addressKey(text));
  const folded = other.toLowerCase();
  if (type === 'number' && /^\d{1,2}$/.test(text)) {
    const numeral = hanNumerals[Number(text)];
    const counted = new RegExp(`[a-z]${text}(?![\\d.])`).test(folded);
    return (
      counted ||
      (numeral !== undefined && new RegExp(`[\u3400-\u9FFF]${numeral}[：:、，。\\s]`).test(other))
    );
  }
  if (type !== 'code' && type !== 'version') return false;
  const bare = text.toLowerCase().replace(/^v\.?(?=\d)/, '');
  if (bare.length >= 4 && holds(folded, bare)) return true;
  const counted = /^[A-Z]?[a-z]+(\d+)$/.exec(value)?.[1];
  return counted !== undefined && holds(folded, counted);
}

const hanNumerals = [...'〇一二三四五六七八九十'];

/** "3、", "2." and "1 |" at the beginning of a text: one side may leave numbering to the layout. */
function isNumbering({ type, from, to }: Fact, text: string): boolean {
  if ((type !== 'number' && type !== 'ordinal') || from > 4) return false;
  return /^[\s(（第]*$/.test(text.slice(0, from)) && /^\s?[、.．)）|]/.test(text.slice(to, to + 2));
}

/** Whether a text has a piece that stands by itself, not within a longer word or number. */
function holds(text: string, piece: string): boolean {
  for (let at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, at + 1)) {
    const [before, after] = [
      text[at - 1] ?? '',
      text.slice(at + piece.length, at + piece.length + 2),
    ];
    const goesOn = /\d$/.test(piece) ? /^\d|^\.\d/ : /^[a-z0-9]|^\.\d/;
    if (!/[a-uw-z0-9.]/.test(before) && !goesOn.test(after)) return true;
  }
  return false;
}

function addressesIn(text: string): string[] {
  return (
    text.match(/(?:https?:\/\/|www\.)[^\s\u3000-\u303F\u3400-\u9FFF\uFF00-\uFFEF<>"“”]+/g) ?? []
  ).map((url) => addressKey(url.replace(/[.,;:!?)\]]+$/, '')));
}

/** An address that one side writes out and the other has behind a link. */
function isLinked(input: CheckInput, { en, zh }: FactDifference): boolean {
  const fact = en ?? zh;
  if ((en && zh) || fact === null || (fact.type !== 'url' && fact.type !== 'email')) return false;
  const key = addressKey(fact.text);
  return input[en ? 'zh' : 'en'].segments.some(({ marks }) =>
    marks.some(({ attributes }) => {
      const href = attributes['href'];
      return href !== undefined && addressKey(href.replace(/^mailto:/i, '')) === key;
    }),
  );
}

function finding(input: CheckInput, { counterpart, difference }: Place): RawFinding {
  const { severity, reason, en, zh } = difference;
  const { bead } = counterpart;
  const lone = en === null ? 'zh' : zh === null ? 'en' : null;
  return {
    check: 'facts',
    severity,
    en: en ? segmentsWith(input.en, bead.en, en) : bead.en,
    zh: zh ? segmentsWith(input.zh, bead.zh, zh) : bead.zh,
    message: {
      key: `findings:facts.${lone ? `only_${lone}` : reason}`,
      values: { ...(en ? { en: en.text } : {}), ...(zh ? { zh: zh.text } : {}) },
    },
    evidence: { ...(en ? { en: en.text } : {}), ...(zh ? { zh: zh.text } : {}) },
  };
}

/**
 * Dates match on the fields that both have, so a lost year goes unseen within a bead; but a year that one
 * side states stands somewhere on the other side too.
 */
function lostYears(input: CheckInput, found: readonly RawFinding[]): RawFinding[] {
  return languages.flatMap((language) => {
    const other = otherLanguage(language);
    const known = new Set(input[other].facts.flat().flatMap(yearsOf));
    const reported = new Set<string>();
    return input.beads.flatMap((bead) => {
      if (bead.en.length === 0 || bead.zh.length === 0) return [];
      return bead[language].flatMap((segment) =>
        (input[language].facts[segment] ?? []).flatMap((fact): RawFinding[] => {
          const [year] = fact.type === 'date' ? yearsOf(fact) : [];
          if (year === undefined || known.has(year) || reported.has(year)) return [];
          reported.add(year);
          const told = (item: RawFinding) =>
            item[language].includes(segment) && item.evidence[language] === fact.text;
          if (found.some(told)) return [];
          return [
            {
              check: 'facts',
              severity: 'warning',
              en: bead.en,
              zh: bead.zh,
              message: { key: `findings:facts.year_only_${language}`, values: { year } },
              evidence: { [language]: fact.text },
            },
          ];
        }),
      );
    });
  });
}

/** Every year that a fact can mean. */
function yearsOf(fact: Fact): string[] {
  return [fact.value, ...(fact.also ?? [])].flatMap((value) => {
    if (fact.type === 'date') return /^\d{4}/.exec(value)?.[0] ?? [];
    return /(?<!\d)(?:19|20)\d\d(?!\d)/.exec(value)?.[0] ?? [];
  });
}
