import type { CheckName, Severity } from './names.ts';

/** How a house writes, and how much it minds. */
export interface HousePolicy {
  /** Between Han characters and Latin letters or digits: a space, none, or either. */
  readonly hanLatinSpace: 'require' | 'strip' | 'off';
  readonly quotes: {
    /** “curly” or "straight"; `off`: either, but not both in one text. */
    readonly en: 'curly' | 'straight' | 'off';
    /** “curly” or 「corner」; `off`: either. */
    readonly zh: 'curly' | 'corner' | 'off';
  };
  /** Dates and percentages in Chinese: 2024年3月 (`arabic`), or as they come. */
  readonly numerals: 'arabic' | 'off';
  /** Severity of a check's findings in place of the check's own; `off` leaves them out. */
  readonly severity: Readonly<Partial<Record<CheckName, Severity | 'off'>>>;
}

export const defaultPolicy: HousePolicy = {
  hanLatinSpace: 'off',
  quotes: { en: 'off', zh: 'off' },
  numerals: 'off',
  severity: {},
};
