import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Pair } from '../../src/core/language.ts';
import type { PairedUnit } from './noise.ts';

/*
 * A corpus is a folder of text files, told apart by their names; any of them may be missing.
 *
 *   <slug>.beads.json   a notice: `[{ en: [sentence, …], zh: [sentence, …] }, …]`, what answers what, in order
 *   aligned*.jsonl      a page a line: `{ path, blocks: [{ type, en, zh }, …] }`; type P, LI, TR, FM or a heading
 *   changed*.jsonl      a change a line: `{ enBefore, enAfter, translatorChanged }`
 *   fact*.tsv           `verdict kind en zh` below a line of these names; verdict agree or disagree;
 *                       a file with "hard" in its name is counted by itself
 *
 * What a corpus has none of is taken from the repository's own texts.
 */

export interface Notice {
  readonly path: string;
  readonly beads: readonly Pair<readonly string[]>[];
}
export interface Page {
  readonly path: string;
  readonly blocks: readonly PairedUnit[];
}
export interface FactPair extends Pair<string> {
  readonly agree: boolean;
  readonly kind: string;
}
export interface Change {
  readonly before: string;
  readonly after: string;
  /** Whether the translator changed the Chinese with it. */
  readonly mattered: boolean;
}
export interface Corpus {
  readonly notices: readonly Notice[];
  readonly pages: readonly Page[];
  readonly changes: readonly Change[];
  readonly facts: Readonly<Record<'easy' | 'hard', readonly FactPair[]>>;
}

const own = ['../../samples/', 'corpus/'].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);

/** Reads a folder, and what it lacks from the repository's own texts. Throws where a file is of another shape. */
export function readCorpus(folder: string | undefined): Corpus {
  if (folder !== undefined && !existsSync(folder)) throw new Error(`there is no folder ${folder}`);
  const given = folder === undefined ? [] : [folder];
  const first = <T>(read: (folders: readonly string[]) => readonly T[]): readonly T[] => {
    const found = read(given);
    return found.length > 0 ? found : read(own);
  };
  return {
    notices: first(noticesIn),
    pages: first(pagesIn),
    changes: first(changesIn),
    facts: {
      easy: first((folders) => factsIn(folders, false)),
      hard: first((folders) => factsIn(folders, true)),
    },
  };
}

function files(folders: readonly string[], name: RegExp): { path: string; text: string }[] {
  return folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => name.test(file))
      .sort()
      .map((file) => ({ path: file, text: readFileSync(join(folder, file), 'utf8') })),
  );
}

function lines(folders: readonly string[], name: RegExp): unknown[] {
  return files(folders, name).flatMap(({ text }) =>
    text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line) as unknown),
  );
}

function noticesIn(folders: readonly string[]): Notice[] {
  return files(folders, /\.beads\.json$/).map(({ path, text }) => ({
    path,
    beads: JSON.parse(text) as Pair<string[]>[],
  }));
}

const kinds: Readonly<Record<string, string>> = {
  P: 'paragraph',
  X: 'paragraph',
  LI: 'item',
  TR: 'cell',
  FM: 'title',
};
/** A corpus of more pages than this may be the one that weights were fitted on: every third is measured. */
const fitted = 60;

function pagesIn(folders: readonly string[]): Page[] {
  const pages = allPagesIn(folders);
  return pages.length > fitted ? pages.filter(isMeasured) : pages;
}

/** The pages of a folder that are never measured: weights may be fitted on them. */
export function fittingPages(folder: string): Page[] {
  return allPagesIn([folder]).filter((page) => !isMeasured(page));
}

function isMeasured({ path }: Page): boolean {
  return [...path].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) >>> 0, 7) % 3 === 0;
}

function allPagesIn(folders: readonly string[]): Page[] {
  return lines(folders, /^aligned.*\.jsonl$/).map((line) => {
    const { path, blocks } = line as { path: string; blocks: (Pair<string> & { type: string })[] };
    return {
      path,
      blocks: blocks
        .filter(({ en, zh }) => en.trim() !== '' || zh.trim() !== '')
        .map(({ type, en, zh }) => ({ en, zh, kind: kinds[type] ?? 'heading' })),
    };
  });
}

function changesIn(folders: readonly string[]): Change[] {
  return lines(folders, /^changed.*\.jsonl$/).map((line) => {
    const { enBefore, enAfter, translatorChanged } = line as Record<string, unknown>;
    return {
      before: String(enBefore),
      after: String(enAfter),
      mattered: translatorChanged === true,
    };
  });
}

function factsIn(folders: readonly string[], hard: boolean): FactPair[] {
  return files(folders, /^fact.*\.tsv$/)
    .filter(({ path }) => path.includes('hard') === hard)
    .flatMap(({ text }) => text.trim().split('\n').slice(1))
    .map((line) => {
      const [verdict, kind = '', en = '', zh = ''] = line.split('\t');
      return { agree: verdict === 'agree', kind, en, zh };
    });
}

/** What answers what in a notice, as pairs of texts. */
export function pairsOf({ beads }: Notice): Pair<string>[] {
  return beads
    .filter(({ en, zh }) => en.length > 0 && zh.length > 0)
    .map(({ en, zh }) => ({ en: en.join(' '), zh: zh.join('') }));
}
