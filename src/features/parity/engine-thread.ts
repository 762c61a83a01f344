import type { Bead } from '../../core/align.ts';
import type { Report } from '../../core/report.ts';
import { alignTexts, makeReport } from '../../core/report.ts';
import type { EngineInput } from './engine.ts';
import { languageTools } from './language-tools.ts';

/** What runs in the engine's thread: with all knowledge of the languages, loaded by the first question. */
export async function report({ en, zh, policy, constraints }: EngineInput): Promise<Report> {
  return makeReport({ en, zh, policy, constraints, tools: await languageTools() });
}

/** The alignment as the report has it. */
export async function align(input: Omit<EngineInput, 'policy'>): Promise<Bead[]> {
  const { lexicon } = await languageTools();
  return alignTexts(input, { constraints: input.constraints, lexicon });
}
