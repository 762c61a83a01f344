import type { Locale, Words } from '../../platform/words.ts';

/**
 * The page of a one-time sign-in link. Opening it changes nothing, so that a preview of the link does
 * not use it up: its button does.
 *
 * @param email whom the link signs in; null: it no longer works
 * @returns a whole HTML document that needs neither scripts nor styles
 */
export function signInPage(words: Words, locale: Locale, email: string | null): string {
  const say = (key: string) =>
    escapeHtml(words.say(locale, `accounts:signInPage.${key}`, { email: email ?? '' }));
  const body =
    email === null
      ? `<p>${say('spent')}</p>`
      : `<p>${say('offer')}</p><form method="post"><button>${say('button')}</button></form><p>${say('next')}</p>`;
  return (
    `<!doctype html><html lang="${locale === 'zh' ? 'zh-Hans' : 'en'}"><head><meta charset="utf-8">` +
    '<meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">' +
    `<title>${say('title')}</title></head><body><main><h1>${say('title')}</h1>${body}</main></body></html>`
  );
}

function escapeHtml(text: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (character) => names[character] ?? character);
}
