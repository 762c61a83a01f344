// npm run lexicon -- FOLDER: writes the lexicon that a browser loads, see src/core/lexicon/file.ts.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { fewRenderings, writeLexiconFile } from '../src/core/lexicon/file.ts';
import { readDictionarySource } from '../src/platform/lexicon.ts';

const folder = process.argv[2];
if (folder === undefined) {
  process.stderr.write('npm run lexicon -- FOLDER\n');
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
const file = gzipSync(writeLexiconFile(readDictionarySource(), fewRenderings), { level: 9 });
writeFileSync(join(folder, 'lexicon.txt.gz'), file);
process.stdout.write(`${join(folder, 'lexicon.txt.gz')}: ${(file.length / 1e6).toFixed(2)} MB\n`);
