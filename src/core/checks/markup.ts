import type { Language, Pair } from '../language.ts';
import { languages, mapPair } from '../language.ts';
import type { Check, CheckInput, RawFinding } from './check.ts';
import { counterparts } from './counterparts.ts';

/** Emphasis, code, raised and lowered letters and images that only one side has. */
export const markup: Check = {
  name: 'markup',
  run: (input) => [...marksOnOneSide(input), ...images(input)],
};

/** Chinese seldom slants its letters: `em` counts together with `strong`, and alone says nothing. */
const kinds: readonly { readonly name: string; readonly tags: readonly string[] }[] = [
  { name: 'strong', tags: ['strong'] },
  { name: 'code', tags: ['code'] },
  { name: 'script', tags: ['sub', 'sup'] },
];

function marksOnOneSide(input: CheckInput): RawFinding[] {
  return counterparts(input).flatMap(({ bead }) =>
    kinds.flatMap(({ name, tags }): RawFinding[] => {
      const words = mapPair(bead, (segments, side) => marked(input, { side, segments, tags }));
      const count = mapPair(words, (list) => list.length);
      const lacking = languages.find((side) => count[side] === 0);
      if (lacking === undefined || count.en + count.zh === 0) return [];
      const side: Language = lacking === 'en' ? 'zh' : 'en';
      if (name === 'strong' && emphasised(input, bead, lacking)) return [];
      return [
        {
          check: 'markup',
          severity: name === 'code' ? 'hint' : 'warning',
          en: bead.en,
          zh: bead.zh,
          message: {
            key: `findings:markup.${name}_only_${side}`,
            values: { text: words[side].join(', ').slice(0, 80).toWellFormed() },
          },
          evidence: { [side]: words[side].join(', ') },
        },
      ];
    }),
  );
}

interface Marked {
  readonly side: Language;
  readonly segments: readonly number[];
  readonly tags: readonly string[];
}

function marked(input: CheckInput, { side, segments, tags }: Marked): string[] {
  return segments.flatMap((index) => {
    const segment = input[side].segments[index];
    return (segment?.marks ?? [])
      .filter(({ tag }) => tags.includes(tag))
      .map(({ from, to }) => segment?.text.slice(from, to) ?? '');
  });
}

/** Emphasis of the other kind answers it too. */
function emphasised(input: CheckInput, bead: Pair<readonly number[]>, side: Language): boolean {
  return marked(input, { side, segments: bead[side], tags: ['em'] }).length > 0;
}

const image = /<img\b[^>]*>/g;

/** Images are counted over the whole page: their places differ with the layout. */
function images({ en, zh }: CheckInput): RawFinding[] {
  const count = {
    en: en.content.body.match(image)?.length ?? 0,
    zh: zh.content.body.match(image)?.length ?? 0,
  };
  if (count.en === count.zh) return [];
  return [
    {
      check: 'markup',
      severity: count.en === 0 || count.zh === 0 ? 'warning' : 'hint',
      en: [],
      zh: [],
      message: { key: 'findings:markup.images', values: count },
      evidence: { en: String(count.en), zh: String(count.zh) },
    },
  ];
}
