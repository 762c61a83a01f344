/**
 * Colours, type, the frame, forms. Every pair of colours that meet is listed in the tests, which hold
 * them to WCAG AA in light and in dark.
 */
export const stylesheet = /* css */ `
:root {
  color-scheme: light dark;
  --page: #f6f7f4;
  --card: #ffffff;
  --sunk: #eef1ec;
  --ink: #1b211e;
  --quiet: #55605a;
  --line: #d5dad4;
  --field-line: #77837b;
  --jade: #14694c;
  --jade-ink: #ffffff;
  --jade-soft: #e2f0e9;
  --jade-left: #1b7a5a;
  --jade-right: #4aa583;
  --error: #a81e22;
  --error-soft: #fcecea;
  --warning: #7f5100;
  --warning-soft: #fdf2dc;
  --hint: #1f5687;
  --hint-soft: #e7f0f8;
  --sign-glyph: #ffffff;
  --fact: #eef3f0;
  --shadow: 0 1px 2px rgb(20 40 30 / 8%), 0 4px 16px rgb(20 40 30 / 5%);
  --latin: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial;
  --han: "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC",
    "Source Han Sans SC", "WenQuanYi Micro Hei";
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #121614;
    --card: #1b211e;
    --sunk: #151a17;
    --ink: #e6ebe7;
    --quiet: #a6b1aa;
    --line: #353e39;
    --field-line: #7d8a83;
    --jade: #7fd3b0;
    --jade-ink: #0d1f17;
    --jade-soft: #1d332a;
    --jade-left: #4db389;
    --jade-right: #8fd9ba;
    --error: #ff9d96;
    --error-soft: #3a2120;
    --warning: #f3bd5f;
    --warning-soft: #35290f;
    --hint: #93c4ee;
    --hint-soft: #1c2c3a;
    --sign-glyph: #171a18;
    --fact: #26302b;
    --shadow: none;
  }
}
*, ::before, ::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  margin: 0;
  min-height: 100vh;
  display: flex;
  flex-direction: column;
  background: var(--page);
  color: var(--ink);
  font: 1rem/1.55 var(--latin), var(--han), sans-serif;
}
/* The Latin letters of a Chinese text are written in the Latin font, its punctuation in the Chinese one. */
:lang(zh) { font-family: var(--han), var(--latin), sans-serif; line-height: 1.7; }
:lang(en) { font-family: var(--latin), var(--han), sans-serif; line-height: 1.55; }
h1, h2, h3, p, ol, ul, dl, dd, table { margin: 0; }
h1 { font-size: 1.75rem; line-height: 1.25; font-weight: 650; text-wrap: balance; }
h2 { font-size: 1.25rem; line-height: 1.35; font-weight: 650; }
h3 { font-size: 1rem; line-height: 1.4; font-weight: 650; }
a { color: var(--jade); text-underline-offset: 0.18em; text-decoration-thickness: 1px; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--jade); outline-offset: 2px; border-radius: 4px; }
.quiet { color: var(--quiet); }
.small { font-size: 0.875rem; }
.unseen {
  position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap;
}
.skip {
  position: absolute; left: 1rem; top: -4rem; z-index: 1; padding: 0.5rem 1rem;
  background: var(--card); border-radius: 0 0 8px 8px;
}
.skip:focus { top: 0; }

.bar, main, footer { width: 100%; max-width: 31rem; margin-inline: auto; padding-inline: clamp(1rem, 4vw, 2rem); }
.bar {
  display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between;
  gap: 0.25rem 1.25rem; padding-block: 0.9rem;
}
.brand { display: flex; align-items: center; gap: 0.55rem; font-weight: 650; font-size: 1.125rem; }
.logo { width: 1.6rem; height: 1.6rem; flex: none; }
.logo .left { fill: var(--jade-left); }
.logo .right { fill: var(--jade-right); }
.bar-end { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 1rem; font-size: 0.875rem; }
main { flex: 1; display: flex; flex-direction: column; gap: 1.5rem; padding-block: clamp(1rem, 8vh, 5rem) 3rem; }
footer { padding-block: 1.25rem; color: var(--quiet); font-size: 0.875rem; }

.card {
  background: var(--card); border: 1px solid var(--line); border-radius: 12px;
  box-shadow: var(--shadow); padding: clamp(1rem, 3vw, 1.75rem);
}
.stack { display: flex; flex-direction: column; gap: 1rem; }
.row { display: flex; flex-wrap: wrap; align-items: center; gap: 0.75rem 1.25rem; }

label { display: block; font-weight: 600; margin-bottom: 0.3rem; }
.row > label { margin: 0; }
.field { display: flex; flex-direction: column; }
.field textarea { flex: 1 1 auto; }
input, textarea, select {
  width: 100%; padding: 0.6rem 0.75rem; border: 1px solid var(--field-line); border-radius: 8px;
  background: var(--card); color: var(--ink); font: inherit;
}
textarea { min-height: 15rem; resize: vertical; line-height: inherit; }
@media (max-width: 46rem) { textarea { height: 13rem; min-height: 8rem; } }
select { width: auto; padding-right: 0.5rem; }
input:focus-visible, textarea:focus-visible, select:focus-visible {
  outline-offset: 0; border-color: var(--jade); border-radius: 8px;
}
[aria-invalid="true"] { border: 2px solid var(--error); }
button { font: inherit; cursor: pointer; }
.button {
  display: inline-block; padding: 0.6rem 1.5rem; border: 1px solid var(--jade); border-radius: 8px;
  background: var(--jade); color: var(--jade-ink); font-weight: 600; text-decoration: none;
}
.button:hover { filter: brightness(1.1); }
.button:focus-visible { outline-offset: 3px; border-radius: 8px; }
.button.plain { background: none; color: var(--jade); }
.link { padding: 0; border: 0; background: none; color: var(--jade); text-decoration: underline; text-underline-offset: 0.18em; text-decoration-thickness: 1px; }
.link:hover { text-decoration-thickness: 2px; }
/* Comfortable for fingers without taking more room on the screen. */
.bar-end a, .bar-end button { padding-block: 0.35rem; }

.notice {
  display: flex; gap: 0.6rem; padding: 0.75rem 1rem; border-radius: 8px;
  border-inline-start: 4px solid currentcolor;
}
.notice > span { color: var(--ink); }
.notice a { color: inherit; }
.error { color: var(--error); }
.warning { color: var(--warning); }
.hint { color: var(--hint); }
.fine { color: var(--jade); }
.notice.error { background: var(--error-soft); }
.notice.warning { background: var(--warning-soft); }
.notice.hint { background: var(--hint-soft); }
.notice.fine { background: var(--jade-soft); }
.sign { width: 1.15em; height: 1.15em; flex: none; fill: currentcolor; vertical-align: -0.2em; }
.sign .glyph { fill: none; stroke: var(--sign-glyph); stroke-width: 2.2; stroke-linecap: round; }
.notice .sign { margin-top: 0.25em; }
.field-error { display: flex; gap: 0.4rem; margin-top: 0.35rem; color: var(--error); font-size: 0.9375rem; }
.field-error .sign { margin-top: 0.2em; }
@media (prefers-contrast: more) { :root { --line: var(--field-line); } }
@media (forced-colors: active) { .sign { forced-color-adjust: none; } }
`;
