import { readNoticePage } from '../../../src/core/formats/page.ts';
import type { NoticeFiles } from '../../../src/core/import-files.ts';
import { languages } from '../../../src/core/language.ts';
import { answer, api } from '../../api/client.ts';
import type { ImportFile } from '../../api/imports.ts';
import { isProblem } from '../../api/problem.ts';

/** A file as it is sent, and the slug that its notice gets where no other has it; null: its page proposes none. */
export interface FileToSend {
  readonly file: ImportFile;
  readonly proposed: string | null;
}

/**
 * The files of an import. Two that are one notice get a slug in common, by which the service puts them
 * together; the slug of any other is the service's choice.
 */
export async function filesToSend(
  groups: readonly NoticeFiles[],
  category: string | null,
): Promise<FileToSend[]> {
  const given = new Set<string>();
  const sent: FileToSend[] = [];
  for (const { files } of groups) {
    const proposed = proposedSlug(files);
    const isPair = files.en !== undefined && files.zh !== undefined;
    const slug = isPair && proposed !== null ? await freeSlug(proposed, given) : null;
    for (const language of languages) {
      const file = files[language];
      if (file === undefined) continue;
      const chosen = {
        ...(slug === null ? {} : { slug }),
        ...(category === null ? {} : { category }),
      };
      sent.push({ file: { ...file, language, ...chosen }, proposed });
    }
  }
  return sent;
}

/** Leaves room for a number behind it. */
const longestStem = 100;

function proposedSlug({ en, zh }: NoticeFiles['files']): string | null {
  try {
    const { slug } = readNoticePage(en?.text ?? zh?.text ?? '', en === undefined ? 'zh' : 'en');
    return slug.slice(0, longestStem).replace(/-+$/, '');
  } catch {
    // The service refuses it too, and its words stand with the file.
    return null;
  }
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
