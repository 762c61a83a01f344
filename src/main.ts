import { runProcess } from './process.ts';

/** Everything in one process, on the embedded database unless DATABASE_URL names another. */

// Loading the code takes as long as the database's start: side by side.
const loading = import('./serve.ts');
await runProcess(async (started) => (await loading).serve(started), { embedded: true });
