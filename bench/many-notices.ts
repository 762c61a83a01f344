import pg from 'pg';
import { engineVersion } from '../src/core/engine.ts';
import { readContent } from '../src/core/formats/content.ts';
import type { Language } from '../src/core/language.ts';
import { languages } from '../src/core/language.ts';
import { makeReport } from '../src/core/report.ts';
import { searchTextOf } from '../src/core/search.ts';
import { siteSearchTextOf } from '../src/core/site-search.ts';
import { jobsAfter } from '../src/jobs.ts';
import { filling, ids, kinds, quietTables, texts } from './many-notices-sql.ts';
import type { Text } from './texts.ts';
import { chinese, english } from './texts.ts';

/** How many different texts there are: a word of one of them is found in every 500th notice. */
export const variants = 500;

export interface ManyNotices {
  readonly url: string;
  /** The first and the last to be made, counted from 1. */
  readonly from: number;
  readonly to: number;
  /** `whole`: nine sentences; `short`: one, for millions. */
  readonly length: 'whole' | 'short';
}

/**
 * Fills a migrated database with notices as years of work leave them: of twenty, fourteen in step and twelve
 * of these public, one of each language alone, one that nobody has verified, three with one side ahead; each
 * that calls for one with its task; and their history, of which every job is done. By SQL alone, since the
 * use cases would take hours. `hebi doctor` finds nothing wrong with them.
 */
export async function makeManyNotices({ url, from, to, length }: ManyNotices): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'hebi-bench' });
  await client.connect();
  const values = valuesOf({ from, to });
  try {
    await client.query(`set synchronous_commit = off; set work_mem = '128MB'`);
    await client.query('begin');
    await client.query(ids);
    await client.query(texts);
    for (const language of languages)
      await client.query(poolInsert, [language, poolOf(language, length)]);
    for (const table of quietTables)
      await client.query(`alter table ${table} disable trigger user`);
    for (const statement of [kinds, ...filling]) await client.query(withValues(statement, values));
    for (const table of quietTables) await client.query(`alter table ${table} enable trigger user`);
    await client.query('commit');
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
}

/** The title of the kth text: the only one with this word. */
export function wordOf(language: Language, k: number): string {
  return language === 'en' ? `harbour${letters(k)}` : `第${numerals(k)}号泊位`;
}

function numerals(k: number): string {
  return [...String(k)].map((digit) => '〇一二三四五六七八九'[Number(digit)]).join('');
}

function letters(k: number): string {
  return [...String(k).padStart(3, '0')].map((digit) => 'bcdfghjklm'[Number(digit)]).join('');
}

export function textOf(language: Language, k: number, length: ManyNotices['length']): Text {
  const { title, body } = language === 'en' ? english : chinese;
  const named = `${title} ${wordOf(language, k)}`;
  if (length === 'whole')
    return { title: named, body: body.replaceAll(/2024/g, String(2000 + (k % 30))) };
  return {
    title: named,
    body: language === 'en' ? `<p>It opens at ${k}.</p>` : `<p>${k}号开放。</p>`,
  };
}

const poolInsert = `
insert into pool select $1, k, title, body, folded, grams, found, found_grams
from jsonb_to_recordset($2::jsonb) as x(k integer, title text, body text, folded text, grams text[],
  found text, found_grams text[])`;

function poolOf(language: Language, length: ManyNotices['length']): string {
  const rows = Array.from({ length: variants }, (_, k) => {
    const text = { ...textOf(language, k, length), format: 'html' } as const;
    const { content } = readContent(text, '');
    const { folded, grams } = searchTextOf(content);
    const site = siteSearchTextOf(content);
    return {
      k,
      title: content.title,
      body: content.body,
      folded,
      grams,
      found: site.folded,
      found_grams: site.grams,
    };
  });
  return JSON.stringify(rows);
}

function valuesOf({
  from,
  to,
}: Pick<ManyNotices, 'from' | 'to'>): Readonly<Record<string, string>> {
  const report = makeReport({ en: english, zh: chinese });
  return {
    from: String(from),
    to: String(to),
    variants: String(variants),
    engine: String(engineVersion),
    report: pg.escapeLiteral(JSON.stringify(report)),
  };
}

function withValues(statement: string, values: Readonly<Record<string, string>>): string {
  return statement
    .replaceAll(/\$jobs\('([\w.]+)'\)/g, (_, type: string) => `'{${jobsAfter(type).join(',')}}'`)
    .replaceAll(/\$(\w+)/g, (_, name: string) => {
      const value = values[name];
      if (value === undefined) throw new Error(`no value for ${name}`);
      return value;
    });
}
