export const factTypes = [
  'number',
  'percent',
  'money',
  'multiple',
  'vague',
  'ordinal',
  'date',
  'weekday',
  'time',
  'code',
  'version',
  'url',
  'email',
  'phone',
  'name',
] as const;
export type FactType = (typeof factTypes)[number];

/**
 * How surely a token states a fact. Strong: digits, dates, percentages, codes, addresses. Medium: number
 * words from three up, Chinese numerals with a classifier, acronyms. Weak: one, two, both, first; 一 两 双 首.
 */
export type Strength = 'strong' | 'medium' | 'weak';

/** What surrounds an amount: over, at least, under, at most, nearly, about. */
export type Hedge = 'over' | 'least' | 'under' | 'most' | 'near' | 'about';

/** A typed value found in a text. */
export interface Fact {
  readonly type: FactType;
  /**
   * Canonical form, the same in both languages. Numbers are plain decimals (`12000`, `0.5`, `2/3`); money
   * begins with its currency (`CNY 3000`); dates are ISO 8601 with fields left out (`2024-03-21`, `2024`,
   * `--03-21`, `---21`, `2024-Q1`, `Q1-3`, `2024-H1`, `1990s`); times are `HH:MM`, without am or pm `~HH:MM`.
   */
  readonly value: string;
  readonly strength: Strength;
  /** Offsets in the text, in UTF-16 code units. */
  readonly from: number;
  readonly to: number;
  /** What the text says there, exactly. */
  readonly text: string;
  /** Other values that the same words can mean (03/04/2024). */
  readonly also?: readonly string[];
  readonly hedge?: Hedge;
}

/** A fact before it is placed in a text: offsets count from the match. */
export interface Found {
  readonly type: FactType;
  readonly value: string;
  readonly strength: Strength;
  readonly also?: readonly string[] | undefined;
  readonly hedge?: Hedge | undefined;
  /** Part of the match that says it; the whole match when left out. */
  readonly at?: readonly [number, number];
}

/**
 * Another reading of "fourfold" and "four times": what something grew by. 增长四倍 has it too, while its
 * value is 5; "quadrupled" has not.
 */
export function timesKey(value: string): string {
  return `+${value}x`;
}

/** The same key means the same fact, in whatever words and with whatever certainty it is said. */
export function factKey(fact: Pick<Fact, 'type' | 'value' | 'hedge'>): string {
  return `${fact.type}:${fact.value}${fact.hedge ? `:${fact.hedge}` : ''}`;
}
