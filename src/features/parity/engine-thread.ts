import type { Bead } from '../../core/align.ts';
import type { LanguageTools } from '../../core/checks/tools.ts';
import type { Content } from '../../core/document.ts';
import type { Language } from '../../core/language.ts';
import { withLearnedWords } from '../../core/lexicon/learned.ts';
import type { Report } from '../../core/report.ts';
import { alignTexts, makeReport } from '../../core/report.ts';
import { diffContent } from '../../core/diff.ts';
import type { Segment } from '../../core/segment.ts';
import { segmentContent } from '../../core/segment.ts';
import type { Comparison, ContentDiff, ThreadInput, ToldLesson } from './engine.ts';
import { languageTools } from './language-tools.ts';

/** What runs in the engine's thread: with all knowledge of the languages, loaded by the first question. */
export async function report(input: ThreadInput): Promise<Report | null> {
  const { en, zh, policy, constraints } = input;
  const tools = await toolsWith(input.told);
  return tools && makeReport({ en, zh, policy, constraints, tools });
}

/** The alignment as the report has it. */
export async function align(input: Omit<ThreadInput, 'policy'>): Promise<Bead[] | null> {
  const tools = await toolsWith(input.told);
  return tools && alignTexts(input, { constraints: input.constraints, lexicon: tools.lexicon });
}

/** A comparison needs no knowledge of both languages: nothing is loaded for it. */
export function diff({ language, before, after }: Comparison): ContentDiff {
  return diffContent(language, before, after);
}

export function segments({
  language,
  content,
}: {
  language: Language;
  content: Content;
}): readonly Segment[] {
  return segmentContent(language, content);
}

/** The tools with the lesson that was asked for last. */
let taught: { readonly version: number; readonly tools: LanguageTools } | null = null;

/** The tools with a lesson; null: its words are not known here. */
async function toolsWith({ version, words }: ToldLesson): Promise<LanguageTools | null> {
  const tools = await languageTools();
  if (version === 0 || tools.lexicon === undefined) return tools;
  if (taught?.version === version) return taught.tools;
  if (words === null) return null;
  taught = { version, tools: { ...tools, lexicon: withLearnedWords(tools.lexicon, words) } };
  return taught.tools;
}
