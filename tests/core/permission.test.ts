import type { Actor } from '../../src/core/permission.ts';
import { mayHold, missingToHold } from '../../src/core/permission.ts';

const person = (roles: Actor['roles'], languages: Actor['languages']): Actor => ({
  id: 'p',
  name: 'Pat',
  roles,
  languages,
  scopes: null,
});

test.each([
  [person(['reader'], ['en', 'zh']), { kind: 'update', writes: ['zh'] }, 'translator'],
  [person(['translator'], ['en', 'zh']), { kind: 'verify', writes: ['en', 'zh'] }, 'editor'],
  [person(['translator'], ['en']), { kind: 'translate', writes: ['zh'] }, ['zh']],
  [person(['translator'], ['zh']), { kind: 'reconcile', writes: ['en', 'zh'] }, ['en']],
  [person(['translator'], ['zh']), { kind: 'update', writes: ['zh'] }, null],
  [person(['editor'], []), { kind: 'verify', writes: ['en', 'zh'] }, null],
] as const)('%j lacks for %j: %j', (actor, task, missing) => {
  expect(missingToHold(actor, task)).toEqual(missing);
  expect(mayHold(actor, task)).toBe(missing === null);
});
