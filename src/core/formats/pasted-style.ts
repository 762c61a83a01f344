/** The declarations of a `style` attribute that say more than how something looks. */
export type Style = ReadonlyMap<string, string>;

const telling: ReadonlySet<string> = new Set([
  'font',
  'font-size',
  'font-style',
  'font-weight',
  'margin-left',
  'mso-list',
  'text-decoration',
  'text-indent',
  'vertical-align',
]);

/** Longer than any value that tells something. */
const longestValue = 80;

export function readStyle(style: string | undefined): Style {
  const found = new Map<string, string>();
  if (style === undefined) return found;
  for (const declaration of style.split(';')) {
    const colon = declaration.indexOf(':');
    const name = declaration.slice(0, Math.max(0, colon)).trim().toLowerCase();
    if (!telling.has(name) || declaration.length > longestValue) continue;
    const value = declaration.slice(colon + 1).replace(/!important\s*$/i, '');
    found.set(name, value.trim().toLowerCase());
  }
  return found;
}

/** How text stands out, beyond what elements say. */
export interface Look {
  readonly strong: boolean;
  readonly em: boolean;
  readonly shift: 'sub' | 'sup' | null;
  /** In headings and heads of tables bold is how all of the text looks, and says nothing. */
  readonly isHeading: boolean;
}

/** The look inside an element, from the look around it. */
export function lookInside(around: Look, name: string, style: Style): Look {
  const isHeading = around.isHeading || /^(?:h[1-6]|th)$/.test(name);
  const weight = style.get('font-weight');
  const slant = style.get('font-style');
  const shift = style.get('vertical-align');
  const isStrong = around.strong || name === 'b' || name === 'strong';
  const isEm = around.em || name === 'i' || name === 'em';
  return {
    strong: weight === undefined || (isHeading && isBold(weight)) ? isStrong : isBold(weight),
    em: slant === undefined ? isEm : /^(?:italic|oblique)/.test(slant),
    shift: shift === 'super' ? 'sup' : shift === 'sub' ? 'sub' : around.shift,
    isHeading,
  };
}

/** Text in elements for its look. */
export function inLook(html: string, { strong, em, shift }: Look): string {
  const shifted = shift === null ? html : `<${shift}>${html}</${shift}>`;
  const slanted = em ? `<em>${shifted}</em>` : shifted;
  return strong ? `<strong>${slanted}</strong>` : slanted;
}

export function isSameLook(one: Look, other: Look): boolean {
  return one.strong === other.strong && one.em === other.em && one.shift === other.shift;
}

function isBold(weight: string): boolean {
  return weight.startsWith('bold') || Number(weight) >= 600;
}

/** The level of a list that Word says a paragraph is in; null where it says none. */
export function listLevel(style: Style): number | null {
  const level = /\blevel(\d)\b/.exec(style.get('mso-list') ?? '')?.[1];
  return level === undefined ? null : Math.max(1, Number(level));
}

/** Whether this is the white space that Word draws between a marker and its text: tiny, in a font of its own. */
export function isPadding(style: Style): boolean {
  return /^7(?:\.0+)?pt/.test(style.get('font-size') ?? style.get('font') ?? '');
}

const points: Readonly<Record<string, number>> = { pt: 1, px: 0.75, in: 72, cm: 28.35, mm: 2.835 };

/** A level for a paragraph that is known by its margin alone: half an inch for each. */
export function levelByMargin(style: Style): number {
  const [, size, unit = 'pt'] =
    /^(-?[\d.]{1,12})(pt|px|in|cm|mm)/.exec(style.get('margin-left') ?? '') ?? [];
  const margin = Number(size ?? 0) * (points[unit] ?? 1);
  return Math.max(1, Math.round(margin / 36) || 1);
}

/** Whether the first line hangs out to the left, as a marker does. */
export function hangs(style: Style): boolean {
  return (style.get('text-indent') ?? '').startsWith('-');
}
