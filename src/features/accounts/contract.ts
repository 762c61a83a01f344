import { z } from 'zod';
import { languages } from '../../core/language.ts';
import {
  idShape,
  languageShape,
  operation,
  pageQuery,
  pageShape,
  timeShape,
} from '../../core/operation.ts';
import { permissionNames, roles, scopes } from '../../core/permission.ts';
import { cleanText } from '../../core/text-limits.ts';

const room = 'accounts';

/** One `@`, no spaces, no invisible characters; any script. `admin@localhost` is one. */
const emailPattern = /^[^\s@"\p{C}]{1,64}@[^\s@"\p{C}]{1,189}$/u;

export const emailShape = z.string().trim().regex(emailPattern, 'expected an e-mail address');
export const passwordShape = z.string().min(10).max(200);
/** Longest password that sign-in looks at: a bound on work, looser than what may be set. */
const givenPassword = z.string().min(1).max(1000);
const secretShape = z.string().min(1).max(200);

const nameOf = (longest: number) =>
  z
    .string()
    .overwrite((value) => cleanText(value).text.replaceAll('\n', ' '))
    .trim()
    .min(1)
    .max(longest);
const setOf = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .min(1)
    .max(20)
    .overwrite((items) => [...new Set(items)]);

const roleSet = setOf(z.enum(roles));
const languageSet = setOf(languageShape);
const scopeSet = setOf(z.enum(scopes));

export const personInput = z.strictObject({
  email: emailShape,
  name: nameOf(200),
  /** Without one the person cannot sign in until one is set. */
  password: passwordShape.optional(),
  roles: roleSet,
  languages: languageSet.default([...languages]),
});
export type PersonInput = z.output<typeof personInput>;

export const personPatch = z.strictObject({
  name: nameOf(200).optional(),
  roles: roleSet.optional(),
  languages: languageSet.optional(),
  /** Ends the person's sessions and unused sign-in links. */
  password: passwordShape.optional(),
  /** True ends the person's sessions; tokens rest until the person is enabled again. */
  disabled: z.boolean().optional(),
});
export type PersonPatch = z.output<typeof personPatch>;

/** Either an e-mail address with its password, or the token of a one-time sign-in link alone. */
export const signInInput = z
  .strictObject({
    email: z.string().trim().min(1).max(320).optional(),
    password: givenPassword.optional(),
    link: secretShape.optional(),
  })
  .check(({ value, issues }) => {
    for (const field of ['email', 'password'] as const) {
      if (value.link === undefined && value[field] === undefined) {
        issues.push({ code: 'invalid_type', expected: 'string', input: undefined, path: [field] });
      }
      if (value.link !== undefined && value[field] !== undefined) {
        issues.push({ code: 'unrecognized_keys', keys: [field], input: value });
      }
    }
  });
export type SignInInput = z.output<typeof signInInput>;

export const tokenInput = z.strictObject({
  name: nameOf(100),
  scopes: scopeSet,
  expiresAt: timeShape.optional(),
});
export type TokenInput = z.output<typeof tokenInput>;

export const personShape = z.strictObject({
  id: idShape,
  email: z.string(),
  name: z.string(),
  roles: z.array(z.enum(roles)),
  languages: z.array(languageShape),
  disabled: z.boolean(),
  createdAt: timeShape,
});
export type Person = z.output<typeof personShape>;

export const themes = ['light', 'dark'] as const;
/** What a person chose for themselves. */
export const preferencesShape = z.strictObject({
  /** null: as the browser says. */
  locale: languageShape.nullable(),
  theme: z.enum(themes).nullable(),
  /** Whether the tour is still to be offered. */
  tour: z.boolean(),
});
export type Preferences = z.output<typeof preferencesShape>;

/** The person who asks; `scopes` is null for a session, which has no limits of its own. */
export const selfShape = personShape.extend({
  ...preferencesShape.shape,
  /** Whether they can sign in by a password; without one, only a one-time link lets them in. */
  hasPassword: z.boolean(),
  scopes: z.array(z.enum(scopes)).nullable(),
  /** What they may do, by role and scopes. */
  permissions: z.array(z.enum(permissionNames)),
  /** When the session or the token ends; null: a token without end. */
  until: timeShape.nullable(),
});
export type Self = z.output<typeof selfShape>;

export const selfPatch = z.strictObject({
  name: nameOf(200).optional(),
  locale: languageShape.nullable().optional(),
  theme: z.enum(themes).nullable().optional(),
  tour: z.boolean().optional(),
  /** Ends all other sessions. */
  password: z.strictObject({ current: givenPassword.optional(), next: passwordShape }).optional(),
});
export type SelfPatch = z.output<typeof selfPatch>;

export const tokenShape = z.strictObject({
  id: idShape,
  name: z.string(),
  scopes: z.array(z.enum(scopes)),
  createdAt: timeShape,
  expiresAt: timeShape.nullable(),
});
export type Token = z.output<typeof tokenShape>;
/** A token as it is answered once, on creation: only its hash is stored. */
export const newTokenShape = tokenShape.extend({ token: z.string() });
export type NewToken = z.output<typeof newTokenShape>;

const idParams = z.strictObject({ id: idShape });

export const openSessionOp = operation({
  id: 'openSession',
  method: 'post',
  path: '/api/v1/session',
  summary: 'Sign in; sets the session cookie',
  room,
  leave: 'public',
  body: signInInput,
  answers: { 200: personShape },
  idempotent: false,
});

export const closeSessionOp = operation({
  id: 'closeSession',
  method: 'delete',
  path: '/api/v1/session',
  summary: 'Sign out; also answers 204 to somebody who is not signed in',
  room,
  leave: 'public',
  answers: { 204: null },
});

export const readSelfOp = operation({
  id: 'readSelf',
  method: 'get',
  path: '/api/v1/me',
  summary: 'Who asks, what they may do, and what they chose for themselves',
  room,
  leave: 'self.read',
  answers: { 200: selfShape },
});

export const changeSelfOp = operation({
  id: 'changeSelf',
  method: 'patch',
  path: '/api/v1/me',
  summary: 'Change your name, locale, theme or password; the password by the one you have',
  room,
  leave: 'self.write',
  body: selfPatch,
  answers: { 200: selfShape },
});

export const createTokenOp = operation({
  id: 'createToken',
  method: 'post',
  path: '/api/v1/tokens',
  summary: 'Make a token for a machine; it is shown once',
  room,
  leave: 'token.manage',
  body: tokenInput,
  answers: { 201: newTokenShape },
  idempotent: false,
});

export const listTokensOp = operation({
  id: 'listTokens',
  method: 'get',
  path: '/api/v1/tokens',
  summary: 'Your tokens that were not revoked, oldest first',
  room,
  leave: 'token.manage',
  query: z.strictObject(pageQuery),
  answers: { 200: pageShape(tokenShape) },
});

export const revokeTokenOp = operation({
  id: 'revokeToken',
  method: 'delete',
  path: '/api/v1/tokens/{id}',
  summary: 'Revoke a token of yours at once',
  room,
  leave: 'token.manage',
  params: idParams,
  answers: { 204: null },
});

const personTokens = z.strictObject({ id: idShape, token: idShape });

export const listPersonTokensOp = operation({
  id: 'listPersonTokens',
  method: 'get',
  path: '/api/v1/users/{id}/tokens',
  summary: 'Somebody’s tokens that were not revoked, oldest first',
  room,
  leave: 'person.manage',
  params: idParams,
  query: z.strictObject(pageQuery),
  answers: { 200: pageShape(tokenShape) },
});

export const revokePersonTokenOp = operation({
  id: 'revokePersonToken',
  method: 'delete',
  path: '/api/v1/users/{id}/tokens/{token}',
  summary: 'Revoke a token of somebody’s at once',
  room,
  leave: 'person.manage',
  params: personTokens,
  answers: { 204: null },
});

export const addPersonOp = operation({
  id: 'addPerson',
  method: 'post',
  path: '/api/v1/users',
  summary: 'Add a person, who can sign in at once if given a password',
  room,
  leave: 'person.manage',
  body: personInput,
  answers: { 201: personShape },
});

export const listPeopleOp = operation({
  id: 'listPeople',
  method: 'get',
  path: '/api/v1/users',
  summary: 'Everybody with an account, oldest first',
  room,
  leave: 'person.list',
  query: z.strictObject(pageQuery),
  answers: { 200: pageShape(personShape) },
});

export const updatePersonOp = operation({
  id: 'updatePerson',
  method: 'patch',
  path: '/api/v1/users/{id}',
  summary: 'Change a person’s name, roles, languages or password; disable or enable them',
  room,
  leave: 'person.manage',
  params: idParams,
  body: personPatch,
  answers: { 200: personShape },
});

export const accountsOperations = [
  openSessionOp,
  closeSessionOp,
  readSelfOp,
  changeSelfOp,
  createTokenOp,
  listTokensOp,
  revokeTokenOp,
  addPersonOp,
  listPeopleOp,
  updatePersonOp,
  listPersonTokensOp,
  revokePersonTokenOp,
] as const;
