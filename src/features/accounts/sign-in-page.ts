import type { Locale, Words } from '../../platform/words.ts';
import type { Html } from '../../platform/http/html.ts';
import { html } from '../../platform/http/html.ts';
import { signs } from '../../platform/http/page-icons.ts';

/**
 * The main part of the page of a one-time sign-in link. Opening it changes nothing, so that a preview of
 * the link does not use it up: its button does.
 *
 * @param email whom the link signs in; null: it no longer works
 */
export function signInPage(words: Words, locale: Locale, email: string | null): Html {
  const say = (key: string) =>
    words.say(locale, `accounts:signInPage.${key}`, { email: email ?? '' });
  if (email === null) {
    return html`<h1>${say('title')}</h1>
      <p class="notice error">${signs.error}<span>${say('spent')}</span></p>
      <p><a href="/sign-in">${words.say(locale, 'pages:signIn.instead')}</a></p>`;
  }
  return html`<h1>${say('title')}</h1>
    <form class="card stack" method="post">
      <p>${say('offer')}</p>
      <div><button class="button">${say('button')}</button></div>
    </form>
    <p class="quiet small">${say('next')}</p>`;
}
