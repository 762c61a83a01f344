import pg from 'pg';
import { migrateToLatest } from '../src/platform/database.ts';
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres/launch.ts';
import { dataFolder } from './processes.ts';

/** A database server of a benchmark's own, with room for several databases. */
export interface ScratchServer {
  /** A database of that name, new: migrated, or without any table. */
  create(name: string, how: 'migrated' | 'bare'): Promise<string>;
  drop(name: string): Promise<void>;
  /** Bytes that a database takes. */
  sizeOf(name: string): Promise<number>;
  stop(): Promise<void>;
}

/** Starts one on the binaries that Hebi brings, as durable as Hebi has it. */
export async function startScratchServer(): Promise<ScratchServer> {
  const data = dataFolder();
  const server = await startEmbeddedPostgres({ dataDir: data.path });
  const urlOf = (name: string) => server.url.replace(/\/hebi$/, `/${name}`);
  const ask = async (statement: string) => {
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    try {
      return (await client.query<{ size: string }>(statement)).rows[0]?.size;
    } finally {
      await client.end();
    }
  };
  return {
    create: async (name, how) => {
      await ask(`create database ${name} template template0`);
      if (how === 'migrated') await migrateToLatest(urlOf(name));
      return urlOf(name);
    },
    drop: async (name) => {
      await ask(`drop database if exists ${name} with (force)`);
    },
    sizeOf: async (name) => Number(await ask(`select pg_database_size('${name}') as size`)),
    stop: async () => {
      await server.stop();
      data.remove();
    },
  };
}
