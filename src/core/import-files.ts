import type { Language, Pair } from './language.ts';
import { languages } from './language.ts';
import { likelyLanguage } from './likely-language.ts';

/** Endings by which a file says its language: `fees.en.html`, `fees_zh.md`, `fees-zh-CN.txt`. */
const suffix = /[._-](en|zh)(?:[-_](?:us|gb|cn|hans))?$/i;

/** A file's name without its ending and language, and the language that it names. */
export function nameParts(name: string): { stem: string; language: Language | null } {
  const bare = name.replace(/^.*[\\/]/, '').replace(/\.[a-z0-9]{1,8}$/i, '');
  const found = suffix.exec(bare);
  const code = found?.[1]?.toLowerCase();
  const language = languages.find((one) => one === code) ?? null;
  return { stem: language === null ? bare : bare.slice(0, found?.index), language };
}

export interface GivenFile {
  readonly name: string;
  readonly text: string;
}

/** One notice to be made of one file, or of two that are its two languages. */
export interface NoticeFiles {
  readonly stem: string;
  readonly files: Partial<Pair<GivenFile>>;
}

/**
 * Puts together the files that are the two languages of one notice: those whose names differ in their
 * language alone. Every file is in exactly one group, in the order in which they were given.
 */
export function groupFiles(files: readonly GivenFile[]): NoticeFiles[] {
  const groups: { stem: string; files: Partial<Record<Language, GivenFile>> }[] = [];
  for (const file of files) {
    const { stem, language: named } = nameParts(file.name);
    const language = named ?? likelyLanguage(file.text);
    const open = groups.find(
      (group) => named !== null && group.stem === stem && group.files[language] === undefined,
    );
    if (open === undefined) groups.push({ stem, files: { [language]: file } });
    else open.files[language] = file;
  }
  return groups;
}

/**
 * The slug of the notice that had the name already for which a new one was made: the service, asked for a slug
 * that is taken, puts a number behind it. Null: the name was free.
 */
export function earlierSlug(made: string, proposed: string): string | null {
  const isNumbered =
    made.startsWith(`${proposed}-`) && /^\d+$/.test(made.slice(proposed.length + 1));
  return isNumbered ? proposed : null;
}

/** What one request may hold. */
export interface BatchLimits {
  readonly files: number;
  readonly bytes: number;
}

/** Files in their order, in as few parts as keep the limits; a file above them is a part of its own. */
export function batchesOf<T extends GivenFile>(files: readonly T[], most: BatchLimits): T[][] {
  const batches: { files: T[]; bytes: number }[] = [];
  for (const file of files) {
    const bytes = bytesOf(file.text);
    const last = batches.at(-1);
    if (last === undefined || last.files.length >= most.files || last.bytes + bytes > most.bytes) {
      batches.push({ files: [file], bytes });
    } else {
      last.files.push(file);
      last.bytes += bytes;
    }
  }
  return batches.map((batch) => batch.files);
}

/** As UTF-8 within JSON, at most. */
function bytesOf(text: string): number {
  const wide = text.match(/[^\x20-\x7e]/g)?.length ?? 0;
  const escaped = text.match(/["\\]/g)?.length ?? 0;
  return text.length + 2 * wide + escaped;
}
