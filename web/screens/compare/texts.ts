import { useState } from 'react';

export const formats = ['text', 'markdown', 'html'] as const;

/** What was typed, as it was typed. */
export interface Texts {
  readonly en: string;
  readonly zh: string;
  readonly format: (typeof formats)[number];
}

export const noTexts: Texts = { en: '', zh: '', format: 'text' };
const memory = 'hebi-compare';

/** The texts, which this window keeps while one goes to another screen and back. */
export function useTexts(first: Texts | null): readonly [Texts, (texts: Texts) => void] {
  const [texts, setTexts] = useState(() => first ?? remembered());
  const change = (next: Texts): void => {
    setTexts(next);
    try {
      sessionStorage.setItem(memory, JSON.stringify(next));
    } catch {
      // They are too long to be kept, or the store is closed: they are on the screen.
    }
  };
  return [texts, change];
}

function remembered(): Texts {
  try {
    const kept = JSON.parse(sessionStorage.getItem(memory) ?? '{}') as Partial<Texts>;
    const format = formats.find((each) => each === kept.format) ?? 'text';
    return { en: kept.en ?? '', zh: kept.zh ?? '', format };
  } catch {
    return noTexts;
  }
}
