import type { Client } from './client.ts';
import { chinese, withParticipants } from './texts.ts';

/** Public notices whose English text gets a new number of participants, one notice after the other. */
export interface Newsroom {
  /** Saves and publishes the next text; resolves when that was answered. */
  publishNext(): Promise<{ slug: string; participants: number }>;
}

const participantsAtFirst = 30;

interface Desks {
  readonly writer: Client;
  /** Says of each text at once that the Chinese still fits it: nobody else gets work from it. */
  readonly second?: Client;
}

/** Makes a notice with each of these slugs and publishes it in both languages. */
export async function openNewsroom(
  { writer, second }: Desks,
  slugs: readonly string[],
): Promise<Newsroom> {
  const ids = await publishAll(writer, slugs);
  const confirm = (id: string, en: number) =>
    second?.post(`/api/v1/notices/${id}/sync-points`, { en, zh: 1 });
  for (const id of ids) await confirm(id, 1);
  let publications = 0;
  return {
    publishNext: async () => {
      const turn = publications % slugs.length;
      const number = Math.floor(publications / slugs.length) + 1;
      const participants = participantsAtFirst + number;
      const id = ids[turn] ?? '';
      const path = `/api/v1/notices/${id}/versions/en`;
      await writer.put(path, withParticipants(participants), `"en-${number}"`);
      await writer.post(`${path}/publication`, {});
      publications += 1;
      await confirm(id, number + 1);
      return { slug: slugs[turn] ?? '', participants };
    },
  };
}

async function publishAll(writer: Client, slugs: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const slug of slugs) {
    const versions = { en: withParticipants(participantsAtFirst), zh: chinese };
    const { id } = await writer.post<{ id: string }>('/api/v1/notices', { slug, versions });
    for (const language of ['en', 'zh']) {
      await writer.post(`/api/v1/notices/${id}/versions/${language}/publication`, {});
    }
    ids.push(id);
  }
  return ids;
}
