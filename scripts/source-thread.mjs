// Lets a thread run from TypeScript sources, for development and tests. Development compiles them as it goes. Tests
// take what their setup has built of the same sources: compiling anew, and reading the whole dictionary, would cost
// every suite some seconds.
import { workerData } from 'node:worker_threads';

const { source } = workerData[1] ?? workerData;

async function threadOf() {
  if (process.env.NODE_ENV === 'test')
    return import(source.replace(/\/src\/(?=features\/)/, '/dist/src/').replace(/\.ts$/, '.js'));
  const { register } = await import('tsx/esm/api');
  register();
  return import(source);
}

const thread = await threadOf();

export const {
  report,
  align,
  diff,
  segments,
  learn,
  content,
  loose,
  page,
  searchText,
  siteSearchText,
} = thread;
