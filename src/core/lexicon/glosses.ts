/** Glosses that speak of the word instead of rendering it. */
const aside =
  /^(?:variant|old variant|archaic variant|erhua variant|japanese variant|also written|also pr|same as|see|see also|abbr|surname|used in|used as|cl:|tw pr|taiwan pr|one of|euphemistic|suffix|prefix|radical|kangxi|unit of|classifier|particle)\b/;

const empty = new Set(
  `a an the to of in on at by for from with into as be is are or and not sb sth one's one oneself it its that this which
  who whose etc esp also any some all up out off down over kind type sort form used make do get have go become being`.split(
    /\s+/,
  ),
);

/** Longest gloss, in content words, that tells of one of its words. */
const longest = 3;

/** One word of a gloss, and whether the gloss consists of it alone. */
export interface GlossWord {
  readonly stem: string;
  readonly alone: boolean;
}

/** The content words that a dictionary's gloss renders, as stems: "to carry out (a plan)" → carry. */
export function glossWords(gloss: string, stem: (word: string) => string): GlossWord[] {
  const plain = gloss
    .toLowerCase()
    .replace(/\([^)]*\)|\[[^\]]*\]/g, ' ')
    .trim();
  if (aside.test(plain)) return [];
  return plain.split(/[;,/]/).flatMap((part) => {
    const words = (part.match(/[a-z][a-z'-]*[a-z]|[a-z]/g) ?? []).filter(
      (word) => !empty.has(word),
    );
    if (words.length > longest) return [];
    const unlike = new Set(words.flatMap((word) => word.split('-')).map(stem));
    return [...unlike]
      .filter((one) => one.length > 1)
      .map((one) => ({ stem: one, alone: unlike.size === 1 }));
  });
}
