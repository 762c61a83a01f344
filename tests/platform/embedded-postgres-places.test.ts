import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { installedPackage } from '../../src/platform/embedded-postgres/binaries.ts';
import { startEmbeddedPostgres } from '../../src/platform/embedded-postgres/launch.ts';
import {
  ask,
  launch,
  newFolder,
  preparedFolder,
  removeFolders,
  removePrepared,
} from '../support/launcher.ts';

afterEach(removeFolders);
afterAll(removePrepared);

const nobody = { uid: 65_534, gid: 65_534 };
const asRoot = process.getuid?.() === 0 ? describe : describe.skip;

function copyOfPackage(parent: string): string {
  const copy = join(parent, 'package');
  execFileSync('cp', ['-a', installedPackage(), copy]);
  return copy;
}

async function refusal(options: Parameters<typeof startEmbeddedPostgres>[0]): Promise<string> {
  const outcome = await startEmbeddedPostgres(options).catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(Error);
  return String(outcome);
}

describe('the programs', () => {
  test('run although npm was kept from running their install script', async () => {
    const packageDir = copyOfPackage(newFolder());
    const lib = join(packageDir, 'native', 'lib');
    for (const name of readdirSync(lib)) {
      if (lstatSync(join(lib, name)).isSymbolicLink()) unlinkSync(join(lib, name));
    }
    const dataDir = newFolder();
    const postgres = await startEmbeddedPostgres({ dataDir, durable: false, packageDir });
    expect(await ask(postgres.url, 'select 1')).toBe(1);
    await postgres.stop();
  });

  test('that are missing are named, with what to do', async () => {
    const message = await refusal({ dataDir: newFolder(), packageDir: newFolder() });
    expect(message).toMatch(/bin\/postgres is missing: run npm ci again.*DATABASE_URL/);
  });

  test('that fail to set up leave neither password nor half a cluster', async () => {
    const packageDir = copyOfPackage(newFolder());
    rmSync(join(packageDir, 'native', 'share', 'postgresql', 'postgres.bki'));
    const dataDir = newFolder();
    expect(await refusal({ dataDir, packageDir })).toMatch(/could not be set up.*postgres\.bki/s);
    expect(readdirSync(dataDir).sort()).toEqual(['postgres.json', 'postgres.owner']);
    const postgres = await startEmbeddedPostgres({ dataDir, durable: false });
    await postgres.stop();
  });
});

describe('the data directory', () => {
  test('may not be a file', async () => {
    const dataDir = join(newFolder(), 'file');
    writeFileSync(dataDir, '');
    const message = await refusal({ dataDir });
    expect(message).toContain(dataDir);
    expect(message).toContain('DATABASE_URL');
  });

  test('may not hold a cluster of another version, or something else in its place', async () => {
    const dataDir = await preparedFolder();
    writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '17\n');
    expect(await refusal({ dataDir })).toMatch(/made by PostgreSQL 17 and this Hebi brings 18/);
    const other = newFolder();
    mkdirSync(join(other, 'postgres', 'photos'), { recursive: true });
    expect(await refusal({ dataDir: other })).toMatch(/no PostgreSQL cluster: move it away/);
    expect(existsSync(join(other, 'postgres', 'photos'))).toBe(true);
  });

  test('whose database does not start says what PostgreSQL said', async () => {
    const dataDir = await preparedFolder();
    writeFileSync(join(dataDir, 'postgres', 'postgresql.conf'), 'shared_buffers = plenty\n');
    expect(await refusal({ dataDir })).toMatch(/did not start.*shared_buffers.*"plenty"/s);
  });
});

asRoot('as root', () => {
  test('programs and data go to where their account can reach them', async () => {
    const secluded = newFolder(0o700, homedir());
    const systemDir = join(newFolder(0o755), 'system');
    const packageDir = copyOfPackage(secluded);
    const dataDir = join(secluded, 'data');
    const options = { dataDir, durable: false, packageDir, systemDir };
    const first = await startEmbeddedPostgres(options);
    await ask(first.url, 'create table kept as select 7 as number');
    await first.stop();
    const cluster = readlinkSync(join(dataDir, 'postgres'));
    expect(dirname(dirname(cluster))).toBe(systemDir);
    expect(readFileSync(join(dirname(cluster), 'belongs-to.txt'), 'utf8')).toBe(`${dataDir}\n`);
    expect(statSync(cluster).uid).not.toBe(0);
    expect(readdirSync(systemDir)).toHaveLength(2);

    const [copy = ''] = readdirSync(systemDir).filter((name) => name.startsWith('postgres-18'));
    const library = join(systemDir, copy, 'native', 'lib', 'libpq.so.5.18');
    expect(statSync(library).uid).toBe(0);
    const before = statSync(library).ino;
    const second = await startEmbeddedPostgres(options);
    expect(await ask(second.url, 'select number from kept')).toBe(7);
    await second.stop();
    expect(statSync(library).ino).toBe(before);

    truncateSync(library, 1000);
    const third = await startEmbeddedPostgres(options);
    expect(await ask(third.url, 'select number from kept')).toBe(7);
    await third.stop();
    expect(readdirSync(systemDir)).toHaveLength(2);
  });

  test('a start from a secluded folder can be cut short, refused or lose its data', async () => {
    const secluded = newFolder(0o700, homedir());
    const systemDir = join(newFolder(0o755), 'system');
    const dataDir = join(secluded, 'data');
    const owner = await launch('server', dataDir, { systemDir });
    expect(await refusal({ dataDir, systemDir })).toContain(`process ${owner.pid}`);
    owner.signal('SIGKILL');
    await owner.exited;
    const next = await startEmbeddedPostgres({ dataDir, systemDir });
    expect(next.started).toBe(false);
    await next.stop();
    rmSync(systemDir, { recursive: true });
    expect(await refusal({ dataDir, systemDir })).toMatch(
      /points at .*, which is gone; bring it back/,
    );
  });

  test('a folder for the programs that others can write in is not trusted', async () => {
    const secluded = newFolder(0o700, homedir());
    const systemDir = newFolder(0o777);
    const packageDir = copyOfPackage(secluded);
    const tmpdir = newFolder(0o755);
    const options = { packageDir, systemDir, tmpdir };
    const postgres = await launch('server', newFolder(), options);
    expect(postgres.report.started).toBe(true);
    await postgres.stop();
    expect(readdirSync(join(tmpdir, 'hebi'))).toHaveLength(1);
    expect(readdirSync(systemDir)).toEqual([]);
  });

  test('an ordinary user’s Hebi runs PostgreSQL as that user', async () => {
    const dataDir = join(newFolder(0o777), 'data');
    const postgres = await launch('server', dataDir, { account: nobody });
    expect(postgres.report.started).toBe(true);
    expect(statSync(join(dataDir, 'postgres')).uid).toBe(nobody.uid);
    await postgres.stop();
    const asRoot = await startEmbeddedPostgres({ dataDir, durable: false });
    expect(await ask(asRoot.url, 'select 1')).toBe(1);
    await asRoot.stop();
  });

  test('an ordinary user is told of folders that are not its own', async () => {
    const closed = newFolder(0o755);
    const ofOthers = await preparedFolder();
    rmSync(join(ofOthers, 'postgres.json'));
    rmSync(join(ofOthers, 'postgres.owner'), { recursive: true });
    chmodSync(ofOthers, 0o777);
    const [inClosed, existing, foreign] = await Promise.all(
      [join(closed, 'data'), closed, ofOthers].map((dataDir) =>
        launch('server', dataDir, { account: nobody }),
      ),
    );
    expect(inClosed?.report.error).toMatch(/cannot be made.*EACCES.*Permission.*DATABASE_URL/);
    expect(existing?.report.error).toMatch(/cannot be used.*EACCES.*Permission.*DATABASE_URL/);
    expect(foreign?.report.error).toMatch(/belongs to user \d+: run Hebi as that user or as root/);
  });
});
