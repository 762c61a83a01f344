/**
 * Folds full-width letters, digits and signs to their ASCII forms, and every kind of space to a plain one.
 * One code unit becomes one code unit, so that offsets stay true.
 */
export function foldWidth(text: string): string {
  return text.replace(/[\uFF01-\uFF5E\s\u2010\u2011\u2212\uFE63]/g, (character) => {
    const code = character.charCodeAt(0);
    if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
    return code === 0x2010 || code === 0x2011 || code === 0x2212 || code === 0xfe63 ? '-' : ' ';
  });
}

/** Han characters, for counting and testing one character at a time. */
export const han = /[\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF\u3007]/;
