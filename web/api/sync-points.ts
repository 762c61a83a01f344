import type { Pair } from '../../src/core/language.ts';
import { answer, api } from './client.ts';
import type { operations } from './schema.ts';

export type ConfirmedPair =
  operations['confirmPairs']['responses'][200]['content']['application/json']['items'][number];

/** What one call takes. */
const atOnce = 200;

/** Says of several pairs that they are in step. Each is answered for itself, in order. */
export async function confirmPairs(
  pairs: readonly (Pair<number> & { readonly notice: string })[],
): Promise<ConfirmedPair[]> {
  const answers: ConfirmedPair[] = [];
  for (let from = 0; from < pairs.length; from += atOnce) {
    const items = pairs.slice(from, from + atOnce);
    answers.push(...(await answer(api.POST('/api/v1/sync-points', { body: { items } }))).items);
  }
  return answers;
}

/** Takes the standing sync point back. @throws Problem `nothing_to_retract` */
export function retractPoint(id: string, point: string) {
  return answer(
    api.DELETE('/api/v1/notices/{id}/sync-points/{point}', { params: { path: { id, point } } }),
  );
}
