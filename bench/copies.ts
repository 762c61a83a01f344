import pg from 'pg';

/** The tables whose rows make a notice that readers see. */
const tables = ['revision', 'sync_point', 'publication', 'published', 'published_search'];

/**
 * Copies a published notice until there are so many, as `copy-1`, `copy-2` …: by SQL, since through the API
 * 100,000 would take an hour. What triggers would compute is copied with the rest.
 */
export async function copyNotice(
  databaseUrl: string,
  { slug, from, to }: { slug: string; from: number; to: number },
): Promise<void> {
  await withDatabase(databaseUrl, async (client) => {
    await client.query('begin');
    await client.query('set local session_replication_role = replica');
    await client.query(
      `create temporary table copy on commit drop as
       select gen_random_uuid() as id, 'copy-' || i as slug from generate_series($1::integer, $2) i`,
      [from, to],
    );
    await client.query(
      `insert into notice select (jsonb_populate_record(n, jsonb_build_object('id', c.id, 'slug', c.slug))).*
       from notice n, copy c where n.slug = $1`,
      [slug],
    );
    await client.query('insert into notice_slug (slug, notice_id) select slug, id from copy');
    for (const table of tables) {
      const own =
        table === 'sync_point' || table === 'publication' ? `, 'id', gen_random_uuid()` : '';
      await client.query(
        `insert into ${table}
         select (jsonb_populate_record(r, jsonb_build_object('notice_id', c.id${own}))).*
         from ${table} r, copy c where r.notice_id = (select id from notice where slug = $1)`,
        [slug],
      );
    }
    await client.query('commit');
    await client.query('vacuum analyze');
    // What was filled in is not written to the disk while something is measured.
    await client.query('checkpoint');
  });
}

/** Makes every node drop all it keeps ready, as a change of the site's settings does. */
export async function dropReadyAnswers(databaseUrl: string): Promise<void> {
  await withDatabase(databaseUrl, (client) =>
    client.query(`notify hebi_event, 'setting.changed '`),
  );
}

/** The same every few ms, until the answer is called. */
export async function keepDropping(
  connectionString: string,
  everyMs: number,
): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  let last: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    last = client.query(`notify hebi_event, 'setting.changed '`);
  }, everyMs);
  return async () => {
    clearInterval(timer);
    await last;
    await client.end();
  };
}

async function withDatabase(
  connectionString: string,
  work: (client: pg.Client) => Promise<unknown>,
): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
