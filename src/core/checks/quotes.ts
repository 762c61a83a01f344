import type { Language } from '../language.ts';
import { languages } from '../language.ts';
import type { Segment } from '../segment.ts';
import type { Check, CheckInput, RawFinding, Severity } from './check.ts';
import { blocksOf } from './counterparts.ts';
import { proseOf } from './prose.ts';
import type { Replacement } from './replacements.ts';
import { slipFinding } from './segment-finding.ts';

/** Quotation marks that are not closed, doubled single ones, and those that the house does not use. */
export const quotes: Check = {
  name: 'quotes',
  run: (input) =>
    languages.flatMap((side) => [
      ...unclosed(input, side),
      ...input[side].segments.flatMap((segment) => [
        ...doubled(segment, side),
        ...foreignStyle(input, segment, side),
      ]),
    ]),
};

const closing: Readonly<Record<string, string>> = { '“': '”', '「': '」', '『': '』' };
const opening = new Map(Object.entries(closing).map(([open, close]) => [close, open]));

/** Within a block; a paragraph of a long quotation may begin anew without having closed. */
function unclosed(input: CheckInput, side: Language): RawFinding[] {
  const findings: RawFinding[] = [];
  const report = (place: Place | undefined): void => {
    const segment = place && input[side].segments[place.segment];
    if (!segment || findings.some((finding) => finding[side].includes(segment.index))) return;
    findings.push(
      slipFinding({
        check: 'quotes',
        severity: 'warning',
        side,
        segment,
        case: 'unbalanced',
        replacements: [{ from: place.at, to: place.at + 1, text: '' }],
        values: { quote: segment.text[place.at] ?? '' },
        mend: false,
      }),
    );
  };
  for (const block of blocksOf(input[side])) {
    const open: Place[] = [];
    const straight: Place[] = [];
    for (const segment of block) {
      const prose = proseOf(segment);
      for (const match of prose.matchAll(/[“”「」『』]|(?<!\d)"|"(?!\d|\s*[x×])/g)) {
        const place = { segment: segment.index, at: match.index, mark: match[0] };
        if (match[0] === '"') {
          const inches = straight.length % 2 === 0 && /\d/.test(prose[match.index - 1] ?? '');
          if (!inches) straight.push(place);
        } else if (opening.has(match[0])) {
          if (open.at(-1)?.mark === opening.get(match[0])) open.pop();
          else report(place);
        } else open.push(place);
      }
    }
    open.forEach(report);
    if (straight.length % 2 === 1) report(straight.at(-1));
  }
  return findings;
}

interface Place {
  readonly segment: number;
  readonly at: number;
  readonly mark: string;
}

/** ''Name'' and ``name'' stand for quotation marks. */
function doubled(segment: Segment, side: Language): RawFinding[] {
  const prose = proseOf(segment);
  const replacements = [
    ...prose.matchAll(/(?:''|``|,,|‘‘)(?=[^\s'’][^'’]{0,80}(?:''|’’))|(?<=[^\s'‘])(?:''|’’)(?!')/g),
  ].map(({ 0: found, index }): Replacement => ({
    from: index,
    to: index + found.length,
    text: /^[\s([]?$/.test(prose[index - 1] ?? '') ? '“' : '”',
  }));
  if (replacements.length < 2) return [];
  return [
    slipFinding({
      check: 'quotes',
      severity: 'warning',
      side,
      segment,
      case: 'doubled',
      replacements,
    }),
  ];
}

/** Marks of another style than the house's; without a policy, corner and straight marks only as hints. */
function foreignStyle({ policy }: CheckInput, segment: Segment, side: Language): RawFinding[] {
  const style = policy.quotes[side];
  const prose = proseOf(segment);
  const severity: Severity = style === 'off' ? 'hint' : 'warning';
  const found =
    side === 'en'
      ? style === 'curly'
        ? replaced(prose, /"([^"]{1,200})"/g, ['“', '”'])
        : style === 'straight'
          ? replaced(prose, /“([^“”]{1,200})”/g, ['"', '"'])
          : replaced(prose, /[「『]([^「」『』]{1,200})[」』]/g, ['“', '”'])
      : style === 'corner'
        ? replaced(prose, /["“]([^"“”]{1,200})["”]/g, ['「', '」'])
        : style === 'curly'
          ? replaced(prose, /["「]([^"「」]{1,200})["」]/g, ['“', '”'])
          : replaced(prose, /(?<=[\u3400-\u9FFF，。])"([\u3400-\u9FFF][^"]{0,200})"/g, ['“', '”']);
  if (found.length === 0) return [];
  return [
    slipFinding({ check: 'quotes', severity, side, segment, case: 'style', replacements: found }),
  ];
}

function replaced(
  prose: string,
  pattern: RegExp,
  [open, close]: readonly [string, string],
): Replacement[] {
  return [...prose.matchAll(pattern)].flatMap(({ 0: found, index }) => [
    { from: index, to: index + 1, text: open },
    { from: index + found.length - 1, to: index + found.length, text: close },
  ]);
}
