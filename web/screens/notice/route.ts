import { createRoute, notFound } from '@tanstack/react-router';
import type { Language } from '../../../src/core/language.ts';
import { isLanguage } from '../../../src/core/language.ts';
import { categoriesQuery, noticeQuery, versionQuery } from '../../api/notices.ts';
import { hasReport, reportQuery } from '../../api/parity.ts';
import { lazyPart } from '../../parts/lazy-part.tsx';
import { rootRoute } from '../../shell/root-route.tsx';
import { loadWords } from '../../words/words.ts';

export const tabs = ['texts', 'ledger', 'publication', 'history', 'properties'] as const;
export type Tab = (typeof tabs)[number];

/** One notice: both texts, ledger, publication, history, properties. */
export const noticeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/notices/$id',
  validateSearch: ({ tab }: Record<string, unknown>): { tab?: Tab } => {
    const known = tabs.find((one) => one === tab && one !== 'texts');
    return known === undefined ? {} : { tab: known };
  },
  loader: ({ context: { client }, params: { id } }) => {
    client
      .fetchQuery(noticeQuery(id))
      .then((notice) =>
        hasReport(notice) ? client.prefetchQuery(reportQuery(notice.slug)) : undefined,
      )
      // The screen says what was refused.
      .catch(() => undefined);
    return loadWords('notice', 'notices');
  },
  component: lazyPart(() => import('./notice.tsx'), 'NoticeScreen'),
});

/** Writing one language of a notice. */
export const editRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/notices/$id/edit/$language',
  params: {
    parse: ({ id, language }) => ({ id, language: languageOf(language) }),
    stringify: ({ id, language }) => ({ id, language }),
  },
  beforeLoad: ({ location: { pathname } }) => {
    if (!isLanguage(pathname.split('/').at(-1))) throw notFound();
  },
  loader: ({ context: { client }, params: { id, language } }) => {
    void client.prefetchQuery(noticeQuery(id));
    void client.prefetchQuery(versionQuery(id, language));
    return loadWords('notice', 'notices');
  },
  component: lazyPart(() => import('./edit.tsx'), 'EditScreen'),
});

/** Writing a notice that is not there yet. */
export const newNoticeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/notices/new',
  loader: ({ context: { client } }) => {
    void client.prefetchQuery(categoriesQuery);
    return loadWords('notice', 'notices');
  },
  component: lazyPart(() => import('./new-notice.tsx'), 'NewNoticeScreen'),
});

function languageOf(text: string): Language {
  return isLanguage(text) ? text : 'en';
}
