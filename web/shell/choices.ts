import type { MantineColorScheme } from '@mantine/core';
import { useMantineColorScheme } from '@mantine/core';
import { useEffect, useEffectEvent } from 'react';
import type { Language } from '../../src/core/language.ts';
import { useChangeSelf, useSelf } from '../api/session.ts';
import { switchLanguage, useLanguage } from '../words/words.ts';

export interface Choices {
  readonly language: Language;
  readonly scheme: MantineColorScheme;
  chooseLanguage(language: Language): void;
  chooseScheme(scheme: MantineColorScheme): void;
}

/** Language and colours, as the person chose them: at once here, and wherever they sign in. */
export function useChoices(): Choices {
  const change = useChangeSelf();
  const language = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return {
    language,
    scheme: colorScheme,
    chooseLanguage: (chosen) => {
      void switchLanguage(chosen);
      change({ locale: chosen });
    },
    chooseScheme: (chosen) => {
      setColorScheme(chosen);
      change({ theme: chosen === 'auto' ? null : chosen });
    },
  };
}

/** Takes over what the person chose elsewhere, once they are known. The address may ask for a language. */
export function useChosenElsewhere(): void {
  const { locale, theme, id } = useSelf();
  const { setColorScheme } = useMantineColorScheme();
  const language = useLanguage();
  const takeOver = useEffectEvent(() => {
    const isAsked = new URLSearchParams(window.location.search).has('lang');
    if (locale !== null && locale !== language && !isAsked) void switchLanguage(locale);
    if (theme !== null) setColorScheme(theme);
  });
  useEffect(() => takeOver(), [id]);
}
