import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Content } from '../../core/document.ts';
import { readContent } from '../../core/formats/content.ts';
import { pairShape } from '../../core/operation.ts';
import type { Context } from '../../context.ts';
import type { AdoptedNotice } from '../notices/adopt-notices.ts';
import { adoptCategory, adoptNotices } from '../notices/adopt-notices.ts';
import { firstAdministrator, lockIfEmpty } from './store.ts';

const sampleText = z.strictObject({
  title: z.string(),
  summary: z.string(),
  /** HTML, a block an item. */
  body: z.array(z.string()),
});

/** A file of `samples/`: a notice in both languages, and in which state a new installation shows it. */
const sampleShape = z.strictObject({
  slug: z.string(),
  category: z.string(),
  date: z.iso.date(),
  release: z.enum(['independent', 'together']),
  shownAs: z.enum(['in_sync', 'unverified', 'en_only', 'en_ahead']),
  versions: pairShape(sampleText),
  /** The English text after its change, of the one that is ahead. */
  later: sampleText.optional(),
});
type Sample = z.output<typeof sampleShape>;

const categoriesShape = z.record(z.string(), pairShape(z.string()));

/** The directory `samples/`, from `src/` as well as from `dist/src/`. */
export function samplesDirectory(): string {
  const here = fileURLToPath(new URL('.', import.meta.url));
  return join(here, here.includes('/dist/') ? '../../../../samples' : '../../../samples');
}

/**
 * Fills a database without any notice with the sample notices, in one transaction: most certified and
 * published, and one for each kind of work that a newcomer may want to try. Safe when several processes
 * start at once.
 *
 * @returns how many were loaded; 0: there are notices already, or no administrator to certify any
 */
export async function loadSamples(ctx: Context): Promise<number> {
  return ctx.db.transaction().execute(async (tx) => {
    if (!(await lockIfEmpty(tx))) return 0;
    const certifiedBy = await firstAdministrator(tx);
    if (certifiedBy === null) return 0;
    const { categories, samples } = await readSamples();
    for (const [id, name] of Object.entries(categories)) await adoptCategory(ctx, tx, { id, name });
    const adopted = samples.map((sample) => adoptedOf(sample, certifiedBy));
    await adoptNotices(ctx, tx, adopted);
    return samples.length;
  });
}

/** Oldest first. */
async function readSamples() {
  const directory = samplesDirectory();
  const files = (await readdir(directory)).filter(
    (file) => /^[a-z0-9-]+\.json$/.test(file) && file !== 'categories.json',
  );
  const read = async (file: string): Promise<unknown> =>
    JSON.parse(await readFile(join(directory, file), 'utf8'));
  const samples = await Promise.all(files.map(async (file) => sampleShape.parse(await read(file))));
  samples.sort((a, b) => a.date.localeCompare(b.date));
  return { categories: categoriesShape.parse(await read('categories.json')), samples };
}

function adoptedOf(sample: Sample, administrator: string): AdoptedNotice {
  const { slug, category, release, date, shownAs, versions, later } = sample;
  const en = contentOf(versions.en);
  const isPair = shownAs === 'in_sync' || shownAs === 'en_ahead';
  return {
    slug,
    category,
    release,
    date,
    texts: shownAs === 'en_only' ? { en } : { en, zh: contentOf(versions.zh) },
    certifiedBy: isPair ? administrator : null,
    later: later === undefined ? {} : { en: contentOf(later) },
    // The one without a translation waits for it.
    published: shownAs !== 'en_only',
  };
}

function contentOf({ title, summary, body }: z.output<typeof sampleText>): Content {
  return readContent({ title, summary, body: body.join(''), format: 'html' }, '').content;
}
