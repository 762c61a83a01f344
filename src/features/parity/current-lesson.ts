import type { Queryable } from '../../platform/database.ts';
import type { Lesson } from './engine.ts';
import { lessonVersion, lessonWords } from './lexicon-store.ts';

/** The lesson that counts now, for the engine. */
export async function currentLesson(db: Queryable): Promise<Lesson> {
  const version = await lessonVersion(db);
  return { version, words: () => lessonWords(db, version) };
}
