import type { Service } from '../src/context.ts';
import { runImport } from '../src/features/exchange/run-import.ts';
import { importJob } from '../src/jobs.ts';

export async function importFiles(service: Service, data: unknown): Promise<void> {
  await runImport(service, importJob.parse(data));
}
