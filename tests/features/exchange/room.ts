import type { Actor, Role } from '../../../src/core/permission.ts';
import type { Language } from '../../../src/core/language.ts';
import type { Context } from '../../../src/context.ts';
import { addPerson } from '../../../src/features/accounts/add-person.ts';
import { findActorByEmail } from '../../../src/features/accounts/find-actor.ts';
import { openEngine } from '../../../src/features/parity/engine.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import { openDatabase, openPool } from '../../../src/platform/database.ts';
import { createTestDatabase } from '../../support/database.ts';

/** The use cases on a database of their own, without HTTP and without workers. */
export interface Room {
  readonly ctx: Context;
  readonly databaseUrl: string;
  person(name: string, role: Role, languages?: readonly Language[]): Promise<Actor>;
  close(): Promise<void>;
}

export async function openRoom(): Promise<Room> {
  const database = await createTestDatabase();
  const pool = openPool({ url: database.url, max: 6, name: 'test', onError: () => undefined });
  const ctx: Context = { db: openDatabase(pool), clock: systemClock(), engine: openEngine() };
  return {
    ctx,
    databaseUrl: database.url,
    person: async (name, role, languages = ['en', 'zh']) => {
      const email = `${name}@example.org`;
      await addPerson(ctx, null, { email, name, roles: [role], languages: [...languages] });
      return findActorByEmail(ctx, email);
    },
    close: async () => {
      await ctx.engine.close();
      await ctx.db.destroy();
      await database.drop();
    },
  };
}
