import fc from 'fast-check';
import type { Actor, Permission, Role, Scope } from '../../../src/core/permission.ts';
import { may, permissions, roles, scopes } from '../../../src/core/permission.ts';

/** Who may do what: `a`dministrator, `e`ditor, `t`ranslator, `r`eader; then the scope that a token needs. */
const table: Record<Permission, [who: string, scope: Scope]> = {
  'self.read': ['aetr', 'read'],
  'self.write': ['aetr', 'admin'],
  'token.manage': ['aetr', 'admin'],
  'person.list': ['ae', 'read'],
  'person.manage': ['a', 'admin'],
  'notice.read': ['aetr', 'read'],
  'notice.write': ['ae', 'write'],
  'notice.publish': ['ae', 'publish'],
  'category.read': ['aetr', 'read'],
  'category.write': ['ae', 'write'],
  'setting.read': ['aetr', 'read'],
  'setting.write': ['ae', 'admin'],
  'parity.read': ['aetr', 'read'],
  'pair.confirm': ['ae', 'review'],
  'parity.write': ['ae', 'review'],
  'pair.retract': ['ae', 'review'],
  'event.read': ['aetr', 'read'],
  'presence.write': ['aetr', 'translate'],
  'mention.read': ['aetr', 'read'],
  'task.read': ['aetr', 'read'],
  'task.work': ['aet', 'translate'],
  'task.comment': ['aet', 'translate'],
  'task.review': ['ae', 'review'],
  'task.steer': ['ae', 'write'],
  'webhook.manage': ['a', 'admin'],
  'queue.watch': ['a', 'admin'],
};

function actor(held: readonly Role[], granted: readonly Scope[] | null = null): Actor {
  return { id: 'p', name: 'P', roles: held, languages: ['en', 'zh'], scopes: granted };
}

const isPermission = (name: string): name is Permission => Object.hasOwn(permissions, name);
const names = Object.keys(table).filter(isPermission);
const rows = names.flatMap((permission) =>
  roles.map((role) => [permission, role, table[permission][0].includes(role.charAt(0))] as const),
);

test('the table names every permission', () => {
  expect(Object.keys(table).sort()).toEqual(Object.keys(permissions).sort());
});

test.each(rows)('%s by %s: %s', (permission, role, allowed) => {
  expect(may(actor([role]), permission)).toBe(allowed);
});

test.each(names)('a token needs the scope of %s, whatever else it has', (permission) => {
  const [, needed] = table[permission];
  const others = scopes.filter((scope) => scope !== needed);
  expect(may(actor(['admin'], [needed]), permission)).toBe(true);
  expect(may(actor(['admin'], others), permission)).toBe(false);
  expect(may(actor(['admin'], []), permission)).toBe(false);
});

test('more roles or scopes never take leave away, and scopes never give any', () => {
  const someRoles = fc.subarray([...roles]);
  const someScopes = fc.subarray([...scopes]);
  const both = fc.record({ roles: someRoles, scopes: someScopes });
  const property = fc.property(fc.constantFrom(...names), both, both, (permission, held, more) => {
    const before = may(actor(held.roles, held.scopes), permission);
    const wider = actor([...held.roles, ...more.roles], [...held.scopes, ...more.scopes]);
    expect(may(wider, permission) || !before).toBe(true);
    expect(may(actor(held.roles), permission) || !before).toBe(true);
  });
  fc.assert(property);
});
