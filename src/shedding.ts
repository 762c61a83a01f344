import type { IncomingMessage } from 'node:http';
import type { Service } from './context.ts';
import type { Operation } from './core/operation.ts';
import { openSessionOp } from './features/accounts/contract.ts';
import { editions } from './features/delivery/contract.ts';
import { diffTextsOp, textsReportOp } from './features/parity/contract.ts';
import type { Importance, LoadGate } from './platform/http/load-gate.ts';
import { openLoadGate } from './platform/http/load-gate.ts';

/** What costs nothing and tells how the node does; the workbench's files are in memory. */
const always = /^\/(?:healthz|readyz|metrics|app)(?:[/?]|$)/;

/** One notice of the website: once it is made for one reader it is ready for all. */
const publicNotice = new RegExp(`^/(?:site/)?(?:(?:${editions.join('|')})/)?notices/[a-z0-9-]+$`);

/** They compute and keep nothing of what anybody typed. */
const computing: ReadonlySet<string> = new Set(
  [openSessionOp, diffTextsOp, textsReportOp].map(({ path }: Operation) => path),
);

/**
 * What is turned away last when a node has too much to do: whatever keeps what people typed, whose lease may
 * run out meanwhile, and a public notice that is not ready yet. Lists and reports come first, and so do those who
 * only arrive.
 */
export function importanceOf({ method, url = '' }: IncomingMessage): Importance {
  if (always.test(url)) return 'always';
  const isChange = method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS';
  const [path = ''] = url.split('?');
  const isWork = isChange && path.startsWith('/api/v1/') && !computing.has(path);
  return isWork || publicNotice.test(path) ? 'work' : 'look';
}

/** The gate of a node's service. */
export function openGate(service: Service): LoadGate {
  return openLoadGate({
    longestWaitMs: service.config.longestWaitMs,
    databaseWaitMs: service.databaseWaitMs,
    importanceOf,
    words: service.words,
    log: service.log,
  });
}
