import type { Fact, FactType } from './facts/extract.ts';
import { extractFacts } from './facts/extract.ts';
import type { Language } from './language.ts';

/** A fact that a change made another, put in, or took out: in the words of the texts. */
export interface FactChange {
  readonly type: FactType;
  readonly before: string | null;
  readonly after: string | null;
}

/** Told at most: more of them say only that everything changed. */
const most = 4;

/** Which facts differ between two wordings of one sentence, in order: “number: 30 → 40”. */
export function factChanges(
  language: Language,
  before: string | null,
  after: string | null,
): FactChange[] {
  const old = before === null ? [] : extractFacts(before, language);
  const now = after === null ? [] : extractFacts(after, language);
  const gone = old.filter((fact) => !now.some((other) => isSame(fact, other)));
  const come = now.filter((fact) => !old.some((other) => isSame(fact, other)));
  const changes: FactChange[] = [];
  for (const fact of gone) {
    const at = come.findIndex((other) => other.type === fact.type);
    const [answer] = at < 0 ? [] : come.splice(at, 1);
    changes.push({ type: fact.type, before: fact.text, after: answer?.text ?? null });
  }
  const added = come.map(({ type, text }) => ({ type, before: null, after: text }));
  return [...changes, ...added].slice(0, most);
}

function isSame(a: Fact, b: Fact): boolean {
  return a.type === b.type && a.value === b.value && a.hedge === b.hedge;
}
