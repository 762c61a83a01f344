import type { Language } from './language.ts';
import { languages } from './language.ts';

/** A revision, by its language and number. */
export interface NamedRevision {
  readonly language: Language;
  readonly number: number;
}

/**
 * The revisions that an entry of a notice's history is about, as its kind tells them: those that were saved
 * (`saved`), one side's (`language` and `revision`), or both sides' (`en` and `zh`). None: it names no revision.
 */
export function happenedRevisions(data: Readonly<Record<string, unknown>>): NamedRevision[] {
  const { saved } = data;
  const sides = typeof saved === 'object' && saved !== null ? { ...saved } : data;
  const named: Readonly<Record<string, unknown>> = sides;
  return languages.flatMap((language) => {
    const number = data['language'] === language ? data['revision'] : named[language];
    return typeof number === 'number' ? [{ language, number }] : [];
  });
}
