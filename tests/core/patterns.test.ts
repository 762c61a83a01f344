import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** Every pattern of the core: those written as such, and those that modules put together when loaded. */
async function patternsOfCore(): Promise<RegExp[]> {
  const files = readdirSync('src/core', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join('src/core', file));
  const built = await builtWhileLoading(files);
  const known = new Map([...files.flatMap(writtenIn), ...built].map((one) => [String(one), one]));
  return [...known.values()];
}

function writtenIn(file: string): RegExp[] {
  const found: RegExp[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      found.push(new RegExp(node.text.slice(1, end), node.text.slice(end + 1)));
    }
    node.forEachChild(visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest));
  return found;
}

async function builtWhileLoading(files: readonly string[]): Promise<RegExp[]> {
  const found: RegExp[] = [];
  const plain = globalThis.RegExp;
  globalThis.RegExp = new Proxy(plain, {
    construct(target, [source, flags]: [string, string?]) {
      const made = new target(source, flags);
      found.push(made);
      return made;
    },
  });
  try {
    for (const file of files) await import(`../../${file}`);
  } finally {
    globalThis.RegExp = plain;
  }
  return found;
}

/** What patterns of words, numbers, marks, addresses and Chinese begin to match, again and again. */
const pumps = [
  ...[
    'a',
    'A',
    '1',
    ' ',
    '-',
    '.',
    ',',
    '"',
    "'",
    '(',
    '/',
    '@',
    '一',
    '万',
    '中',
    '年',
    '“',
    '，',
  ],
  ...[
    'a ',
    'A ',
    'Aa ',
    'a-',
    'a.',
    'a1',
    '1,',
    '1.',
    '1 ',
    '1-',
    '1:',
    '1月',
    '一百',
    '数百',
    '第一',
  ],
  ...[
    'and ',
    'one ',
    'million ',
    'May 1, ',
    '2024-',
    'http://a.',
    'a@a.',
    'not ',
    'no more ',
    '不',
    '（a',
  ],
];
const endings = ['', '!', '\u0000', '1', 'z', '中'];

/** Steps of a search are not to be had: what is exponential never ends, what is cubic takes minutes. */
function attack(pattern: RegExp, length: number): number {
  const start = process.cpuUsage();
  for (const pump of pumps) {
    for (const ending of endings) {
      const text = pump.repeat(length / pump.length) + ending;
      const search = new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ''));
      search.test(text);
    }
  }
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

describe('the patterns of the core', () => {
  it('are all found', async () => {
    expect((await patternsOfCore()).length).toBeGreaterThan(400);
  });

  it('search long repetitive texts in time that grows with less than the cube of their length', async () => {
    for (const pattern of await patternsOfCore()) {
      const [short, long] = [attack(pattern, 500), attack(pattern, 2_000)];
      // Four times the text: 16 for its square, 64 for its cube; below 40 ms there is nothing to measure.
      expect([String(pattern), long < 40 || long / Math.max(short, 4) < 40]).toEqual([
        String(pattern),
        true,
      ]);
    }
  });
});
