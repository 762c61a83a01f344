import { localesDirectory } from '../../../src/context.ts';
import type { CheckName } from '../../../src/core/checks/check.ts';
import type { HousePolicy } from '../../../src/core/checks/policy.ts';
import { defaultPolicy } from '../../../src/core/checks/policy.ts';
import type { LanguageTools } from '../../../src/core/checks/tools.ts';
import { readDictionary } from '../../../src/core/lexicon/dictionary.ts';
import { type Finding, type ReportText, makeReport } from '../../../src/core/report.ts';
import { simplifiedReadings } from '../../../src/features/delivery/traditional.ts';
import { openWordSplitter, readDictionarySource } from '../../../src/platform/lexicon.ts';
import { openWords } from '../../../src/platform/words.ts';

const readings = await simplifiedReadings();
const tools: LanguageTools = {
  splitChinese: openWordSplitter(),
  lexicon: readDictionary(readDictionarySource()),
  toSimplified: (text) => readings(text)[1] ?? text,
};
const words = openWords(localesDirectory());

/** A text of one side: a sentence, a body of HTML, or a whole page. */
export type Text = string | ReportText;

function page(text: Text): ReportText {
  if (typeof text !== 'string') return text;
  return { body: text.startsWith('<') ? text : `<p>${text.replace(/&/g, '&amp;')}</p>` };
}

/** The findings of one check, hints included, after making sure that each has its words in both languages. */
export function findingsOf(
  check: CheckName,
  [en, zh]: readonly [Text, Text],
  policy: Partial<HousePolicy> = {},
): Finding[] {
  const report = makeReport({
    en: page(en),
    zh: page(zh),
    tools,
    policy: { ...defaultPolicy, ...policy },
  });
  const found = report.findings.filter((finding) => finding.check === check);
  for (const { message } of found) {
    for (const locale of ['en', 'zh'] as const) {
      const said = words.say(locale, message.key, message.values);
      expect(said).not.toMatch(/\{\{|^findings|^[a-z]+\.[a-z_]+$/);
    }
  }
  return found;
}

/** Cases of the names of their findings, shortest form: `only_en`. */
export function casesOf(check: CheckName, texts: readonly [Text, Text]): string[] {
  return findingsOf(check, texts).map(({ message }) => message.key.split('.')[1] ?? '');
}

/** Cases of the findings that are more than hints. */
export function alarmsOf(check: CheckName, texts: readonly [Text, Text]): string[] {
  return findingsOf(check, texts)
    .filter(({ severity }) => severity !== 'hint')
    .map(({ message }) => message.key.split('.')[1] ?? '');
}
