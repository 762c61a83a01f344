import type { Language } from './language.ts';
import { languages } from './language.ts';
import type { TaskKind } from './sync.ts';

/** Each role includes those after it, save `reader`, which everybody signed in includes. */
export const roles = ['admin', 'editor', 'translator', 'reader'] as const;
export type Role = (typeof roles)[number];

/** What a machine's token may be limited to. A token never exceeds its person's roles. */
export const scopes = ['read', 'translate', 'write', 'review', 'publish', 'admin'] as const;
export type Scope = (typeof scopes)[number];

/** Who asks: a person by session, or a person's token with its scopes. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly languages: readonly Language[];
  /** null for a session, which has no limits of its own. */
  readonly scopes: readonly Scope[] | null;
}

interface Rule {
  readonly role: Role;
  readonly scope: Scope;
}

/** Every act that needs leave, the least role that has it, and the scope that a token needs for it. */
export const permissions = {
  'self.read': { role: 'reader', scope: 'read' },
  'self.write': { role: 'reader', scope: 'admin' },
  'token.manage': { role: 'reader', scope: 'admin' },
  'person.list': { role: 'editor', scope: 'read' },
  'person.manage': { role: 'admin', scope: 'admin' },
  'notice.read': { role: 'reader', scope: 'read' },
  'notice.write': { role: 'editor', scope: 'write' },
  'notice.publish': { role: 'editor', scope: 'publish' },
  'category.read': { role: 'reader', scope: 'read' },
  'category.write': { role: 'editor', scope: 'write' },
  'setting.read': { role: 'reader', scope: 'read' },
  'setting.write': { role: 'editor', scope: 'admin' },
  'parity.read': { role: 'reader', scope: 'read' },
  'parity.write': { role: 'editor', scope: 'review' },
  'pair.confirm': { role: 'editor', scope: 'review' },
  'pair.retract': { role: 'editor', scope: 'review' },
  'event.read': { role: 'reader', scope: 'read' },
  'presence.write': { role: 'reader', scope: 'translate' },
  'mention.read': { role: 'reader', scope: 'read' },
  'task.read': { role: 'reader', scope: 'read' },
  'task.work': { role: 'translator', scope: 'translate' },
  'task.comment': { role: 'translator', scope: 'translate' },
  'task.review': { role: 'editor', scope: 'review' },
  'task.steer': { role: 'editor', scope: 'write' },
  'webhook.manage': { role: 'admin', scope: 'admin' },
  'queue.watch': { role: 'admin', scope: 'admin' },
} as const satisfies Record<string, Rule>;
export type Permission = keyof typeof permissions;
export const permissionNames = Object.keys(permissions) as Permission[];

const includes: Readonly<Record<Role, readonly Role[]>> = {
  admin: ['admin', 'editor', 'translator', 'reader'],
  editor: ['editor', 'translator', 'reader'],
  translator: ['translator', 'reader'],
  reader: ['reader'],
};

export function hasRole(actor: Pick<Actor, 'roles'>, role: Role): boolean {
  return role === 'reader' || actor.roles.some((held) => includes[held].includes(role));
}

/** Whether the actor may do what the permission names, by role and by the token's scope. */
export function may(actor: Actor, permission: Permission): boolean {
  const rule: Rule = permissions[permission];
  if (!hasRole(actor, rule.role)) return false;
  return actor.scopes === null || actor.scopes.includes(rule.scope);
}

/** Everything that the actor may do. */
export function leavesOf(actor: Actor): Permission[] {
  return permissionNames.filter((permission) => may(actor, permission));
}

/** Whether the actor may write all of these languages. */
export function mayWrite(actor: Actor, sides: readonly Language[]): boolean {
  return sides.every((side) => actor.languages.includes(side));
}

/**
 * Whether the actor may hold a task of this kind: `verify` needs an editor, `reconcile` both languages,
 * the others the language that they write.
 */
export function mayHold(
  actor: Actor,
  task: { readonly kind: TaskKind; readonly writes: readonly Language[] },
): boolean {
  return missingToHold(actor, task) === null;
}

/** What the actor lacks to hold a task: a role, or else languages; null: nothing. */
export function missingToHold(
  actor: Actor,
  task: { readonly kind: TaskKind; readonly writes: readonly Language[] },
): Role | readonly Language[] | null {
  if (!may(actor, 'task.work')) return permissions['task.work'].role;
  if (task.kind === 'verify') return hasRole(actor, 'editor') ? null : 'editor';
  const written = task.kind === 'reconcile' ? languages : task.writes;
  const missing = written.filter((side) => !actor.languages.includes(side));
  return missing.length === 0 ? null : missing;
}
