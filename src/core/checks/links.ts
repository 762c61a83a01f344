import type { Language, Pair } from '../language.ts';
import { languages, mapPair } from '../language.ts';
import { addressKey } from './address-key.ts';
import type { Check, CheckInput, RawFinding } from './check.ts';

interface Link {
  readonly side: Language;
  readonly segment: number;
  readonly href: string;
  /** The address as it is compared. */
  readonly key: string;
  readonly text: string;
}

/** Links that only one side has, and links of which one side leads elsewhere. */
export const links: Check = {
  name: 'links',
  run(input) {
    const left = unmatched({ en: linksOf(input, 'en'), zh: linksOf(input, 'zh') });
    const findings: RawFinding[] = [];
    const told = new Set<Link>();
    for (const { en, zh } of input.beads) {
      const here = {
        en: left.en.filter((link) => en.includes(link.segment)),
        zh: left.zh.filter((link) => zh.includes(link.segment)),
      };
      here.en.forEach((link, k) => {
        const other = here.zh[k];
        if (!other) return;
        told.add(link).add(other);
        findings.push(differs({ en: link, zh: other }));
      });
    }
    const alone = languages.flatMap((side) => left[side]).filter((link) => !told.has(link));
    return [...findings, ...alone.map((link) => only(input, link))];
  },
};

function linksOf(input: CheckInput, side: Language): Link[] {
  return input[side].segments.flatMap(({ index, text, marks }) =>
    marks.flatMap(({ tag, attributes, from, to }) => {
      const href = attributes['href'];
      if (tag !== 'a' || href === undefined) return [];
      return [{ side, segment: index, href, key: addressKey(href), text: text.slice(from, to) }];
    }),
  );
}

/** Each address as often as it stands on the other side; a link divided between sentences is one. */
function unmatched(links: Pair<readonly Link[]>): Pair<Link[]> {
  const count = mapPair(links, (list) => {
    const counts = new Map<string, number>();
    for (const { key } of list) counts.set(key, (counts.get(key) ?? 0) + 1);
    return counts;
  });
  const left = (side: Language, other: Language): Link[] =>
    links[side].filter(({ key }) => !count[other].has(key));
  return { en: left('en', 'zh'), zh: left('zh', 'en') };
}

function differs({ en, zh }: Pair<Link>): RawFinding {
  return {
    check: 'links',
    severity: 'warning',
    en: [en.segment],
    zh: [zh.segment],
    message: { key: 'findings:links.differs', values: { en: en.href, zh: zh.href } },
    evidence: { en: en.href, zh: zh.href },
  };
}

function only(input: CheckInput, { side, segment, href, text }: Link): RawFinding {
  const bead = input.beads.find((each) => each[side].includes(segment));
  return {
    check: 'links',
    severity: 'warning',
    en: side === 'en' ? [segment] : (bead?.en ?? []),
    zh: side === 'zh' ? [segment] : (bead?.zh ?? []),
    message: { key: `findings:links.only_${side}`, values: { href, text } },
    evidence: { [side]: href },
  };
}
