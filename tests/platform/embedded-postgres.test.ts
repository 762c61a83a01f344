import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { z } from 'zod';
import {
  DataDirectoryBusy,
  joinOrStartEmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../src/platform/embedded-postgres/launch.ts';
import { processStart } from '../../src/platform/embedded-postgres/owner.ts';
import { until } from '../support/invariants.ts';
import {
  ask,
  launch,
  newFolder,
  pidFileOf,
  preparedFolder,
  removeFolders,
  removePrepared,
  serverOf,
} from '../support/launcher.ts';

afterEach(removeFolders);
afterAll(removePrepared);

const start = (dataDir: string) => startEmbeddedPostgres({ dataDir, durable: false });
const use = (dataDir: string) => joinOrStartEmbeddedPostgres({ dataDir, durable: false });

describe('a database of one owner', () => {
  test('is set up with the settings that Hebi counts on', async () => {
    const dataDir = newFolder();
    const postgres = await startEmbeddedPostgres({ dataDir });
    const settings = [
      'max_connections',
      'timezone',
      'listen_addresses',
      'fsync',
      'server_encoding',
    ];
    const values = await Promise.all(settings.map((name) => ask(postgres.url, `show ${name}`)));
    expect(values).toEqual(['200', 'UTC', '127.0.0.1', 'on', 'UTF8']);
    expect(await ask(postgres.url, 'show unix_socket_directories')).toBe('');
    expect(await ask(postgres.url, 'select current_database()')).toBe('hebi');
    await ask(postgres.url, 'create extension pg_trgm');
    expect(await ask(postgres.url, `select cardinality(show_trgm('合璧'))`)).toBe(3);
    expect(postgres.started).toBe(true);
    await postgres.stop();
  });

  test('keeps its secrets to itself', async () => {
    const dataDir = newFolder();
    const postgres = await start(dataDir);
    expect(statSync(join(dataDir, 'postgres.json')).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, 'postgres.log')).mode & 0o777).toBe(0o600);
    expect(readdirSync(dataDir).sort()).toEqual(
      ['postgres', 'postgres.json', 'postgres.log', 'postgres.owner'].sort(),
    );
    const wrong = postgres.url.replace(/:[^:@]+@/, ':wrong@');
    await expect(ask(wrong, 'select 1')).rejects.toThrow('password authentication failed');
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((each) => each?.family === 'IPv4' && !each.internal);
    if (outside !== undefined) {
      const url = postgres.url.replace('127.0.0.1', outside.address);
      await expect(ask(url, 'select 1')).rejects.toThrow('ECONNREFUSED');
    }
    await postgres.stop();
  });

  test('keeps its data and its address across restarts', async () => {
    const dataDir = newFolder();
    const first = await start(dataDir);
    await ask(first.url, 'create table kept as select 7 as number');
    const pid = serverOf(dataDir);
    await first.stop();
    await first.stop();
    expect(pid === null ? null : processStart(pid)).toBeNull();
    const second = await start(dataDir);
    expect(second.url).toBe(first.url);
    expect(await ask(second.url, 'select number from kept')).toBe(7);
    await second.stop();
  });

  test('moves to another port when its own is taken', async () => {
    const dataDir = await preparedFolder();
    const first = await start(dataDir);
    await first.stop();
    const other = await preparedFolder();
    writeFileSync(join(other, 'postgres.json'), readFileSync(join(dataDir, 'postgres.json')));
    const squatter = await start(other);
    expect(squatter.port).toBe(first.port);
    const second = await start(dataDir);
    expect(second.port).not.toBe(first.port);
    expect(await ask(second.url, 'select 1')).toBe(1);
    await Promise.all([second.stop(), squatter.stop()]);
  });

  test('gets a new password when the old one is lost', async () => {
    const dataDir = await preparedFolder();
    const first = await start(dataDir);
    await ask(first.url, 'create table kept as select 7 as number');
    await first.stop();
    rmSync(join(dataDir, 'postgres.json'));
    const second = await start(dataDir);
    expect(second.url).not.toBe(first.url);
    expect(await ask(second.url, 'select number from kept')).toBe(7);
    await second.stop();
  });

  test('stops although sessions are open and statements run', async () => {
    const postgres = await start(await preparedFolder());
    const client = new pg.Client(postgres.url);
    const lost = new Promise((resolve) => client.on('error', resolve));
    await client.connect();
    const running = client.query('select pg_sleep(60)').catch((error: Error) => error.message);
    await postgres.stop();
    expect(await running).toMatch(/terminat/);
    await lost;
  });
});

describe('two owners', () => {
  test('the second is refused at once and told by whom', async () => {
    const dataDir = await preparedFolder();
    const owner = await launch('server', dataDir);
    const refused = await start(dataDir).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(DataDirectoryBusy);
    expect(refused).toMatchObject({ pid: owner.pid, dataDir });
    expect(String(refused)).toContain(`process ${owner.pid}`);
    await owner.stop();
    expect(serverOf(dataDir)).toBeNull();
  });

  test('of many that start together exactly one wins', async () => {
    const dataDir = newFolder();
    const starts = await Promise.allSettled(Array.from({ length: 8 }, () => start(dataDir)));
    const won = starts.filter((each) => each.status === 'fulfilled');
    const reasons = starts.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    expect(won).toHaveLength(1);
    expect(reasons.every((reason) => reason instanceof DataDirectoryBusy)).toBe(true);
    await Promise.all(won.map((each) => each.value.stop()));
  });

  test('never own at the same time, in however many processes', async () => {
    const dataDir = newFolder();
    const contenders = await Promise.all([1, 2, 3, 4].map(() => launch('contend', dataDir)));
    expect(contenders.map(({ report }) => report)).toEqual(contenders.map(() => ({ done: true })));
    const owners = readFileSync(join(dataDir, 'owners'), 'utf8').trim().split('\n');
    expect(owners).toHaveLength(160);
    expect(new Set(owners).size).toBe(4);
    expect(readdirSync(join(dataDir, 'claims'))).toHaveLength(1);
  });
});

describe('after a crash', () => {
  test('the server of a killed owner is taken over, and stopped in the end', async () => {
    const dataDir = await preparedFolder();
    const owner = await launch('server', dataDir);
    const orphan = serverOf(dataDir);
    owner.signal('SIGKILL');
    await owner.exited;
    expect(serverOf(dataDir)).toBe(orphan);
    const next = await start(dataDir);
    expect(next.started).toBe(false);
    expect(serverOf(dataDir)).toBe(orphan);
    expect(await ask(next.url, 'select 1')).toBe(1);
    await next.stop();
    expect(serverOf(dataDir)).toBeNull();
  });

  test('what a killed server left behind is in nobody’s way', async () => {
    const dataDir = await preparedFolder();
    const owner = await launch('server', dataDir, { durable: true });
    await ask(owner.report.url ?? '', 'create table kept as select 7 as number');
    const orphan = serverOf(dataDir) ?? 0;
    owner.signal('SIGKILL');
    process.kill(orphan, 'SIGKILL');
    await owner.exited;
    // The pid has gone to another process since: this one.
    writeFileSync(
      join(dataDir, 'postgres', 'postmaster.pid'),
      pidFileOf(dataDir).replace(String(orphan), String(process.pid)),
    );
    const next = await start(dataDir);
    expect(next.started).toBe(true);
    expect(await ask(next.url, 'select number from kept')).toBe(7);
    await next.stop();
  });

  test('an owner’s pid that another process has now does not count', async () => {
    const dataDir = await preparedFolder();
    await (await start(dataDir)).stop();
    const claims = join(dataDir, 'postgres.owner');
    const newest = Math.max(...readdirSync(claims).map(Number));
    const stale = { pid: process.pid, since: 'another boot/1', role: 'server' };
    writeFileSync(join(claims, String(newest)), JSON.stringify(stale));
    await (await start(dataDir)).stop();
  });

  test('a set-up that was cut short begins anew, though its initdb goes on', async () => {
    const dataDir = newFolder();
    await launchCutShort(dataDir);
    const postgres = await start(dataDir);
    expect(await ask(postgres.url, 'select 1')).toBe(1);
    expect(postgres.started).toBe(true);
    await postgres.stop();
    // Whatever that initdb still writes while it is taken away goes with a later start.
    await until('what was left to go', 60_000, async () => {
      await (await start(dataDir)).stop();
      return readdirSync(dataDir).every((name) => !name.startsWith('postgres.new'));
    });
  });

  test('Ctrl-C reaches Hebi and not its database', async () => {
    const dataDir = await preparedFolder();
    const owner = await launch('server', dataDir);
    owner.signal('SIGINT', 'group');
    expect(await ask(owner.report.url ?? '', 'select pg_sleep(0.3) is null')).toBe(false);
    await owner.stop();
    expect(serverOf(dataDir)).toBeNull();
  });
});

/** Kills a start in the middle of setting up. */
async function launchCutShort(dataDir: string): Promise<void> {
  const ended = launch('server', dataDir).catch(() => null);
  const setsUp = () =>
    readdirSync(dataDir).some((name) => existsSync(join(dataDir, name, 'cluster', 'base')));
  while (!setsUp()) await new Promise((resolve) => setImmediate(resolve));
  const claim = readFileSync(join(dataDir, 'postgres.owner', '1'), 'utf8');
  const { pid } = z.object({ pid: z.number() }).parse(JSON.parse(claim));
  process.kill(pid, 'SIGKILL');
  await ended;
}

describe('commands', () => {
  test('join the server that runs and leave it alone', async () => {
    const dataDir = await preparedFolder();
    const owner = await start(dataDir);
    const command = await launch('command', dataDir);
    expect(command.report).toEqual({ url: owner.url, port: owner.port, started: false });
    await command.stop();
    expect(await ask(owner.url, 'select 1')).toBe(1);
    await owner.stop();
  });

  test('start a server for the moment when there is none', async () => {
    const dataDir = await preparedFolder();
    const command = await use(dataDir);
    expect(command.started).toBe(true);
    expect(await ask(command.url, 'select 1')).toBe(1);
    await command.stop();
    expect(serverOf(dataDir)).toBeNull();
  });

  test('share one server, which the last of them stops', async () => {
    const dataDir = newFolder();
    for (let round = 0; round < 3; round += 1) {
      const commands = await Promise.all(Array.from({ length: 5 }, () => use(dataDir)));
      expect(commands.filter(({ started }) => started)).toHaveLength(1);
      const starter = commands.find(({ started }) => started);
      await starter?.stop();
      const others = commands.filter((command) => command !== starter);
      expect(await Promise.all(others.map(({ url }) => ask(url, 'select 1')))).toEqual([
        1, 1, 1, 1,
      ]);
      await Promise.all(others.map((command) => command.stop()));
      expect(serverOf(dataDir)).toBeNull();
    }
  });

  test('come and go at random without losing a server that they use', async () => {
    const dataDir = newFolder();
    const visit = async () => {
      for (let visits = 0; visits < 6; visits += 1) {
        const command = await use(dataDir);
        expect(await ask(command.url, 'select pg_sleep(random() * 0.02) is null')).toBe(false);
        await command.stop();
      }
    };
    await Promise.all([visit(), visit(), visit(), visit()]);
    expect(serverOf(dataDir)).toBeNull();
  });

  test('hand the server over to an owner that starts meanwhile', async () => {
    const dataDir = await preparedFolder();
    const command = await launch('command', dataDir);
    const owner = await start(dataDir);
    expect(owner.started).toBe(false);
    await command.stop();
    expect(await ask(owner.url, 'select 1')).toBe(1);
    await owner.stop();
    expect(serverOf(dataDir)).toBeNull();
  });

  test('clear away what a killed owner left running', async () => {
    const dataDir = await preparedFolder();
    const owner = await launch('server', dataDir);
    owner.signal('SIGKILL');
    await owner.exited;
    const command = await use(dataDir);
    expect(command.started).toBe(false);
    await command.stop();
    expect(serverOf(dataDir)).toBeNull();
  });
});
