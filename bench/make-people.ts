import type { Client } from './client.ts';
import { tokenOf } from './client.ts';

/** Makes people with this role, and a token of each. */
export async function makePeople(
  url: string,
  { writer, role, count }: { writer: Client; role: 'reader' | 'editor'; count: number },
): Promise<string[]> {
  const tokens: string[] = [];
  const makeSome = async (first: number): Promise<void> => {
    for (let k = first; k < count; k += lanes) {
      const person = { email: `${role}${k}@example.org`, password: 'measured with care, too' };
      await writer.post('/api/v1/users', { ...person, name: `${role} ${k}`, roles: [role] });
      tokens.push(await tokenOf(url, person));
    }
  };
  // A password is worth a processor's tenth of a second.
  const lanes = 4;
  await Promise.all(Array.from({ length: lanes }, (_, lane) => makeSome(lane)));
  return tokens;
}
