import type { Language, Pair } from '../../core/language.ts';
import { languages } from '../../core/language.ts';
import type { BodyFormatName } from '../../core/formats/contract.ts';
import type { Html } from '../../platform/http/html.ts';
import { html } from '../../platform/http/html.ts';
import type { Say } from '../../platform/http/page-words.ts';
import { languageNames, languageTags, pathWith, phrase } from '../../platform/http/page-words.ts';
import { signs } from '../../platform/http/page-icons.ts';
import type { Locale } from '../../platform/words.ts';
import type { Comparison, Voice } from './compare-result.ts';
import { comparisonResult } from './compare-result.ts';

export const comparePath = '/app/compare';
export const compareFormats: readonly BodyFormatName[] = ['text', 'markdown', 'html'];

/** What was typed, as it was typed. */
export interface TypedTexts extends Pair<string> {
  readonly format: string;
}

/** Why nothing was compared: for the whole form, or for one of its fields. */
export interface CompareProblem {
  readonly field: Language | 'format' | null;
  readonly message: string | Html;
}

export interface ComparePage {
  readonly typed: TypedTexts;
  readonly problems: readonly CompareProblem[];
  /** null: nothing was compared. */
  readonly comparison: Comparison | null;
  /** The language that was asked for by its link; null: the browser's. */
  readonly lang: string | null;
}

/** The main part of the page on which two texts are compared. */
export function compareMain(voice: Voice, page: ComparePage): Html {
  const { say } = voice;
  const { problems, comparison, lang } = page;
  return html`<div class="stack">
      <h1>${say('compare.title')}</h1>
      <p class="measure">${say('compare.lead')}</p>
    </div>
    ${problems.map((problem) => problemNotice(problem))} ${compareForm(say, page)}
    ${comparison !== null && comparisonResult(voice, comparison)}
    ${comparison === null && problems.length === 0 && emptyState(say, lang)}`;
}

function problemNotice({ field, message }: CompareProblem): Html {
  const words = field === null ? message : html`<a href="#${field}">${message}</a>`;
  return html`<p class="notice error" role="alert">${signs.error}<span>${words}</span></p>`;
}

function compareForm(say: Say, { typed, problems, comparison, lang }: ComparePage): Html {
  const action = `${pathWith(comparePath, { lang })}#answer`;
  const isEmpty = comparison === null && typed.en === '' && typed.zh === '';
  return html`<form class="card stack" id="compare" method="post" action="${action}">
    <div class="columns">
      ${languages.map((side) => textField(say, side, { text: typed[side], problems }))}
    </div>
    <div class="row">
      <div class="row">
        <label for="format">${say('compare.format')}</label>
        ${formatField(say, typed.format, problems)}
      </div>
      <button class="button">${say('compare.button')}</button>
      <span class="small">
        <a href="${pathWith(comparePath, { example: '1', lang })}#answer"
          >${say('compare.example')}</a
        >
        <span class="quiet">${say('compare.exampleHelp')}</span>
      </span>
      ${
        !isEmpty &&
        html`<a class="small" href="${pathWith(comparePath, { lang })}">${say('compare.clear')}</a>`
      }
    </div>
  </form>`;
}

interface Field {
  readonly text: string;
  readonly problems: readonly CompareProblem[];
}

function textField(say: Say, side: Language, { text, problems }: Field): Html {
  const own = problems.find(({ field }) => field === side);
  const invalid = own && html` aria-invalid="true" aria-describedby="${side}-problem"`;
  // The parser drops the newline after the tag, so what was typed keeps its own.
  return html`<div class="field">
    <label for="${side}">${say(`compare.${side}`)}</label>
    <textarea id="${side}" name="${side}" rows="12" lang="${languageTags[side]}" required${invalid}>
${text}</textarea>
    ${own && html`<p class="field-error" id="${side}-problem">${signs.error}<span>${own.message}</span></p>`}
  </div>`;
}

function formatField(say: Say, chosen: string, problems: readonly CompareProblem[]): Html {
  const own = problems.some(({ field }) => field === 'format');
  return html`<select id="format" name="format" ${own && html`aria-invalid="true"`}>
    ${compareFormats.map(
      (name) =>
        html`<option value="${name}" ${name === chosen && html`selected`}>
          ${say(`compare.formats.${name}`)}
        </option>`,
    )}
  </select>`;
}

function emptyState(say: Say, lang: string | null): Html {
  const example = `${pathWith(comparePath, { example: '1', lang })}#answer`;
  return html`<section class="stack" aria-labelledby="empty-title">
    <h2 id="empty-title">${say('compare.empty.title')}</h2>
    <ol class="steps">
      <li>${say('compare.empty.paste')}</li>
      <li>${say('compare.empty.press')}</li>
    </ol>
    <p>${phrase(say('compare.empty.try'), (part) => html`<a href="${example}">${part}</a>`)}</p>
  </section>`;
}

/**
 * What stands in the bar: who is signed in, and the other language. The language is a button of the
 * form, so that changing it keeps what was typed.
 *
 * @param name of the person; null: nobody is signed in any more
 */
export function compareBar(say: Say, name: string | null, { locale, lang }: BarState): Html {
  const other = locale === 'en' ? 'zh' : 'en';
  return html`${
      name !== null &&
      html`<span class="quiet">${say('frame.signedInAs', { name })}</span>
        <form method="post" action="${pathWith('/sign-out', { lang })}">
          <button class="link">${say('frame.signOut')}</button>
        </form>`
    }
    <button
      class="link"
      form="compare"
      formaction="${pathWith(comparePath, { lang: other })}#answer"
      formnovalidate
      name="keep"
      value="1"
      lang="${languageTags[other]}"
    >
      ${languageNames[other]}
    </button>`;
}

interface BarState {
  readonly locale: Locale;
  readonly lang: string | null;
}
