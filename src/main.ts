import { runProcess } from './process.ts';

/** Everything in one process, on the embedded database unless DATABASE_URL names another. */

const load = () => import('./serve.ts');
await runProcess(async (started) => (await load()).serve(started), {
  embedded: true,
  // Loading the code blocks this process for longer than the database takes to start: not before that is under way.
  whileDatabaseStarts: load,
});
