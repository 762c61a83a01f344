import { renameSync, writeFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isMainThread } from 'node:worker_threads';

/*
 * Loaded by `node --import` into a process under measurement: on SIGUSR2 it collects its garbage, and writes to
 * <HEAP_FOLDER>/<pid> how many bytes of the heap are in use after that.
 */
if (isMainThread) {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  process.on('SIGUSR2', () => {
    collect();
    const file = `${process.env.HEAP_FOLDER}/${process.pid}`;
    writeFileSync(`${file}.part`, String(process.memoryUsage().heapUsed));
    // At once whole: who waits for it must not read the half.
    renameSync(`${file}.part`, file);
  });
}
