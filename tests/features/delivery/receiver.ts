import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message as it came over the wire. */
export interface Received {
  readonly path: string;
  readonly id: string;
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly at: number;
}

/** A real receiver of webhooks on 127.0.0.1, which answers as a test tells it. */
export interface Receiver {
  readonly url: string;
  readonly port: number;
  readonly received: Received[];
  /** Answers from now on; the default is 204. */
  answer: (response: ServerResponse, message: Received) => void;
  /** Most messages under way at once. */
  readonly most: () => number;
  close(): Promise<void>;
}

export async function openReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  let underWay = 0;
  let most = 0;
  const receiver = {
    answer: (response: ServerResponse): void => void response.writeHead(204).end(),
  } as { answer: Receiver['answer'] };
  const server = createServer((request, response) => {
    underWay += 1;
    most = Math.max(most, underWay);
    response.once('close', () => {
      underWay -= 1;
    });
    void bodyOf(request).then((body) => {
      const message = messageOf(request, body);
      received.push(message);
      receiver.answer(response, message);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return Object.assign(receiver, {
    port,
    url: `http://127.0.0.1:${port}/hook`,
    received,
    most: () => most,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  });
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function messageOf(request: IncomingMessage, body: string): Received {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  );
  return {
    path: request.url ?? '',
    id: headers['webhook-id'] ?? '',
    headers,
    body,
    at: Date.now(),
  };
}
