import { readNoticePage } from '../../../src/core/formats/page.ts';
import type { NoticeFiles } from '../../../src/core/import-files.ts';
import type { Language } from '../../../src/core/language.ts';
import { languages } from '../../../src/core/language.ts';
import type { NewNotice } from '../../api/notices.ts';
import { createNotice } from '../../api/notices.ts';
import { isProblem } from '../../api/problem.ts';

/** What became of one notice of an import. */
export type ImportResult =
  | { readonly kind: 'made'; readonly slug: string; readonly warnings: number }
  | { readonly kind: 'empty' }
  | { readonly kind: 'refused'; readonly error: unknown };

/** Reads the files of one notice and makes it. Never throws: what went wrong is the result. */
export async function importNotice(
  { files }: NoticeFiles,
  category: string | null,
): Promise<ImportResult> {
  try {
    const pages = languages.flatMap((language) => {
      const text = files[language]?.text;
      return text === undefined ? [] : [{ language, page: readNoticePage(text, language) }];
    });
    const [first] = pages;
    if (first === undefined || pages.some(({ page }) => page.title === '')) {
      return { kind: 'empty' };
    }
    const { slug, date } = first.page;
    const made = await createUnderFreeSlug({
      slug,
      date,
      category,
      release: 'independent',
      ...textsOf(pages),
    });
    const dropped = pages.flatMap(({ page }) => page.warnings);
    return { kind: 'made', slug: made, warnings: dropped.length };
  } catch (error) {
    return { kind: 'refused', error };
  }
}

interface Page {
  readonly language: Language;
  readonly page: { readonly title: string; readonly body: string };
}

function textsOf(pages: readonly Page[]): Partial<NewNotice> {
  const [first, second] = pages.map(({ language, page: { title, body } }) => ({
    language,
    text: { title, body, format: 'html' as const },
  }));
  if (first === undefined) return {};
  if (second === undefined) return { language: first.language, ...first.text };
  return { versions: { en: first.text, zh: second.text } };
}

const mostTries = 20;

/** Another notice may have the slug that a title proposes: then a number is added. */
async function createUnderFreeSlug(notice: NewNotice): Promise<string> {
  for (let number = 1; ; number += 1) {
    const slug = number === 1 ? notice.slug : `${notice.slug}-${number}`;
    try {
      return (await createNotice({ ...notice, slug })).slug;
    } catch (error) {
      if (!isProblem(error, 'slug_taken') || number === mostTries) throw error;
    }
  }
}
