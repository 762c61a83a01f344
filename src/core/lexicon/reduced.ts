import type { Lexicon } from '../align/lexicon.ts';
import type { LanguageTools } from '../checks/tools.ts';
import { plainTools } from '../checks/tools.ts';
import { stemOf } from '../diff/english.ts';
import { readEntries, remembering } from './dictionary.ts';

/*
 * The lexicon as a file for the browser. `npm run lexicon -- FOLDER` writes `lexicon.txt.gz` there, 1.2 MB;
 * a page fetches it when it first wants findings:
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

/** Renderings kept of one word. 96, as the service has them, make the file 0.17 MB larger. */
const most = 48;

/**
 * The file of the lexicon: a head, a line of characters for each syllable, an empty line, a line of
 * renderings for each stem; both in rising order of code units.
 * @param source the dictionary as {@link readEntries} takes it
 */
export function writeReducedLexicon(source: string): string {
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
export function readReducedLexicon(file: string): Lexicon {
  const lines = file.split('\n');
  if (lines[0] !== head) throw new Error('this is no lexicon, or one of another form');
  const end = lines.indexOf('');
  const characters = new Map(lines.slice(1, end).map((line) => divided(line)));
  const stems = lines.slice(end + 1, -1);
  return {
    translations: remembering((word) => {
      const found = lineOf(stems, stemOf(word));
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
  return file === undefined ? plainTools : { ...plainTools, lexicon: readReducedLexicon(file) };
}

function byCodeUnits(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function divided(line: string): [string, string] {
  const tab = line.indexOf('\t');
  return [line.slice(0, tab), line.slice(tab + 1)];
}

/** What stands behind a key in lines that rise. */
function lineOf(lines: readonly string[], key: string): string {
  const wanted = `${key}\t`;
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle] ?? '') < wanted) low = middle + 1;
    else high = middle;
  }
  const line = lines[low] ?? '';
  return line.startsWith(wanted) ? line.slice(wanted.length) : '';
}
