/** Never end a sentence: something must follow. */
const titles = new Set(
  `dr prof mr mrs ms messrs mx st gen col capt lt sgt sen rep gov hon rev pres amb
  e.g i.e viz cf vs approx ca incl excl esp resp dept univ inst assoc bldg ave blvd rd mt ft`.split(
    /\s+/,
  ),
);

/** Do not end a sentence while a number follows. */
const beforeNumbers = new Set(
  `no nos fig figs eq eqs vol vols ch chap sec sect art arts p pp para paras ex tab ver v tel ext ref
  jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun`.split(
    /\s+/,
  ),
);

/** May end a sentence: only where a word follows that usually begins one. */
const atEnds = new Set(
  `co ltd inc corp llc plc bros etc al jr sr esq a.m p.m am pm u.s u.k u.n e.u u.s.a p.r.c d.c b.c a.d
  ph.d m.d b.a m.a b.sc m.sc m.b.a ed eds est min max sq cu hr hrs mins dist prov govt int'l nat'l`.split(
    /\s+/,
  ),
);

/** Words that begin a sentence far more often than they continue a name. */
const starters = new Set(
  `The This That These Those It Its In On At By For From To With Without Within Under Over Of As And But
  Or So Yet If When While Where Who What Why How Which Whether Although Though Because Since Until Unless
  After Before During Through Upon A An All Any Each Every Both Some Many Most Several Such No Not Only
  He She We They You I His Her Our Their My Your There Here Then Thus Hence Therefore However Moreover
  Furthermore Meanwhile Also Please Applicants Participants Representatives Is Are Was Were Do Does Did Has
  Have Had Can Could May Might Must Shall Should Will Would Let`.split(/\s+/),
);

export function isStarter(word: string): boolean {
  return starters.has(word);
}

/**
 * Whether a full stop after `word` belongs to an abbreviation or an initial.
 * @param word what stands before the stop, inner stops included (`e.g`, `U.S`, `Prof`)
 * @param next the text after the stop and its spaces, at least its first word
 */
export function isAbbreviation(word: string, next: string): boolean {
  const folded = word.toLowerCase();
  if (titles.has(folded)) return true;
  if (beforeNumbers.has(folded)) return /^[\d(#]/.test(next);
  const initial = /^\p{Lu}$/u.test(word) || /^(?:\p{L}\.)+\p{L}$/u.test(word);
  if (!initial && !atEnds.has(folded)) return false;
  const following = /^[\p{L}']+/u.exec(next)?.[0] ?? '';
  if (following === '') return /^[\d(,;&]/.test(next);
  return !starters.has(following);
}
