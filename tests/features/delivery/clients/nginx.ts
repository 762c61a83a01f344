import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Nginx {
  readonly url: string;
  /** What it complained of so far. */
  errors(): string;
  stop(): Promise<void>;
}

/** The project's own configuration, in front of two other nodes. */
export function deployedConfig(nodes: readonly string[]): string {
  return readFileSync('deploy/nginx.conf', 'utf8')
    .replace(/api-(\d):3000/g, (_, number: string) => new URL(nodes[Number(number) - 1] ?? '').host)
    .replace('worker_processes auto', 'worker_processes 1');
}

/** A shared cache that does what the answers say, and nothing else. */
export function plainCache(node: string): string {
  return `
worker_processes 1;
error_log /dev/stderr error;
pid /tmp/nginx.pid;
events { worker_connections 512; }
http {
  access_log off;
  client_body_temp_path /tmp/nginx-body;
  proxy_temp_path /tmp/nginx-proxy;
  fastcgi_temp_path /tmp/nginx-fastcgi;
  uwsgi_temp_path /tmp/nginx-uwsgi;
  scgi_temp_path /tmp/nginx-scgi;
  proxy_cache_path /tmp/nginx-cache keys_zone=site:1m;
  server {
    listen 8080;
    location / {
      proxy_pass ${node};
      proxy_http_version 1.1;
      proxy_set_header Host $http_host;
      proxy_cache site;
      proxy_cache_key $request_uri;
      proxy_cache_revalidate on;
      add_header X-Cache $upstream_cache_status always;
    }
  }
}`;
}

/** Starts nginx on a free port of 127.0.0.1, in a folder of its own. It ends with this process. */
export async function startNginx(config: string): Promise<Nginx> {
  const folder = mkdtempSync(join(tmpdir(), 'hebi-nginx-'));
  // Root's nginx works as another user, who has to pass.
  chmodSync(folder, 0o711);
  const port = await freePort();
  const file = join(folder, 'nginx.conf');
  const own = config
    .replace('listen 8080', `listen 127.0.0.1:${port}`)
    .replaceAll(/\/tmp\/nginx/g, `${folder}/nginx`)
    .replace(/error_log \S+/, `error_log ${folder}/error.log`);
  writeFileSync(file, own);
  const script = `
    nginx -c "$1" -e "$2/error.log" -g 'daemon off;' &
    server=$!
    read -r line
    kill -TERM $server
    wait $server
    exit 0`;
  const shell = spawn('/bin/sh', ['-c', script, 'sh', file, folder], {
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  shell.stdin.on('error', () => undefined);
  try {
    await untilOpen(shell, port);
  } catch (error) {
    shell.stdin.end();
    throw new Error(readFileSync(join(folder, 'error.log'), 'utf8'), { cause: error });
  }
  return {
    url: `http://127.0.0.1:${port}`,
    errors: () => readFileSync(join(folder, 'error.log'), 'utf8'),
    stop: async () => {
      const gone = new Promise((resolve) => shell.once('exit', resolve));
      shell.stdin.end();
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function untilOpen(child: ChildProcess, port: number): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await isOpen(port))) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error('no nginx');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
