/**
 * The style of every page, put into its head: nothing is fetched before it is shown. Fonts are those of
 * the reader's system; Chinese has its own measure, leading, emphasis and punctuation.
 */
export const siteStyle = `
:root {
  color-scheme: light dark;
  --paper: #fbfaf6; --card: #ffffff; --ink: #17211d; --soft: #55615b; --line: #ddd9cd;
  --jade: #0b6350; --jade-deep: #084a3c; --wash: #e8f1ec; --note: #fbf3df; --note-edge: #8a5605;
  --note-ink: #4a3206; --mark: #f6e3a8;
}
:root, :lang(en) {
  --sans: -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, Inter, "Noto Sans", "Noto Sans CJK SC", system-ui, sans-serif;
  --serif: Charter, "Iowan Old Style", "Palatino Linotype", Georgia, "Source Serif 4", "Noto Serif", "Noto Serif CJK SC", serif;
  --measure: 38rem; --leading: 1.65; --title-leading: 1.2;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #111614; --card: #181f1c; --ink: #e7ebe8; --soft: #a4afa9; --line: #2d3733;
    --jade: #7fd1b9; --jade-deep: #a5e3d0; --wash: #1a2823; --note: #2a2312; --note-edge: #d8a13a;
    --note-ink: #f3e2b8; --mark: #5c4a12;
  }
}
:lang(zh) {
  --measure: 38rem; --leading: 1.9; --title-leading: 1.38;
  --sans: -apple-system, "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", system-ui, sans-serif;
  --serif: "Songti SC", "Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "PingFang SC", "Microsoft YaHei", serif;
  line-break: strict; word-break: normal; overflow-wrap: anywhere;
  font-variant-east-asian: normal; text-spacing-trim: trim-start; text-autospace: normal; hanging-punctuation: allow-end;
}
:lang(zh-Hant) {
  --sans: -apple-system, "PingFang TC", "PingFang HK", "Microsoft JhengHei UI", "Microsoft JhengHei", "Noto Sans CJK TC", "Noto Sans TC", "Source Han Sans TC", system-ui, sans-serif;
  --serif: "Songti TC", "Noto Serif CJK TC", "Noto Serif TC", "Source Han Serif TC", "PingFang TC", "Microsoft JhengHei", serif;
}
:lang(en) { font-variant-east-asian: proportional-width; line-break: auto; overflow-wrap: break-word; text-autospace: no-autospace; }

*, ::before, ::after { box-sizing: border-box; }
html { font-size: clamp(100%, 0.875rem + 0.25vw, 1.625rem); -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; background: var(--paper); color: var(--ink); font-family: var(--sans); line-height: var(--leading); }
[lang] { font-family: var(--sans); line-height: var(--leading); }
a { color: var(--jade); text-decoration-thickness: from-font; text-underline-offset: 0.2em; }
a:hover { color: var(--jade-deep); text-decoration-thickness: 2px; }
:lang(zh) a { text-underline-offset: 0.28em; }
:focus-visible { outline: 3px solid var(--jade); outline-offset: 3px; border-radius: 2px; }
main:focus { outline: none; }
h1, h2, h3, h4 { font-family: var(--serif); line-height: var(--title-leading); font-weight: 650; text-wrap: balance; margin: 0; }
h1 { font-size: clamp(1.65rem, 1.25rem + 1.3vw, 2.25rem); letter-spacing: -0.012em; }
h1:lang(zh), h2:lang(zh), h3:lang(zh), h4:lang(zh) { letter-spacing: 0.01em; font-weight: 700; }
.notice h1:lang(zh), .items h2:lang(zh) { word-break: keep-all; overflow-wrap: anywhere; }
.whole { white-space: nowrap; }
ul, ol { margin: 0; padding: 0; }
nav ul, ol.items { list-style: none; }
time { font-variant-numeric: tabular-nums; }
button, input { font: inherit; color: inherit; }

.skip { position: absolute; left: 1rem; top: -4rem; z-index: 1; background: var(--jade); color: var(--paper); padding: 0.5rem 1rem; border-radius: 0 0 4px 4px; }
.skip:focus { top: 0; color: var(--paper); }
.bar { width: min(100% - 2.5rem, 58rem); margin-inline: auto; display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.4rem 1.75rem; }
.top { border-block-start: 4px solid var(--jade); border-block-end: 1px solid var(--line); background: var(--card); }
.top .bar { padding-block: 0.9rem; align-items: center; }
.top ul { display: flex; flex-wrap: wrap; gap: 0.1rem 1.25rem; }
.top li, .foot li { line-height: 1.5; }
.top nav a, .top nav span { display: inline-block; padding-block: 0.3rem; text-decoration: none; color: var(--soft); font-size: 0.9375rem; border-block-end: 2px solid transparent; line-height: 1.4; }
.top nav a:hover { color: var(--jade); border-color: currentColor; }
.top nav [aria-current] { color: var(--ink); border-color: var(--jade); }
.brand { display: inline-flex; align-items: center; gap: 0.6rem; margin-inline-end: auto; color: var(--ink); text-decoration: none; font-family: var(--serif); font-weight: 650; font-size: 1.2rem; line-height: 1.3; }
.brand:hover { color: var(--ink); }
.brand svg { flex: none; color: var(--jade); }
.languages b { font-weight: inherit; }
.languages .short { display: none; }
.languages { border-inline-start: 1px solid var(--line); padding-inline-start: 1.75rem; }

main { flex: 1; width: min(100% - 2.5rem, 58rem); margin-inline: auto; padding-block: clamp(1.75rem, 4vw, 3.25rem) 4.5rem; }
.notice { max-width: var(--measure); margin-inline: auto; }
.notice > header { margin-block-end: 1rem; }
.crumb { margin: 0 0 0.5rem; font-size: 0.9375rem; }
.crumb a { text-decoration: none; font-weight: 600; }
.crumb a:hover { text-decoration: underline; }
.meta { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.25rem 1.25rem; color: var(--soft); font-size: 0.9375rem; margin: 0; }
.summary { font-size: 1.125rem; line-height: 1.6; color: var(--soft); margin: 1rem 0 0; }
.side { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.4rem 1.25rem; margin-block-end: 1.5rem; padding-block-end: 1rem; border-block-end: 1px solid var(--line); font-size: 0.9375rem; color: var(--soft); }
.side p { margin: 0; }
.contents { display: none; }
.note { margin: 0 0 1rem; padding: 0.7rem 1rem; background: var(--wash); border-inline-start: 4px solid var(--jade); border-radius: 0 4px 4px 0; font-size: 0.9375rem; line-height: 1.6; }
.report summary { cursor: pointer; color: var(--jade); font-size: 0.9375rem; }
.report form { margin-block: 1rem; max-width: 40rem; }
.report textarea { width: 100%; box-sizing: border-box; padding: 0.4rem 0.75rem; font: inherit; color: inherit; background: var(--card); border: 1px solid #7a847f; border-radius: 4px; }
.report button { padding: 0.4rem 1.1rem; background: var(--jade); border: 1px solid var(--jade); border-radius: 4px; color: var(--paper); cursor: pointer; }
.note.missing, .note.ahead { background: var(--note); border-color: var(--note-edge); color: var(--note-ink); }
.note.missing a, .note.ahead a { color: inherit; }

.body { font-size: 1.0625rem; margin-block-start: 1.5rem; }
.body > * { margin-block: 0 1.05em; }
.body h2 { font-size: 1.4em; margin-block: 1.9em 0.6em; }
.body h3 { font-size: 1.18em; margin-block: 1.7em 0.5em; }
.body h4 { font-size: 1.03em; margin-block: 1.5em 0.4em; }
.body ul, .body ol { padding-inline-start: 1.6em; }
.body li { margin-block: 0.35em; padding-inline-start: 0.2em; }
.body li::marker { color: var(--soft); font-variant-numeric: tabular-nums; }
.body li > p { margin-block: 0.5em; }
.body blockquote { margin-inline: 0; padding: 0.1em 0 0.1em 1.2em; border-inline-start: 3px solid var(--line); }
.body blockquote p { margin-block: 0.4em; }
.body hr { border: 0; border-block-start: 1px solid var(--line); margin-block: 2em; }
.body img { max-width: 100%; height: auto; border-radius: 3px; }
.body figure { margin-inline: 0; }
.body figcaption, .body caption { color: var(--soft); font-size: 0.9em; text-align: start; padding-block: 0.4em; }
.body code { font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; font-size: 0.92em; }
.body sub, .body sup { line-height: 0; }
.body em:lang(zh) { font-style: normal; line-height: 1; text-emphasis: filled dot; text-emphasis-position: under right; -webkit-text-emphasis: filled dot; -webkit-text-emphasis-position: under right; }
.table { overflow-x: auto; background: linear-gradient(to right, var(--paper), var(--paper)) 0 0 / 1.5rem 100% no-repeat local, linear-gradient(to left, var(--paper), var(--paper)) calc(100% + 1px) 0 / 1.5rem 100% no-repeat local, linear-gradient(to left, var(--line), transparent) 100% 0 / 0.75rem 100% no-repeat scroll; }
.table table { border-collapse: collapse; min-width: 100%; font-size: 0.96em; line-height: 1.5; font-variant-numeric: tabular-nums; }
.table th, .table td { padding: 0.55em 1.2em 0.55em 0; text-align: start; vertical-align: top; border-block-end: 1px solid var(--line); min-width: 5em; }
.table thead th { border-block-end: 2px solid var(--jade); font-weight: 650; white-space: nowrap; }
.body > [id], .body [id] { scroll-margin-block-start: 1.5rem; }
:target { background: var(--wash); box-shadow: 0 0 0 0.35em var(--wash); border-radius: 2px; }
main:target { background: none; box-shadow: none; }

.same { margin-inline-start: 0.35em; padding-inline: 0.3em; font-family: var(--sans); font-size: 0.72em; font-weight: 400; line-height: 1; letter-spacing: 0; text-decoration: none; color: var(--soft); border: 1px solid var(--line); border-radius: 3px; opacity: 0; transition: opacity 0.12s; }
.same span { line-height: 1.3; }
:hover > .same, .same:focus, :target > .same { opacity: 1; }
.same:hover { border-color: currentColor; }
@media (hover: none) { .same { opacity: 0.85; } }
@media (hover: none) and (scripting: enabled) { .same { display: none; } }
.behind { background: var(--note); box-shadow: 0 0 0 0.35em var(--note); border-radius: 2px; }
.newer { font-size: 0.8125em; color: var(--note-edge); white-space: nowrap; }
.newer::after { content: " ↗"; }

.favourite, .list button { border: 1px solid var(--line); background: var(--card); border-radius: 4px; padding: 0.15rem 0.7rem; font-size: 0.875rem; line-height: 1.6; color: var(--jade); cursor: pointer; }
.favourite:hover, .list button:hover { border-color: var(--jade); }
.favourite[aria-pressed="true"] { background: var(--wash); }
[hidden] { display: none; }

.lead { color: var(--soft); max-width: var(--measure); }
.opening { display: flex; flex-wrap: wrap; align-items: end; justify-content: space-between; gap: 0.75rem 2rem; margin-block-end: 1.5rem; }
.search { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0.2rem 0.5rem; flex: 0 1 24rem; }
.search label { grid-column: 1 / -1; font-size: 0.875rem; color: var(--soft); line-height: 1.5; }
.search input { min-width: 0; padding: 0.4rem 0.75rem; background: var(--card); border: 1px solid #7a847f; border-radius: 4px; line-height: 1.5; }
.list .search button { padding: 0.4rem 1.1rem; background: var(--jade); border-color: var(--jade); color: var(--paper); font-size: 1rem; line-height: 1.5; }
.list .search button:hover { background: var(--jade-deep); border-color: var(--jade-deep); }
.categories ul { display: flex; flex-wrap: wrap; gap: 0.2rem 1.5rem; border-block-end: 1px solid var(--line); }
.categories a { display: inline-block; padding-block: 0.4rem; margin-block-end: -1px; text-decoration: none; color: var(--soft); border-block-end: 3px solid transparent; line-height: 1.4; }
.categories a:hover { color: var(--jade); }
.categories [aria-current] { color: var(--ink); font-weight: 600; border-color: var(--jade); }
.items > li { border-block-end: 1px solid var(--line); padding-block: 1.1rem; }
.items h2 { font-size: 1.19rem; line-height: 1.35; text-wrap: pretty; }
.items h2:lang(zh) { font-size: 1.15rem; line-height: 1.5; }
.items h2 a { color: var(--ink); text-decoration: none; font-family: var(--serif); line-height: inherit; }
.items h2 a:hover { color: var(--jade); text-decoration: underline; text-decoration-thickness: 1px; }
.items .meta { margin-block-start: 0.3rem; font-size: 0.875rem; line-height: 1.5; }
.items article > p:not(.meta) { margin: 0.35rem 0 0; color: var(--soft); font-size: 0.9375rem; line-height: 1.6; overflow-wrap: anywhere; }
.items mark { background: var(--mark); color: var(--ink); border-radius: 2px; padding-inline: 0.1em; }
.only { white-space: nowrap; padding-inline: 0.5em; border: 1px solid var(--note-edge); color: var(--note-edge); border-radius: 3px; font-size: 0.8125rem; line-height: 1.5; }
.pager { display: flex; justify-content: space-between; gap: 1rem; margin-block-start: 1.75rem; }
.pager a { padding: 0.4rem 1rem; border: 1px solid var(--line); border-radius: 4px; background: var(--card); text-decoration: none; line-height: 1.5; }
.pager a:hover { border-color: var(--jade); }
.pager .older { margin-inline-start: auto; }
.pager .newer::before { content: "←  "; } .pager .older::after { content: "  →"; }
.pager a { font-size: inherit; color: var(--jade); }
.pager .newer::after { content: none; }

.foot { border-block-start: 1px solid var(--line); background: var(--card); font-size: 0.875rem; color: var(--soft); }
.foot .bar { padding-block: 1.5rem 2rem; }
.foot .name { margin: 0; margin-inline-end: auto; font-family: var(--serif); }
.foot ul { display: flex; flex-wrap: wrap; gap: 0.2rem 1.5rem; }
.foot a { color: var(--soft); }
.foot a:hover { color: var(--jade); }
.foot .address { display: none; }

@media (min-width: 48em) {
  .body p:lang(zh) { text-align: justify; }
  .items article { display: grid; grid-template-columns: 9.5rem minmax(0, 1fr); column-gap: 1.5rem; align-items: baseline; }
  .items article > * { grid-column: 2; }
  .items .meta { grid-column: 1; grid-row: 1 / span 3; align-self: start; flex-direction: column; gap: 0.15rem; margin-block-start: 0.2rem; }
  .items .only { align-self: flex-start; }
}
@media (min-width: 64em) {
  .notice { max-width: none; margin: 0; display: grid; grid-template-columns: minmax(0, var(--measure)) minmax(0, 1fr); column-gap: 4rem; align-items: start; }
  .notice > * { grid-column: 1; min-width: 0; }
  .notice > header { margin-block-end: 1.5rem; padding-block-end: 1.25rem; border-block-end: 1px solid var(--line); }
  .side { grid-column: 2; grid-row: 1 / span 4; position: sticky; inset-block-start: 2rem; display: block; border: 0; padding: 0.35rem 0 0; margin: 0; }
  .side > * + * { margin-block-start: 0.75rem; }
  .side time { display: inline-block; }
  .contents { display: block; border-block-start: 1px solid var(--line); margin-block-start: 1.25rem; padding-block-start: 0.9rem; }
  .contents h2 { font: inherit; font-weight: 600; color: var(--ink); }
  .contents li { margin-block-start: 0.4rem; line-height: 1.45; }
  .contents a { color: var(--soft); text-decoration: none; }
  .contents a:hover { color: var(--jade); text-decoration: underline; }
}
@media (max-width: 47.99em) {
  .opening { display: block; }
  .search { margin-block-start: 1rem; }
  .top .bar { row-gap: 0.2rem; padding-block: 0.7rem 0.3rem; }
  .brand { flex: 1 0 100%; }
  .menu { margin-inline-end: auto; }
  .languages { border: 0; padding: 0; }
  .top ul { gap: 0.1rem 1.1rem; }
  .languages .long { display: none; }
  .languages .short { display: inline; }
  .categories ul { border: 0; gap: 0 1.25rem; margin-block-end: 0.5rem; }
}
@media (prefers-reduced-motion: reduce) { *, ::before, ::after { transition: none !important; } }
@media (prefers-contrast: more) { :root { --soft: var(--ink); --line: currentColor; } }
@media (forced-colors: active) { .behind { border-inline-start: 3px solid; padding-inline-start: 0.5rem; } }

@media print {
  :root { --paper: #fff; --card: #fff; --ink: #000; --soft: #333; --line: #999; --jade: #000; --wash: #fff; --note: #fff; --note-ink: #000; --note-edge: #000; }
  html { font-size: 11pt; }
  .menu, .languages, .skip, .same, .favourite, .contents, .search, .categories, .pager, .foot nav { display: none; }
  .top, .foot { border: 0; }
  .top .bar, .foot .bar, main { width: 100%; padding-block: 0 0.5cm; }
  .foot .address { display: block; flex-basis: 100%; margin: 0; overflow-wrap: anywhere; }
  .notice { display: block; max-width: none; }
  .side { position: static; margin-block-end: 0.4cm; }
  .body h2, .body h3, .body h4, .table thead { break-after: avoid; }
  .body p, .body li { orphans: 3; widows: 3; }
  .body tr, .body figure { break-inside: avoid; }
  .body a[href^="http"]::after { content: " (" attr(href) ")"; font-size: 0.85em; overflow-wrap: anywhere; }
  a { color: inherit; text-decoration-thickness: 1px; }
  :target { background: none; box-shadow: none; }
}
`;
