import type { Context } from '../../context.ts';
import type { Edition } from './contract.ts';
import { pagePath } from './contract.ts';
import { readSitePage } from './read-site-page.ts';
import type { SiteBlocks } from './reader-contract.ts';
import { asWritten } from './traditional.ts';

/**
 * For every block of a published text the same one in the other language, with the address of its page
 * there. What has no counterpart has no blocks. An old slug tells those of today's.
 *
 * @throws Refusal `gone` for an archived notice, `not_found` where nothing is published
 */
export async function readSiteBlocks(
  ctx: Context,
  { slug, locale, origin }: { slug: string; locale: Edition; origin: string },
): Promise<{ readonly noticeId: string; readonly blocks: SiteBlocks }> {
  const page = await readSitePage(ctx, { slug, locale, wording: asWritten });
  const { noticeId, counterpart, edition } = page;
  if (counterpart === null) {
    return {
      noticeId,
      blocks: { slug: page.slug, locale: edition, counterpart: null, blocks: [] },
    };
  }
  const { language, blocks, ahead } = counterpart;
  const changed = new Set(ahead?.map((each) => each.block));
  const address = origin + pagePath(language, page.slug);
  return {
    noticeId,
    blocks: {
      slug: page.slug,
      locale: edition,
      counterpart: language,
      blocks: [...blocks]
        .sort(([one], [other]) => one - other)
        .map(([block, answer]) => ({
          block,
          counterpart: answer,
          changed: changed.has(answer),
          url: `${address}#b${answer}`,
        })),
    },
  };
}
