import { openService } from '../src/context.ts';
import { runProcess } from '../src/process.ts';
import { startWorkers } from './start.ts';

await runProcess(async ({ config, databaseUrl }) => {
  const service = await openService({ config, databaseUrl });
  const workers = await startWorkers(service);
  service.log.info({ queue: service.backend.kind }, 'workers are up');
  return async () => {
    await workers.close();
    await service.close();
  };
});
