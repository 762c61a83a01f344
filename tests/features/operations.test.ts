import type { Router } from 'express';
import { createApp, operations } from '../../src/api.ts';
import { openGate } from '../../src/shedding.ts';
import type { Operation } from '../../src/core/operation.ts';
import { operation } from '../../src/core/operation.ts';
import { openReadyAnswers } from '../../src/features/delivery/ready-answers.ts';
import { openLive } from '../../src/features/delivery/open-live.ts';
import type { TestService } from '../support/service.ts';
import { openTestService } from '../support/service.ts';

/** No operation is without a rule, no address without an operation, and each refuses in two languages. */
let t: TestService;
beforeAll(async () => {
  t = await openTestService({ workers: false });
});
afterAll(() => t.close());

interface Layer {
  readonly route?: { readonly path: string; readonly methods?: Readonly<Record<string, boolean>> };
  readonly handle?: Partial<Router>;
}

/** Every method and path that an application answers. */
function boundIn(stack: readonly Layer[]): string[] {
  return stack.flatMap(({ route, handle }) => {
    if (route !== undefined) {
      return Object.keys(route.methods ?? {}).map((method) => `${method} ${route.path}`);
    }
    return boundIn((handle?.stack ?? []) as readonly Layer[]);
  });
}

describe('every operation', () => {
  it('has a rule: without one it does not compile', () => {
    const ruled = {
      id: 'x',
      method: 'get',
      path: '/api/v1/x',
      summary: '',
      room: 'x',
      answers: {},
    } as const;
    // @ts-expect-error -- leave is missing
    expect(operation(ruled).leave).toBeUndefined();
    // @ts-expect-error -- no such permission
    expect(operation({ ...ruled, leave: 'everything' }).leave).toBe('everything');
    const silent: Omit<Operation, 'leave'> = operation({ ...ruled, leave: 'signed-in' });
    // @ts-expect-error -- nor does a list of operations take one without
    const listed: readonly Operation[] = [silent];
    expect(listed).toHaveLength(1);
  });

  it('is bound, and nothing else is under /api/v1 but what the documents need', async () => {
    const ready = openReadyAnswers({ defaultLocale: t.service.config.defaultLocale });
    const live = openLive(t.service, { onError: () => undefined });
    const gate = openGate(t.service);
    const app = createApp(t.service, { ready, live, gate });
    const bound = boundIn((app.router as unknown as { stack: Layer[] }).stack);
    const expected = operations.map(
      ({ method, path }) => `${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
    );
    const api = (routes: readonly string[]) =>
      routes.filter((route) => route.includes(' /api/v1/')).toSorted();
    const documents = ['get /api/v1/openapi.json'];
    expect(api(bound)).toEqual(api([...expected, ...documents]));
    gate.close();
    await live.close();
  });
});

const nothing = '01890000-0000-7000-8000-000000000000';
const guarded = operations.filter((op) => op.leave !== 'public');

async function refusalOf(
  op: Operation,
  locale: string,
): Promise<{ type: string | null; title: string }> {
  const path = op.path.replaceAll(/\{(\w+)\}/g, (_all, name: string) =>
    name === 'language' ? 'en' : nothing,
  );
  const response = await fetch(`${t.url}${path}`, {
    method: op.method.toUpperCase(),
    headers: { 'accept-language': locale },
  });
  const { title } = (await response.json()) as { title: string };
  return { type: response.headers.get('content-type'), title };
}

describe.each(guarded.map((op) => [op.id, op] as const))('%s', (_id, op) => {
  it.each([
    ['en', /^[^\p{Script=Han}]+$/u],
    ['zh-CN', /\p{Script=Han}/u],
    ['zh-TW;q=0.9, en;q=0.1', /\p{Script=Han}/u],
    ['fr, en;q=0.5', /^[^\p{Script=Han}]+$/u],
    ['xx', /^[^\p{Script=Han}]+$/u],
  ])('refuses in the language of %s', async (locale, words) => {
    const { type, title } = await refusalOf(op, locale);
    expect(type).toMatch(/^application\/problem\+json/);
    expect(title).toMatch(words);
  });
});
