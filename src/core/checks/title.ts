import type { Language } from '../language.ts';
import { languages } from '../language.ts';
import type { Check, CheckInput, RawFinding } from './check.ts';

/** A title that is missing on one side, or tells of something that the text below it never mentions. */
export const title: Check = {
  name: 'title',
  run: (input) => [...missingTitle(input), ...strangeTitles(input)],
};

function missingTitle({ en, zh }: CheckInput): RawFinding[] {
  const has = { en: en.content.title.trim() !== '', zh: zh.content.title.trim() !== '' };
  if (has.en === has.zh) return [];
  const side: Language = has.en ? 'en' : 'zh';
  const text = { en, zh }[side].content.title;
  return [
    {
      check: 'title',
      severity: 'warning',
      en: side === 'en' ? [0] : [],
      zh: side === 'zh' ? [0] : [],
      message: { key: `findings:title.only_${side}`, values: { title: text } },
      evidence: { [side]: text },
    },
  ];
}

/** Below this share of its words in the body, a title tells of something else. */
const related = 0.2;
/** And the other side's title has at least this share in its body: there is something to be told. */
const wellRelated = 0.4;

function strangeTitles(input: CheckInput): RawFinding[] {
  const share = { en: shareInBody(input, 'en'), zh: shareInBody(input, 'zh') };
  return languages.flatMap((side): RawFinding[] => {
    const own = share[side];
    const other = share[side === 'en' ? 'zh' : 'en'];
    if (own === null || own >= related) return [];
    if (own > 0 && (other === null || other < wellRelated)) return [];
    const { title: text } = input[side].content;
    return [
      {
        check: 'title',
        severity: 'warning',
        en: side === 'en' ? [0] : [],
        zh: side === 'zh' ? [0] : [],
        message: { key: 'findings:title.unrelated', values: { title: text } },
        evidence: { [side]: text },
      },
    ];
  });
}

/** Share of the title's words that the body has; null where too few. */
function shareInBody(input: CheckInput, side: Language): number | null {
  const { content, segments } = input[side];
  const parts = side === 'en' ? wordsOf(content.title) : hanWordsOf(content.title, input);
  if (parts.length < 3) return null;
  const body = segments
    .filter(({ block }) => block !== 'title')
    .map(({ text }) => text.toLowerCase());
  const whole = body.join('\n');
  if (whole.length < (side === 'en' ? 400 : 120)) return null;
  return parts.filter((part) => whole.includes(part)).length / parts.length;
}

/** Stems of the longer words. */
function wordsOf(text: string): string[] {
  const words = text.toLowerCase().match(/\p{L}{4,}/gu) ?? [];
  return [...new Set(words)].map((word) => word.slice(0, Math.max(4, word.length - 3)));
}

/** What titles say of themselves. */
const form = new Set(
  '关于 通知 公告 公示 通报 启事 召开 举办 举行 开展 进行 有关 事项 我们 中心'.split(' '),
);

function hanWordsOf(text: string, { tools }: CheckInput): string[] {
  const words = tools.splitChinese(text).filter((each) => /^[\u3400-\u9FFF]{2,}$/.test(each));
  return [...new Set(words)].filter((each) => !form.has(each));
}
