import { invalidField } from './refusal.ts';

/** Longest texts taken, in UTF-16 code units. */
export const titleLimit = 500;
export const summaryLimit = 2_000;
/** Of a body after reading, as canonical HTML. */
export const bodyLimit = 400_000;
/** Of a body as it arrives: markup that is dropped anyway may take room, within reason. */
export const inputLimit = 2_000_000;
/** How deep elements, quotations and lists may nest in an input. */
export const nestingLimit = 60;
/** Of one text; a hostile one could otherwise name thousands of elements. */
const mostWarnings = 50;

/** Something that was changed or left out while a text was taken in: where, what, and words for people. */
export interface Warning {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/** Is told what was taken out of a text: a stable code, and words for people. */
export type Report = (code: string, message: string) => void;

const loneSurrogate = /\p{Surrogate}/u;
const nul = String.fromCharCode(0);
const bidiControls = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
// Everything from C0 and C1 but tab and newline (carriage returns are made newlines first).
// oxlint-disable-next-line no-control-regex
const otherControls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** Refuses what no text may hold: U+0000 and halves of surrogate pairs. */
export function checkText(value: string, path: string): void {
  if (value.includes(nul)) throw invalidField(path, 'nul', 'The text holds the character U+0000.');
  if (loneSurrogate.test(value)) {
    throw invalidField(path, 'lone_surrogate', 'The text holds half of a surrogate pair.');
  }
}

/** Refuses a text longer than `limit` UTF-16 code units. */
export function checkLength(value: string, limit: number, path: string): void {
  if (value.length > limit) throw tooLong(path, limit);
}

/** The refusal of a text with more than `limit` characters. */
export function tooLong(path: string, limit: number): Error {
  return invalidField(
    path,
    'too_long',
    `The text is too long: at most ${limit} characters are taken.`,
  );
}

/** The refusal of an input whose elements, quotations or lists nest too deep. */
export function tooDeep(path: string): Error {
  return invalidField(path, 'too_deep', `The text nests deeper than ${nestingLimit} levels.`);
}

/** Drops bidi controls and other control characters but tab and newline; a pass over clean text only looks. */
export function dropControls(text: string, report: Report): string {
  const straight = text.replace(bidiControls, '');
  if (straight.length < text.length) {
    report('bidi_dropped', 'Characters that turn the direction of writing were left out.');
  }
  const clean = straight.replace(otherControls, '');
  if (clean.length < straight.length) {
    report('control_dropped', 'Control characters were left out.');
  }
  return clean;
}

/** Gathers what is reported about the text at `path`, each thing once. */
export function warningsAt(path: string): { report: Report; warnings: Warning[] } {
  const warnings: Warning[] = [];
  const said = new Set<string>();
  const report: Report = (code, message) => {
    const key = `${code} ${message}`;
    if (said.has(key) || said.size >= mostWarnings) return;
    said.add(key);
    warnings.push({ path, code, message });
  };
  return { report, warnings };
}

/** The text as it is kept: NFC, newlines as U+000A, without bidi and other control characters. */
export function cleanText(value: string, path = ''): { text: string; warnings: Warning[] } {
  const { report, warnings } = warningsAt(path);
  const clean = dropControls(value.replace(/\r\n?/g, '\n'), report);
  return { text: clean.normalize('NFC'), warnings };
}
