import type { ReactNode } from 'react';
import type { Language, Pair } from '../../src/core/language.ts';
import { otherLanguage } from '../../src/core/language.ts';
import { languageTags, useLanguage } from '../words/words.ts';

/** Text of a notice: marked with its language, for fonts, line breaks and voices. */
export function Content({
  language,
  children,
  className,
}: {
  language: Language;
  children: ReactNode;
  className?: string;
}) {
  return (
    <span lang={languageTags[language]} className={className}>
      {children}
    </span>
  );
}

/** The title in the reader's language, else in the other; with the language that it is in. */
export function titleFor(
  titles: Pair<string | null>,
  reader: Language,
): { readonly language: Language; readonly text: string } | null {
  for (const language of [reader, otherLanguage(reader)]) {
    const text = titles[language];
    if (text !== null && text !== '') return { language, text };
  }
  return null;
}

interface Named {
  readonly slug: string;
  readonly title: Pair<string | null>;
}

/** What a notice is called where nothing but text can stand. */
export function useNoticeName({ title, slug }: Named): string {
  return titleFor(title, useLanguage())?.text ?? slug;
}

/** A notice's title in the reader's language where there is one, else in the other, else its slug. */
export function NoticeTitle({ notice, className }: { notice: Named; className?: string }) {
  const title = titleFor(notice.title, useLanguage());
  if (title === null) return <span className={className}>{notice.slug}</span>;
  return (
    <Content language={title.language} className={className}>
      {title.text}
    </Content>
  );
}
