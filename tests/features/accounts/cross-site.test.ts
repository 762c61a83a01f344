import request from 'supertest';
import type { Person } from '../../../src/features/accounts/contract.ts';
import type { Room } from './room.ts';
import { openRoom, password } from './room.ts';

let room: Room;
let cookie: string;
let self: Person;
beforeAll(async () => {
  room = await openRoom({ HEBI_PUBLIC_URL: 'https://notices.example.org' });
  self = await room.person('root@example.org', 'admin');
  cookie = await room.cookieOf('root@example.org');
});
afterAll(() => room.close());

type Headers = Record<string, string>;

const patch = (headers: Headers) =>
  request(room.url)
    .patch(`/api/v1/users/${self.id}`)
    .set('Cookie', cookie)
    .set(headers)
    .send({ name: 'Root' });

test.each<[string, Headers]>([
  ['a program that is no browser', {}],
  ['the page itself', { 'Sec-Fetch-Site': 'same-origin', Origin: 'https://notices.example.org' }],
  ['the address bar', { 'Sec-Fetch-Site': 'none' }],
  ['an old browser', { Origin: 'https://notices.example.org' }],
])('%s may change things', async (_, headers) => {
  expect((await patch(headers)).status).toBe(200);
});

test('the host that the request was sent to is our own, whatever the scheme', async () => {
  const { host } = new URL(room.url);
  expect((await patch({ Origin: `https://${host}` })).status).toBe(200);
});

test.each<[string, Headers]>([
  ['another site', { 'Sec-Fetch-Site': 'cross-site' }],
  ['a neighbour under the same domain', { 'Sec-Fetch-Site': 'same-site' }],
  ['another origin', { Origin: 'https://evil.example' }],
  ['our name in front of another', { Origin: 'https://notices.example.org.evil.example' }],
  ['our host on another port', { Origin: 'https://notices.example.org:8443' }],
  ['a sandboxed frame', { Origin: 'null' }],
  ['no URL at all', { Origin: 'notices.example.org' }],
])('%s may not change things', async (_, headers) => {
  const answer = await patch(headers);
  expect(answer.body).toMatchObject({ status: 403, code: 'cross_site' });
});

test('reading needs no proof of origin, and a link from another site stays signed in', async () => {
  const answer = await request(room.url)
    .get('/api/v1/me')
    .set('Cookie', cookie)
    .set('Sec-Fetch-Site', 'cross-site');
  expect(answer.status).toBe(200);
});

test('another site can neither sign a person in nor out', async () => {
  const evil = { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' };
  const into = request(room.url).post('/api/v1/session').set(evil);
  expect((await into.send({ email: 'root@example.org', password })).status).toBe(403);
  const out = request(room.url).delete('/api/v1/session').set('Cookie', cookie).set(evil);
  expect((await out).status).toBe(403);
  await request(room.url).get('/api/v1/me').set('Cookie', cookie).expect(200);
});

test('a token is no cookie: no browser sends it by itself', async () => {
  const made = await request(room.url)
    .post('/api/v1/tokens')
    .set('Cookie', cookie)
    .send({ name: 'page', scopes: ['read'] });
  const answer = await request(room.url)
    .get('/api/v1/me')
    .set('Authorization', `Bearer ${made.body.token}`)
    .set('Origin', 'https://evil.example');
  expect(answer.status).toBe(200);
});
