import { readNoticePage } from '../../../src/core/formats/page.ts';
import type { NoticeFiles } from '../../../src/core/import-files.ts';
import { languages } from '../../../src/core/language.ts';
import { answer, api } from '../../api/client.ts';
import type { ImportFile } from '../../api/imports.ts';
import { isProblem } from '../../api/problem.ts';

/**
 * The files of an import. Two that are one notice get a slug in common, by which the service puts them
 * together; the slug of any other is the service's choice.
 */
export async function filesToSend(
  groups: readonly NoticeFiles[],
  category: string | null,
): Promise<ImportFile[]> {
  const given = new Set<string>();
  const sent: ImportFile[] = [];
  for (const { files } of groups) {
    const slug = files.en && files.zh ? await freeSlug(proposedSlug(files.en.text), given) : null;
    for (const language of languages) {
      const file = files[language];
      if (file === undefined) continue;
      sent.push({
        ...file,
        language,
        ...(slug === null ? {} : { slug }),
        ...(category === null ? {} : { category }),
      });
    }
  }
  return sent;
}

/** Leaves room for a number behind it. */
const longestStem = 100;

function proposedSlug(text: string): string {
  return readNoticePage(text, 'en').slug.slice(0, longestStem).replace(/-+$/, '');
}

const mostTries = 50;

/** The slug, or the first of it with a number that no notice has and none of this import gets. */
async function freeSlug(stem: string, given: Set<string>): Promise<string> {
  for (let number = 1; number < mostTries; number += 1) {
    const slug = number === 1 ? stem : `${stem}-${number}`;
    if (given.has(slug) || (await isTaken(slug))) continue;
    given.add(slug);
    return slug;
  }
  return stem;
}

async function isTaken(slug: string): Promise<boolean> {
  try {
    await answer(api.GET('/api/v1/notices/{id}', { params: { path: { id: slug } } }));
    return true;
  } catch (error) {
    if (isProblem(error, 'not_found')) return false;
    throw error;
  }
}
