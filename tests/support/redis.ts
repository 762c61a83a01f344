import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A redis-server of its own, without persistence. */
export interface RedisServer {
  readonly url: string;
  /** Ends it at once, as a crash does; what it held is gone. */
  kill(): Promise<void>;
  /** Starts it anew, empty, on the same port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Whether `redis-server` is on PATH. */
export function hasRedis(): boolean {
  return spawnSync('redis-server', ['--version'], { stdio: 'ignore' }).status === 0;
}

/** Starts redis-server on a free port, in a folder of its own. It ends with this process, however that ends. */
export async function startRedis(): Promise<RedisServer> {
  const port = await freePort();
  let child = launch(port);
  await answers(child, port);
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.stdin?.end();
    await gone;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    kill,
    restart: async () => {
      await kill();
      child = launch(port);
      await answers(child, port);
    },
    stop: kill,
  };
}

/** A shell holds the server: when its input ends, with us or before, it kills the server and goes. */
function launch(port: number): ChildProcess {
  const folder = join(tmpdir(), `hebi-redis-${port}`);
  const script = `
    mkdir -p "$2"
    redis-server --port "$1" --bind 127.0.0.1 --dir "$2" --save '' --appendonly no --databases 64 &
    server=$!
    read -r line
    kill -9 $server
    wait $server
    rm -rf "$2"
    exit 0`;
  const shell = spawn('/bin/sh', ['-c', script, 'sh', String(port), folder], {
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  shell.stdin?.on('error', () => undefined);
  return shell;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Resolves when the server says PONG. */
async function answers(child: ChildProcess, port: number): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await ping(port))) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error('no redis-server');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function ping(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1', () => socket.write('PING\r\n'));
    const end = (well: boolean): void => {
      socket.destroy();
      resolve(well);
    };
    socket.once('data', (data) => end(data.toString().startsWith('+PONG')));
    socket.once('error', () => end(false));
  });
}
