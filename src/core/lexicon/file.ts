import type { Lexicon } from '../align/lexicon.ts';
import type { LanguageTools } from '../checks/tools.ts';
import { plainTools } from '../checks/tools.ts';
import { stemOf } from '../diff/english.ts';
import { readEntries, remembering } from './dictionary.ts';

/*
 * The lexicon as a file. The build writes all of it for the service, and a smaller one for the browser, which a
 * page fetches when it first wants findings (`npm run lexicon -- FOLDER` writes that one alone, 1.2 MB):
 *
 *   const file = await fetch('lexicon.txt.gz');
 *   const plain = file.body.pipeThrough(new DecompressionStream('gzip'));
 *   const tools = browserTools(await new Response(plain).text());
 *   makeReport({ en, zh, policy, tools });
 *
 * (as application/gzip, without Content-Encoding: else the browser has unpacked it already). Its words are
 * those of CC-CEDICT, CC BY-SA 4.0: the first line of the file says so, and the page has to.
 */

/** Bears the form's version: another form needs another name. */
const head = 'hebi-lexicon 1 · made of CC-CEDICT, CC BY-SA 4.0, https://cc-cedict.org';

/** Renderings of a word for the browser. 96, as the service has them, make the file 0.17 MB larger. */
export const fewRenderings = 48;

/**
 * The file of the lexicon: a head, a line of characters for each syllable, an empty line, a line of
 * renderings for each stem; both in rising order of code units.
 * @param source the dictionary as {@link readEntries} takes it
 * @param most renderings kept of one word
 */
export function writeLexiconFile(source: string, most = Infinity): string {
  const { packed, characters } = readEntries(source);
  const syllables = [...characters].map(([syllable, list]) => `${syllable}\t${list}`);
  const stems = [...packed.stems()]
    .toSorted(byCodeUnits)
    .map((stem) => `${stem}\t${packed.renderings(stem).slice(0, most).join(' ')}`);
  return [head, ...syllables.toSorted(byCodeUnits), '', ...stems, ''].join('\n');
}

/**
 * The lexicon that such a file holds. Lines are looked up where they stand: reading takes some
 * milliseconds, and no more memory than the text.
 */
export function readLexiconFile(file: string): Lexicon {
  const body = file.indexOf('\n\n');
  if (!file.startsWith(`${head}\n`) || body === -1)
    throw new Error('this is no lexicon, or one of another form');
  const lines = file.slice(head.length + 1, body).split('\n');
  const characters = new Map(lines.map((line) => divided(line)));
  const starts = startsOfLines(file, body + 2);
  return {
    translations: remembering((word) => {
      const found = lineOf(file, starts, stemOf(word));
      return found === '' ? [] : found.split(' ');
    }),
    charactersOf: (syllable) => characters.get(syllable) ?? '',
  };
}

/**
 * The tools of a browser: its own word splitter (`Intl.Segmenter`), and the file's lexicon once it is
 * there. Findings made with them are provisional: the service knows more.
 */
export function browserTools(file?: string): LanguageTools {
  return file === undefined ? plainTools : { ...plainTools, lexicon: readLexiconFile(file) };
}

function byCodeUnits(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function divided(line: string): [string, string] {
  const tab = line.indexOf('\t');
  return [line.slice(0, tab), line.slice(tab + 1)];
}

/** Where each line begins, and where the last one ends. */
function startsOfLines(text: string, from: number): Int32Array {
  const starts = [from];
  for (let end = text.indexOf('\n', from); end !== -1; end = text.indexOf('\n', end + 1))
    starts.push(end + 1);
  return Int32Array.from(starts);
}

/** What stands behind a key in lines that rise. */
function lineOf(text: string, starts: Int32Array, key: string): string {
  const wanted = `${key}\t`;
  const startOf = (line: number): number => starts[line] ?? text.length;
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    const start = startOf(middle);
    if (text.slice(start, start + wanted.length) < wanted) low = middle + 1;
    else high = middle;
  }
  const start = startOf(low);
  if (!text.startsWith(wanted, start)) return '';
  return text.slice(start + wanted.length, startOf(low + 1) - 1);
}
