import type { Content } from '../../core/document.ts';
import { readContent } from '../../core/formats/content.ts';
import type { Language } from '../../core/language.ts';
import { languages } from '../../core/language.ts';
import type { Actor } from '../../core/permission.ts';
import { may, mayWrite } from '../../core/permission.ts';
import { invalidField, Refusal } from '../../core/refusal.ts';
import { sameContent } from '../../core/revision.ts';
import type { Context } from '../../context.ts';
import { adoptNotices } from '../notices/adopt-notices.ts';
import { isSlugTaken, slugTaken } from '../notices/create-notice.ts';
import type { ManyInput } from './contract.ts';
import { firstTexts } from './store.ts';

/** `there`: it was imported before, with the same texts. */
export type ManyOutcome =
  | { readonly outcome: 'imported' | 'there' }
  | { readonly outcome: 'refused'; readonly refusal: Refusal };

type Texts = { readonly [L in Language]?: Content };

interface Reading {
  readonly input: ManyInput;
  readonly texts: Texts;
}

/**
 * Takes notices over, those that are new in one transaction. Each may be refused for itself; the others are
 * imported all the same. Of what is there already under its slug nothing is changed: with the same first
 * texts it counts as done, so that an import that was cut short can be begun again.
 *
 * @param inputs up to a few hundred
 * @returns what became of each, in their order
 */
export async function importMany(
  ctx: Context,
  actor: Actor,
  inputs: readonly ManyInput[],
): Promise<ManyOutcome[]> {
  if (!may(actor, 'notice.write')) throw new Refusal('forbidden');
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await importOnce(ctx, actor, inputs);
    } catch (error) {
      // Somebody took a slug in between: it is found at the next look.
      if (!isSlugTaken(error) || attempt === 3) throw error;
    }
  }
}

async function importOnce(
  ctx: Context,
  actor: Actor,
  inputs: readonly ManyInput[],
): Promise<ManyOutcome[]> {
  const known = await firstTexts(ctx.db, [...new Set(inputs.map(({ slug }) => slug))]);
  const outcomes: ManyOutcome[] = [];
  const fresh: Reading[] = [];
  for (const input of inputs) {
    try {
      const texts = textsOf(actor, input);
      const there = known.get(input.slug);
      if (there !== undefined && !isSame(there, texts)) throw slugTaken(input.slug);
      outcomes.push({ outcome: there === undefined ? 'imported' : 'there' });
      if (there === undefined) fresh.push({ input, texts });
      known.set(input.slug, texts);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      outcomes.push({ outcome: 'refused', refusal: error });
    }
  }
  await ctx.db.transaction().execute(async (tx) => {
    await adoptNotices(
      ctx,
      tx,
      fresh.map(({ input, texts }) => ({
        slug: input.slug,
        category: input.category ?? null,
        release: input.release,
        date: input.date ?? null,
        texts,
        certifiedBy: input.certified ? actor.id : null,
        later: {},
        published: input.published,
      })),
    );
  });
  return outcomes;
}

/** The texts, cleaned. @throws Refusal where they are out of shape, or the person may not do what is asked */
function textsOf(actor: Actor, input: ManyInput): Texts {
  const sides = languages.filter((language) => input[language] !== undefined);
  if (!mayWrite(actor, sides)) throw new Refusal('forbidden');
  if (input.published && !may(actor, 'notice.publish')) throw new Refusal('forbidden');
  if (input.certified && !may(actor, 'pair.confirm')) throw new Refusal('forbidden');
  if (input.certified && sides.length < languages.length)
    throw invalidField('certified', 'required', 'needs both languages');
  const texts: { [L in Language]?: Content } = {};
  for (const language of sides) {
    const text = input[language];
    if (text !== undefined) texts[language] = readContent(text, language).content;
  }
  return texts;
}

function isSame(one: Texts, other: Texts): boolean {
  return languages.every((language) => {
    const [a, b] = [one[language], other[language]];
    if (a === undefined || b === undefined) return a === b;
    return sameContent(a, b);
  });
}
