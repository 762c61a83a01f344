import { z } from 'zod';
import { languageShape } from '../../core/operation.ts';
import { createInput, textInput } from '../notices/contract.ts';

const { slug, category, date, release } = createInput.shape;

/** A web page as text, Markdown or HTML, and what is known of the notice on it. */
export const importInput = z
  .strictObject({
    text: z.string().max(2_000_000),
    language: languageShape,
    slug: slug.optional(),
    category: category.unwrap().unwrap().optional(),
    date: date.unwrap().unwrap().optional(),
    /** Id or slug of the notice to which the text is added; it keeps its own properties. */
    notice: z.string().min(1).max(120).optional(),
  })
  .check(({ value, issues }) => {
    for (const field of ['slug', 'category', 'date'] as const) {
      if (value.notice === undefined || value[field] === undefined) continue;
      issues.push({ code: 'unrecognized_keys', keys: [field], input: value });
    }
  });
export type ImportInput = z.output<typeof importInput>;

/** One of many notices that are taken over at once: the texts of one language or of both. */
export const manyInput = z
  .strictObject({
    slug,
    category,
    date,
    release,
    en: z.strictObject(textInput).optional(),
    zh: z.strictObject(textInput).optional(),
    /** The person who imports it vouches that both say the same. */
    certified: z.boolean().default(false),
    /** Readers are to see it. */
    published: z.boolean().default(false),
  })
  .refine(({ en, zh }) => en !== undefined || zh !== undefined, 'needs en, zh or both');
export type ManyInput = z.output<typeof manyInput>;
