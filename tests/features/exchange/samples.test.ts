import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareFacts } from '../../../src/core/facts/compare.ts';
import { extractFacts } from '../../../src/core/facts/extract.ts';
import { readContent } from '../../../src/core/formats/content.ts';
import type { Language, Pair } from '../../../src/core/language.ts';
import { languages } from '../../../src/core/language.ts';
import { segmentContent } from '../../../src/core/segment.ts';
import { samplesDirectory } from '../../../src/features/exchange/load-samples.ts';

interface Sample {
  readonly slug: string;
  readonly category: string;
  readonly versions: Pair<{ title: string; summary: string; body: string[] }>;
}

const directory = samplesDirectory();
const readSample = (file: string): unknown =>
  JSON.parse(readFileSync(join(directory, file), 'utf8'));
const slugs = readdirSync(directory)
  .filter((file) => file.endsWith('.beads.json'))
  .map((file) => file.replace('.beads.json', ''));
const sampleOf = (slug: string) => readSample(`${slug}.json`) as Sample;
const beadsOf = (slug: string) => readSample(`${slug}.beads.json`) as Pair<string[]>[];

function contentOf(slug: string, language: Language) {
  const { title, summary, body } = sampleOf(slug).versions[language];
  return readContent({ title, summary, body: body.join('') }, '');
}

test('there are at least 14 pairs, each with its beads, some of which join sentences', () => {
  expect(slugs.length).toBeGreaterThanOrEqual(14);
  const shapes = slugs.flatMap(beadsOf).map(({ en, zh }) => `${en.length}-${zh.length}`);
  expect(new Set(shapes)).toEqual(new Set(['1-1', '2-1', '1-2']));
  expect(shapes.filter((shape) => shape !== '1-1').length).toBeGreaterThanOrEqual(15);
});

test('every category has a name', () => {
  const named = Object.keys(readSample('categories.json') as object);
  for (const slug of slugs) expect(named).toContain(sampleOf(slug).category);
});

describe.each(slugs)('%s', (slug) => {
  test.each(languages)('the %s text is stored as it stands in the file', (language) => {
    const { content, warnings } = contentOf(slug, language);
    const { title, summary, body } = sampleOf(slug).versions[language];
    expect(content).toEqual({ title, summary, body: body.join('') });
    expect(warnings).toEqual([]);
  });

  test.each(languages)('the beads hold every %s sentence in order', (language) => {
    const sentences = segmentContent(language, contentOf(slug, language).content);
    const beads = beadsOf(slug).flatMap((bead) => bead[language]);
    expect(beads).toEqual(sentences.map((sentence) => sentence.text));
  });

  test('both sides of every bead state the same facts', () => {
    for (const { en, zh } of beadsOf(slug)) {
      const facts = [extractFacts(en.join(' '), 'en'), extractFacts(zh.join(''), 'zh')] as const;
      const grave = compareFacts(...facts).filter(({ severity }) => severity !== 'hint');
      expect([en, zh, grave]).toEqual([en, zh, []]);
    }
  });
});
