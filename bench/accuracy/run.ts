import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { measuredOn, writeSection } from '../figures.ts';
import { readCorpus } from './corpus.ts';
import { tools } from './engine.ts';
import { measureAlignment } from './measure-alignment.ts';
import { measureChanges } from './measure-changes.ts';
import { measureClean, measureTime, readClean } from './measure-clean.ts';
import { measureFacts } from './measure-facts.ts';
import { measurePageSeeds, measurePairSeeds } from './measure-seeds.ts';
import { peerVersion } from './peer.ts';
import { type Row, isReached, writeTable } from './row.ts';

/*
 * npm run bench:accuracy -- [--corpus FOLDER] [--count N] [--json | --write]
 *
 * How well the parity engine sees what it is meant to see, and how seldom it cries out over nothing. The
 * form of a corpus is told in corpus.ts; --write puts the table into bench/RESULTS.md; what one lacks is taken from the repository's own texts.
 */

const seeds = { errors: 20_260_301, noise: [11, 12, 13] } as const;

const { values: options } = parseArgs({
  options: {
    corpus: { type: 'string' },
    count: { type: 'string', default: '200' },
    json: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});
const corpus = readCorpus(options.corpus);
const peer = peerVersion();
const withPeer = peer !== null;
const clean = readClean(corpus);
const plan = { corpus, clean, count: Number(options.count), seed: seeds.errors, withPeer };
const rows: Row[] = [
  ...measureFacts(corpus, withPeer),
  ...measureClean(corpus, clean, withPeer),
  ...measurePairSeeds(plan),
  ...measurePageSeeds(plan),
  ...measureAlignment(corpus, { lexicon: tools.lexicon, seeds: seeds.noise }),
  ...measureChanges(corpus),
];
const time = measureTime(corpus);
const sizes = {
  notices: corpus.notices.length,
  'notice segments': clean.notices.pairs.length,
  pages: corpus.pages.length,
  'docs blocks': clean.docs.pairs.length,
  changes: corpus.changes.length,
};

if (options.json) {
  const judged = rows.map((row) => ({ ...row, reached: row.count === 0 ? null : isReached(row) }));
  process.stdout.write(`${JSON.stringify({ peer, seeds, sizes, time, rows: judged }, null, 2)}\n`);
} else {
  const told = Object.entries(sizes).map(([name, size]) => `${size} ${name}`);
  const lines = [
    `corpus: ${told.join(', ')}; seeds: errors ${seeds.errors}, noise ${seeds.noise.join(' ')}`,
    `peer: ${peer ?? 'absent (Debian package translate-toolkit)'}`,
    `a report of a notice: median ${time.p50.toFixed(1)} ms, 95 % within ${time.p95.toFixed(1)} ms`,
    '',
    writeTable(rows, peer),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  const folder = options.corpus === undefined ? '' : ` --corpus ${basename(options.corpus)}`;
  const command = `npm run bench:accuracy --${folder} --count ${options.count}`;
  if (options.write)
    writeSection(
      'accuracy',
      [`${measuredOn([], command)}; ${lines[0] ?? ''}`, '', writeTable(rows, peer)].join('\n'),
    );
}
