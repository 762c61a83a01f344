import type { Html } from '../../platform/http/html.ts';
import { html } from '../../platform/http/html.ts';
import type { Say } from '../../platform/http/page-words.ts';
import { pathWith } from '../../platform/http/page-words.ts';
import { signs } from '../../platform/http/page-icons.ts';

/** Why nobody was signed in: in words, for the whole form or for one of its fields. */
export interface SignInProblem {
  readonly field: 'email' | 'password' | null;
  readonly message: string;
}

/** What the form's own addresses carry along. */
export interface SignInAddress {
  /** Where to go afterwards; null: not said. */
  readonly next: string | null;
  /** The language that was asked for by its link; null: the browser's. */
  readonly lang: string | null;
}

/** What the form shows: what was typed, save the password, and what was wrong with it. */
export interface SignInForm {
  readonly email: string;
  readonly problems: readonly SignInProblem[];
  readonly address: SignInAddress;
}

/** The main part of the page of the sign-in form. */
export function signInForm(say: Say, { email, problems, address }: SignInForm): Html {
  const whole = problems.filter((problem) => problem.field === null);
  return html`<h1>${say('signIn.title')}</h1>
    ${whole.map(
      ({ message }) =>
        html`<p class="notice error" role="alert" id="problem">
          ${signs.error}<span>${message}</span>
        </p>`,
    )}
    <form class="card stack" method="post" action="${pathWith('/sign-in', { ...address })}">
      ${field(say, problems, {
        name: 'email',
        attributes: html`type="email" maxlength="320" autocomplete="username" spellcheck="false"
        autocapitalize="none" value="${email}"`,
        first: email === '',
      })}
      ${field(say, problems, {
        name: 'password',
        attributes: html`type="password" maxlength="1000" autocomplete="current-password"`,
        first: email !== '',
      })}
      <div><button class="button">${say('signIn.button')}</button></div>
    </form>
    <p class="quiet small">${say('signIn.help')}</p>`;
}

interface Field {
  readonly name: 'email' | 'password';
  readonly attributes: Html;
  /** Where the cursor stands first. */
  readonly first: boolean;
}

function field(
  say: Say,
  problems: readonly SignInProblem[],
  { name, attributes, first }: Field,
): Html {
  const own = problems.find((problem) => problem.field === name);
  const whole = problems.some((problem) => problem.field === null);
  const described = own === undefined ? (whole ? 'problem' : null) : `${name}-problem`;
  return html`<div>
    <label for="${name}">${say(`signIn.${name}`)}</label>
    <input
      id="${name}"
      name="${name}"
      required
      ${attributes}
      ${described !== null && html`aria-describedby="${described}"`}
      ${own !== undefined && html`aria-invalid="true"`}
      ${first && html`autofocus`}
    />
    ${own && html`<p class="field-error" id="${name}-problem">${signs.error}${own.message}</p>`}
  </div>`;
}

/** The main part of the page for somebody who is signed in. */
export function signedInPage(
  say: Say,
  person: { readonly name: string; readonly email: string },
  { next, lang }: { readonly next: string; readonly lang: string | null },
): Html {
  return html`<h1>${say('signIn.already')}</h1>
    <div class="card stack">
      <p>${say('signIn.as', { name: person.name, email: person.email })}</p>
      <div class="row">
        <a class="button" href="${next}">${say('signIn.goOn')}</a>
        <form method="post" action="${pathWith('/sign-out', { lang })}">
          <button class="button plain">${say('frame.signOut')}</button>
        </form>
      </div>
    </div>`;
}
