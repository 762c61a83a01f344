import type { Language, Pair } from '../language.ts';
import type { Check, RawFinding } from './check.ts';
import { type Counterpart, counterparts } from './counterparts.ts';

/** Words that deny, whatever stands around them. */
const denials: Pair<RegExp> = {
  en: /\b(?:not|never|cannot|without|nor|neither|no(?! (?:matter|wonder|doubt|sooner|surprise|problem|one's|\d|yes))|none|nothing|nobody|nowhere)\b|n['’]t\b/gi,
  zh: /不(?!断|仅|同|但|过(?!敏)|少|久|管|论|如|妨|然|光|只|由得|错|见得|得不|可或缺|一样|愧|禁|时|懈|止(?:是|于)|外乎|言而喻|折不扣|乏)|没有?(?!收|落|入)|未(?!来|必|免|婚|成年)|无(?!论|疑|限|数|人|线|障碍|缝|锡|偿|愧|比|纺|形|私|界|党派|穷|烟煤|机)|禁止|严禁|切?勿|莫(?!斯|大|过)/g,
};

/** Words that can answer a denial: opposites, lack, refusal, restriction. Wide on purpose. */
const answers: Pair<RegExp> = {
  en: /\b(?:un(?!i|der|ique|it|til|cle)[a-z]{3,}|until|unless|unlike|in(?:valid|correct|complete|capab|abilit|consisten|dependen|sufficien|accura|secur|finite|activ|visib|compatib|eligib|appropriat|direct|efficien|effective|adequa|evitab|accessib|frequent|tact|formal|significan|convenien|determin|divisib|separab|toleran|adverten)\w*|im(?:possib|proper|mutab|perfect|practic|partial|material|balance|pur|precis)\w*|ir(?:regular|relevan|respons|revers|respectiv|replac|refutab)\w*|il(?:legal|licit|legib|logical)\w*|dis(?!cuss|tribut|play|cover|trict|tinct|tanc|k|patch|ciplin|aster|ease|position|pos)[a-z]{3,}|non\w*|[a-z]{3,}less(?:ly|ness)?|avoid\w*|prevent\w*|fail\w*|refus\w*|reject\w*|declin\w*|den(?:y|ies|ied|ying|ial)|prohibit\w*|forbid\w*|forbade|ban(?:s|ned|ning)?|except\w*|exclud\w*|exclus\w*|hardly|rarely|seldom|scarcely|barely|few|little|less|lack\w*|miss\w*|mis[a-z]{4,}|wrong\w*|error\w*|ignor\w*|omit\w*|omission|skip\w*|instead|rather|only|merely|otherwise|beyond|outside|stop\w*|remov\w*|absen\w*|free|empty|null|undefined|neglect\w*|bad(?:ly)?|too|far from|out of|yet|before|remain\w*|still|other than|apart from|restrict\w*|limit(?:s|ed)?|block\w*|opt(?:s|ed|ing)? out|bypass\w*|suppress\w*|circumvent\w*|eliminat\w*|zero|void|weak\w*|insufficient\w*|differ\w*|anonymous\w*|abort\w*|problem\w*|break\w*|broken|hard|difficult\w*|intact|exempt\w*|whether|or not|any|leav(?:e|es|ing)|left|stuck|violat\w*|offline|failed|drop\w*|cancel\w*|pause\w*|despite|regardless|although|while|unchanged|constant\w*|stable|static|stays?|same|independent\w*|pure|impure|lose[sn]?|loss|lost|short of)\b/gi,
  zh: /[不没未无非勿莫禁免拒避缺失错误少难停除仅只弃脱反异否外零空独]|防止|阻止|而是|否则|以前|之前|忽略|跳过|遗漏|省略|取消|限制|过(?=于|分|度|长|大)|之外/g,
};

/** Text that is quoted or foreign says its own things. */
const quoted = /“[^”]{1,80}”|"[^"]{1,80}"|「[^」]{1,80}」|《[^》]{1,80}》/g;

/** A denial that the other side does not have: "shall not apply", 适用. */
export const negation: Check = {
  name: 'negation',
  run(input) {
    return counterparts(input).flatMap((counterpart) => {
      if (!isTranslated(counterpart.text)) return [];
      const text = {
        en: counterpart.text.en.replace(quoted, ' '),
        zh: counterpart.text.zh.replace(quoted, ' '),
      };
      const side = lonelySide(text);
      return side === null ? [] : [finding(counterpart, side, text[side])];
    });
  },
};

/** Whether the Chinese is Chinese: an untranslated sentence has its own check. */
function isTranslated({ zh }: Pair<string>): boolean {
  const han = zh.match(/[\u3400-\u9FFF]/g)?.length ?? 0;
  return han >= 4 && han * 3 > (zh.match(/[A-Za-z]/g)?.length ?? 0);
}

/** The side that denies something while the other has nothing to answer it. */
function lonelySide(text: Pair<string>): Language | null {
  const denied = { en: count(text.en, denials.en), zh: count(text.zh, denials.zh) };
  if (denied.en > 0 && lacks(text, 'zh', denied)) return 'en';
  if (denied.zh > 0 && lacks(text, 'en', denied)) return 'zh';
  return null;
}

/** No denial and nothing like one; of two and more, at most one may go unanswered. */
function lacks(text: Pair<string>, side: Language, denied: Pair<number>): boolean {
  const other = side === 'en' ? denied.zh : denied.en;
  const answered = denied[side] + count(text[side], answers[side]);
  return answered === 0 || answered < other - 1;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function finding({ bead }: Counterpart, side: Language, text: string): RawFinding {
  const words = [...new Set((text.match(denials[side]) ?? []).map((word) => word.trim()))];
  return {
    check: 'negation',
    severity: 'warning',
    en: bead.en,
    zh: bead.zh,
    message: { key: `findings:negation.only_${side}`, values: { words: words.slice(0, 3).join(', ') } },
    evidence: { [side]: words.slice(0, 3).join(', ') },
  };
}
