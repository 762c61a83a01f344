import { learnLexicon as learn } from '../src/features/parity/learn-lexicon.ts';
import type { EngineContext } from '../src/features/parity/read-report.ts';

/** Every night: what certified pairs teach of words. */
export async function learnLexicon(ctx: EngineContext): Promise<void> {
  await learn(ctx);
}
