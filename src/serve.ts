import { startWorkers } from '../workers/start.ts';
import { startApi } from './api.ts';
import type { Service } from './context.ts';
import { openService } from './context.ts';
import { ensureFirstAdmin } from './features/accounts/ensure-first-admin.ts';
import { loadSamples } from './features/exchange/load-samples.ts';
import type { Started } from './process.ts';

/** Starts the API, the website and the workers in this process; says where they are. Returns how to stop them. */
export async function serve({ config, databaseUrl }: Started): Promise<() => Promise<void>> {
  const service = await openService({ config, databaseUrl });
  // Side by side: both mostly wait for the database. Who asks a server that answers finds an administrator in it.
  const [workers, { admin, api }] = await Promise.all([
    startWorkers(service),
    firstPerson(service).then(async (first) => ({ admin: first, api: await startApi(service) })),
  ]);
  greet(service, config.publicUrl ?? `http://localhost:${api.port}`, admin);
  return async () => {
    await api.close();
    await workers.close();
    await service.close();
  };
}

/** The first administrator, and what that person finds. */
async function firstPerson(service: Service): ReturnType<typeof ensureFirstAdmin> {
  const admin = await ensureFirstAdmin(service, service.config.admin);
  if (service.config.sample) await loadSamples(service);
  return admin;
}

function greet(
  service: Service,
  address: string,
  admin: { email: string; link: string | null } | null,
): void {
  const say = (key: string, values: Record<string, string> = {}) =>
    process.stdout.write(`${service.words.say('en', `start:${key}`, { address, ...values })}\n`);
  say('ready');
  say('site');
  say('workbench');
  say('api');
  say('docs');
  if (admin !== null && admin.link !== null) {
    say('link', { email: admin.email, link: `${address}/sign-in/${admin.link}` });
  } else if (admin !== null) {
    say('admin', { email: admin.email });
  }
}
