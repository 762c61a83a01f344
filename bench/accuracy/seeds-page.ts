import type { Language, Pair } from '../../src/core/language.ts';
import { mapPair, otherLanguage } from '../../src/core/language.ts';
import { segmentContent } from '../../src/core/segment.ts';
import type { PageBlock, PageSeed, PageText, SeedKind, SeedPage, SeededPage } from './seeds.ts';

interface SideBlock {
  readonly tag: PageBlock['tag'];
  readonly html: string;
}

export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function sidesOf(page: SeedPage): Pair<SideBlock[]> {
  const side = (language: Language): SideBlock[] =>
    page.blocks.map((block) => ({ tag: block.tag, html: escapeHtml(block[language]) }));
  return { en: side('en'), zh: side('zh') };
}

/** A page as it is: both sides as HTML. */
export function writePage(
  page: SeedPage,
  sides: Pair<readonly SideBlock[]> = sidesOf(page),
): Pair<PageText> {
  return mapPair(sides, (blocks, language) => ({
    title: page.title[language],
    body: blocks
      .map(({ tag, html }) =>
        tag === 'li' ? `<ul><li>${html}</li></ul>` : `<${tag}>${html}</${tag}>`,
      )
      .join('')
      .replace(/<\/ul><ul>/g, ''),
  }));
}

interface Edit {
  readonly page: SeedPage;
  readonly side: Language;
  readonly blocks: SideBlock[];
  readonly mark: SeededPage['mark'];
}

function written({ page, side, blocks, mark }: Edit): SeededPage {
  return { texts: writePage(page, { ...sidesOf(page), [side]: blocks }), mark };
}

const sentencesOf = (text: string, language: Language): string[] =>
  segmentContent(language, { title: '', summary: '', body: `<p>${escapeHtml(text)}</p>` }).map(
    (segment) => segment.text,
  );

/** Blocks with the same number of sentences on both sides: which of them answer each other is sure. */
function parallelBlocks(page: SeedPage, least: number): number[] {
  return page.blocks.flatMap((block, at) => {
    if (block.tag !== 'p') return [];
    const [en, zh] = [sentencesOf(block.en, 'en'), sentencesOf(block.zh, 'zh')];
    return en.length === zh.length && en.length >= least ? [at] : [];
  });
}

function sentenceMissing(side: Language): PageSeed {
  return (page, chance) => {
    const at = chance.pick(parallelBlocks(page, 2));
    const block = at === undefined ? undefined : page.blocks[at];
    if (at === undefined || !block) return null;
    const own = sentencesOf(block[side], side);
    const others = sentencesOf(block[otherLanguage(side)], otherLanguage(side));
    const gone = chance.between(0, own.length - 1);
    const [was = '', answer = ''] = [own[gone], others[gone]];
    if (was.length < (side === 'en' ? 30 : 8)) return null;
    const blocks = sidesOf(page)[side];
    const html = escapeHtml(own.filter((_, k) => k !== gone).join(side === 'en' ? ' ' : ''));
    blocks[at] = { tag: block.tag, html };
    return written({ page, side, blocks, mark: { [otherLanguage(side)]: answer } });
  };
}

function blockMissing(side: Language): PageSeed {
  return (page, chance) => {
    const usable = page.blocks.flatMap((block, at) =>
      block.tag === 'p' && block.en.length > 60 && block.zh.length > 15 ? [at] : [],
    );
    const at = chance.pick(usable);
    const block = at === undefined ? undefined : page.blocks[at];
    if (!block || page.blocks.length < 4) return null;
    const blocks = sidesOf(page)[side].filter((_, k) => k !== at);
    const other = otherLanguage(side);
    const mark = { [other]: sentencesOf(block[other], other)[0] ?? '' };
    return written({ page, side, blocks, mark });
  };
}

const blockMoved: PageSeed = (page, chance) => {
  const usable = page.blocks.flatMap((block, at) =>
    block.tag === 'p' && block.en.length > 60 && at + 3 < page.blocks.length ? [at] : [],
  );
  const at = chance.pick(usable);
  const block = at === undefined ? undefined : page.blocks[at];
  if (at === undefined || !block) return null;
  const blocks = sidesOf(page).zh;
  const [moved] = blocks.splice(at, 1);
  if (moved) blocks.splice(Math.min(blocks.length, at + chance.between(2, 4)), 0, moved);
  return written({ page, side: 'zh', blocks, mark: { zh: sentencesOf(block.zh, 'zh')[0] ?? '' } });
};

const blockRepeated: PageSeed = (page, chance) => {
  const usable = page.blocks.flatMap((block, at) => (block.zh.length > 20 ? [at] : []));
  const at = chance.pick(usable);
  const block = at === undefined ? undefined : page.blocks[at];
  if (at === undefined || !block) return null;
  const blocks = sidesOf(page).zh;
  blocks.splice(at, 0, ...blocks.slice(at, at + 1));
  return written({ page, side: 'zh', blocks, mark: { zh: sentencesOf(block.zh, 'zh')[0] ?? '' } });
};

/** A title about another event. */
const titleSwapped: PageSeed = (page) => ({
  texts: mapPair(writePage(page), (text, language) => ({
    ...text,
    title: language === 'zh' ? '中心羽毛球队夺得春季联赛冠军' : page.title.en,
  })),
  mark: { zh: '中心羽毛球队夺得春季联赛冠军' },
});

const headingLost: PageSeed = (page, chance) => {
  const usable = page.blocks.flatMap((block, at) => (block.tag === 'h2' ? [at] : []));
  const at = chance.pick(usable);
  const block = at === undefined ? undefined : page.blocks[at];
  if (at === undefined || !block) return null;
  const blocks = sidesOf(page).zh;
  blocks[at] = { tag: 'p', html: escapeHtml(block.zh) };
  return written({ page, side: 'zh', blocks, mark: { zh: block.zh } });
};

/** The same words marked on both sides, then lost or changed on one. */
function marked(tags: Pair<readonly [string, string]>): PageSeed {
  return (page, chance) => {
    const usable = page.blocks.flatMap((block, at) =>
      block.tag === 'p' && block.en.length > 20 && block.zh.length > 6 ? [at] : [],
    );
    const at = chance.pick(usable);
    const block = at === undefined ? undefined : page.blocks[at];
    if (at === undefined || !block) return null;
    const sides = sidesOf(page);
    const around = (text: string, cut: number, [open, close]: readonly [string, string]) =>
      `${open}${escapeHtml(text.slice(0, cut))}${close}${escapeHtml(text.slice(cut))}`;
    const word = block.en.indexOf(' ', 8);
    sides.en[at] = { tag: 'p', html: around(block.en, word < 0 ? block.en.length : word, tags.en) };
    sides.zh[at] = { tag: 'p', html: around(block.zh, Math.min(4, block.zh.length), tags.zh) };
    return { texts: writePage(page, sides), mark: { zh: sentencesOf(block.zh, 'zh')[0] ?? '' } };
  };
}

const linkChanged = marked({
  en: ['<a href="https://example.org/apply/form-a">', '</a>'],
  zh: ['<a href="https://example.org/apply/form-b">', '</a>'],
});
const linkLost = marked({ en: ['<a href="https://example.org/apply">', '</a>'], zh: ['', ''] });
const boldLost = marked({ en: ['<strong>', '</strong>'], zh: ['', ''] });

/** The last sentence of a page in other words the second time that it is said. */
const renderedTwice: PageSeed = (page, chance) => {
  const usable = page.blocks.flatMap((block, at) =>
    block.tag === 'p' && block.en.length > 60 && block.en.length < 300 ? [at] : [],
  );
  const [first, second] = [chance.pick(usable), chance.pick(usable)];
  if (first === undefined || second === undefined || first === second) return null;
  const [one, two] = [page.blocks[first], page.blocks[second]];
  if (!one || !two || sentencesOf(one.en, 'en').length !== 1) return null;
  if (sentencesOf(two.zh, 'zh').length !== 1) return null;
  const blocks = page.blocks.map((block, at) => (at === second ? { ...two, en: one.en } : block));
  const texts = writePage({ title: page.title, blocks });
  return { texts, mark: { zh: two.zh } };
};

export const pageSeeds: readonly SeedKind<PageSeed>[] = [
  { name: 'sentence-missing-zh', checks: ['missing', 'truncated'], seed: sentenceMissing('zh') },
  { name: 'sentence-missing-en', checks: ['extra', 'truncated'], seed: sentenceMissing('en') },
  { name: 'block-missing-zh', checks: ['missing'], seed: blockMissing('zh') },
  { name: 'block-missing-en', checks: ['extra'], seed: blockMissing('en') },
  { name: 'block-moved', checks: ['order'], seed: blockMoved },
  { name: 'block-repeated', checks: ['repeated', 'extra'], seed: blockRepeated },
  { name: 'title-swapped', checks: ['title'], seed: titleSwapped },
  { name: 'heading-lost', checks: ['shape'], seed: headingLost },
  { name: 'link-changed', checks: ['links'], seed: linkChanged },
  { name: 'link-lost', checks: ['links'], seed: linkLost },
  { name: 'bold-lost', checks: ['markup'], seed: boldLost },
  { name: 'rendered-twice', checks: ['inconsistent'], seed: renderedTwice },
];
