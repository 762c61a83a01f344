import { html } from './html.ts';

/** Two half-discs of jade that make one ring: what the name says. */
export const logo = html`<svg class="logo" viewBox="0 0 32 32" aria-hidden="true">
  <path class="left" d="M14.5 2.1a14 14 0 0 0 0 27.8v-8.2a6 6 0 0 1 0-11.4z" />
  <path class="right" d="M17.5 2.1a14 14 0 0 1 0 27.8v-8.2a6 6 0 0 0 0-11.4z" />
</svg>`;

/** The same as a file, for browsers' tabs. */
export const iconFile =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">' +
  '<path fill="#1b7a5a" d="M14.5 2.1a14 14 0 0 0 0 27.8v-8.2a6 6 0 0 1 0-11.4z"/>' +
  '<path fill="#3fa27c" d="M17.5 2.1a14 14 0 0 1 0 27.8v-8.2a6 6 0 0 0 0-11.4z"/></svg>';

/** Told apart by its shape, without colour. */
export const signs = {
  error: html`<svg class="sign" viewBox="0 0 20 20" aria-hidden="true">
    <path d="M6 .8h8L19.2 6v8L14 19.2H6L.8 14V6z" />
    <path class="glyph" d="m6.6 6.6 6.8 6.8m0-6.8-6.8 6.8" />
  </svg>`,
} as const;
