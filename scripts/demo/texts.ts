import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readNoticePage } from '../../src/core/formats/page.ts';

/** The texts of the demonstration: one notice, and what becomes of it. */

export interface Text {
  readonly title: string;
  readonly body: string;
}

const pages = join(import.meta.dirname, '..', '..', 'tests', 'fixtures', 'pages');

/** As it stood on a web page, with a doubled space, a missing one and a doubled word. */
export const english: Text = noticeOf('inaugural-meeting.en.txt');

export const chinese: Text = JSON.parse(
  readFileSync(join(pages, 'inaugural-meeting.zh.json'), 'utf8'),
) as Text;

function noticeOf(page: string): Text {
  const { title, body } = readNoticePage(readFileSync(join(pages, page), 'utf8'), 'en');
  return { title, body };
}

export type Replacement = readonly [from: string, to: string];

/** Every edit of the story, in its order. */
export const edits = {
  fact: ['over 30 research', 'over 40 research'],
  factAnswer: ['30多家研究院所', '40多家研究院所'],
  doubledSpace: ['mind.  Building', 'mind. Building'],
  typo: ['In the the meeting', 'In the meeting'],
  chineseFirst: ['2022年10月', '2022年11月'],
  chineseFirstAnswer: ['October 2022', 'November 2022'],
  apartEnglish: ['take an active part in', 'take a leading part in'],
  apartChinese: ['成立会议在林溪召开', '成立会议在安澜召开'],
  reconciledEnglish: ['inaugural meeting in Linxi', 'inaugural meeting in Anlan'],
  reconciledChinese: ['积极参与', '牵头参与'],
  togetherEnglish: ['14 cities', '15 cities'],
  togetherChinese: ['14个城市', '15个城市'],
} as const satisfies Record<string, Replacement>;

/** The text with something replaced that has to be in it. */
export function edited(text: Text, ...changes: readonly Replacement[]): Text {
  return changes.reduce(({ title, body }, [from, to]) => {
    if (!body.includes(from)) throw new Error(`the text has no “${from}”`);
    return { title, body: body.replace(from, to) };
  }, text);
}
