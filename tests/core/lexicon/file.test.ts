import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { readDictionary } from '../../../src/core/lexicon/dictionary.ts';
import {
  browserTools,
  fewRenderings,
  readLexiconFile,
  writeLexiconFile,
} from '../../../src/core/lexicon/file.ts';
import { makeReport } from '../../../src/core/report.ts';
import { readDictionarySource } from '../../../src/platform/lexicon.ts';

const source = readDictionarySource();
const file = writeLexiconFile(source, fewRenderings);

describe('the lexicon for the browser', () => {
  it('is small enough to be loaded on demand', () => {
    expect(gzipSync(file, { level: 9 }).length).toBeLessThan(1_500_000);
  });

  it('says what the whole one says, the likeliest first', () => {
    const [whole, reduced] = [readDictionary(source), readLexiconFile(file)];
    const service = readLexiconFile(writeLexiconFile(source));
    const words = [
      ...new Set(
        readFileSync('docs/operations.md', 'utf8')
          .toLowerCase()
          .match(/[a-z]{3,}/g),
      ),
    ];
    expect(words.length).toBeGreaterThan(400);
    for (const word of words) {
      expect([word, reduced.translations(word)]).toEqual([
        word,
        whole.translations(word).slice(0, 48),
      ]);
    }
    for (const word of words)
      expect([word, service.translations(word)]).toEqual([word, whole.translations(word)]);
    for (const syllable of ['lv', 'shang', 'a', 'xq', '']) {
      expect(reduced.charactersOf?.(syllable)).toBe(whole.charactersOf?.(syllable));
    }
    expect(reduced.translations('')).toEqual([]);
    expect(reduced.translations('zzzz')).toEqual([]);
  });

  it('names its source, and refuses what is none', () => {
    expect(file.split('\n')[0]).toContain('CC BY-SA 4.0');
    expect(() => readLexiconFile('<!doctype html>')).toThrow('no lexicon');
  });

  it('serves a report, and there is one without it', () => {
    const [en, zh] = [{ body: '<p>The audit takes 5 days.</p>' }, { body: '<p>审核需要6天。</p>' }];
    for (const tools of [browserTools(), browserTools(file)]) {
      expect(makeReport({ en, zh, tools }).findings.map(({ check }) => check)).toEqual(['facts']);
    }
  });
});
