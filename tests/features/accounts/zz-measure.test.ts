import request from 'supertest';
import { openRoom } from './room.ts';
test('measure', async () => {
  const room = await openRoom();
  const post = async (email: string, ip: string) => { const s = performance.now(); await request(room.url).post('/api/v1/session').set('X-Forwarded-For', ip).send({ email, password: 'wrong wrong wrong' }); return performance.now() - s; };
  for (let i = 0; i < 80; i++) await room.person(`p${i}@example.org`, 'reader');
  const k: number[] = [], u: number[] = [];
  for (let i = 0; i < 80; i++) { k.push(await post(`p${i}@example.org`, '10.0.0.1')); u.push(await post(`q${i}@example.org`, '10.0.0.2')); }
  const m = (x: number[]) => x.sort((a, b) => a - b)[40];
  console.log('known/unknown', m(k), m(u));
  await room.close();
}, 60000);
