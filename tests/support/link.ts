import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer } from 'node:net';

/** A way to a server that can be slow, be cut, or swallow what is sent. */
export interface Link {
  readonly port: number;
  /** Cuts every connection, and takes no new one until `mend`. */
  cut(): void;
  /** Goes on accepting and delivers nothing until `mend`, in neither direction: nobody is told. */
  swallow(): void;
  /** Delivers everything so many milliseconds later from now on. */
  delay(milliseconds: number): void;
  mend(): void;
  close(): Promise<void>;
}

/** Opens a way to a port of this machine. */
export async function openLink(to: number): Promise<Link> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let state: 'whole' | 'cut' | 'swallowing' = 'whole';
  let late = 0;
  const server = createServer({ allowHalfOpen: false }, (near) => {
    if (state === 'cut') {
      near.resetAndDestroy();
      return;
    }
    const far = connect(to, '127.0.0.1');
    const pair = [near, far] as const;
    pairs.add(pair);
    const end = (): void => {
      pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    for (const [from, onto] of [pair, [far, near]] as const) {
      from.setNoDelay(true);
      from.on('error', end);
      from.on('close', end);
      // What was sent first arrives first, also when the way gets faster in between.
      const underWay: Buffer[] = [];
      let lastDue = 0;
      const deliver = (): void => {
        const chunk = underWay.shift();
        if (chunk !== undefined && onto.writable) onto.write(chunk);
      };
      from.on('data', (chunk: Buffer) => {
        if (state === 'swallowing') return;
        underWay.push(chunk);
        lastDue = Math.max(lastDue, performance.now() + late);
        const wait = lastDue - performance.now();
        if (underWay.length === 1 && wait <= 0) deliver();
        else setTimeout(deliver, wait);
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cutAll = (): void => {
    for (const pair of pairs) for (const socket of pair) socket.resetAndDestroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    cut: () => {
      state = 'cut';
      cutAll();
    },
    swallow: () => {
      state = 'swallowing';
    },
    delay: (milliseconds) => {
      late = milliseconds;
    },
    mend: () => {
      // What was swallowed is missing for good: such a connection is of no use any more.
      if (state === 'swallowing') cutAll();
      state = 'whole';
      late = 0;
    },
    close: async () => {
      cutAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
