import { type Fact, type FactDifference, compareFacts, sameFact } from '../facts/extract.ts';

/**
 * The differences of two lists of facts, with one thing more than `compareFacts` sees: two number words
 * that are left over on both sides are one changed number, not two doubtful ones. Left over is also a
 * word that one side says more often than the other: "three … three", 三 … 九.
 */
export function compareStated(en: readonly Fact[], zh: readonly Fact[]): FactDifference[] {
  const differences = compareFacts(en, zh);
  const doubtful = differences.filter(isDoubtful);
  if (doubtful.length === 0) return differences;
  const left = {
    en: [...doubtful.flatMap((item) => worded(item.en)), ...surplus(en, zh)],
    zh: [...doubtful.flatMap((item) => worded(item.zh)), ...surplus(zh, en)],
  };
  const changed: FactDifference[] = [];
  const told = new Set<Fact>();
  for (const one of left.en) {
    const other = left.zh.find((fact) => !told.has(fact) && !sameFact(one, fact));
    if (!other || !doubtful.some((item) => item.en === one || item.zh === other)) continue;
    told.add(one).add(other);
    changed.push({ severity: 'warning', reason: 'value', en: one, zh: other });
  }
  const isTold = (fact: Fact | null) => fact !== null && told.has(fact);
  return [
    ...differences.filter((item) => !isDoubtful(item) || !(isTold(item.en) || isTold(item.zh))),
    ...changed,
  ];
}

function isDoubtful({ severity, reason }: FactDifference): boolean {
  return severity === 'hint' && reason !== 'hedge' && reason !== 'relation';
}

/** A number word that is sure enough: three, 五个. */
function worded(fact: Fact | null): Fact[] {
  const counts = fact?.type === 'number' || fact?.type === 'ordinal' || fact?.type === 'multiple';
  return fact && counts && fact.strength === 'medium' ? [fact] : [];
}

/** Of every number word that `own` says more often than `other`, the last one. */
function surplus(own: readonly Fact[], other: readonly Fact[]): Fact[] {
  const count = (facts: readonly Fact[], fact: Fact): number =>
    facts.filter((each) => sameFact(each, fact)).length;
  return own.filter((fact, k) => {
    if (worded(fact).length === 0 || own.slice(k + 1).some((later) => sameFact(later, fact)))
      return false;
    const elsewhere = count(other, fact);
    return elsewhere > 0 && count(own, fact) > elsewhere;
  });
}
