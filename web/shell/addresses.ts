/**
 * Addresses of screens that other screens lead to, under /app. Routes are typed by the router; these are for
 * leading to a screen without knowing it.
 */
export const addressOf = {
  /** A task: work on it, review it or reconcile it, as its status and kind ask. */
  task: (id: string): string => `/tasks/${id}`,
  inbox: '/',
  notice: (slug: string): string => `/notices/${slug}`,
  newNotice: '/notices/new',
  /** Writing one language of a notice. */
  editNotice: (slug: string, language: 'en' | 'zh'): string => `/notices/${slug}/edit/${language}`,
} as const;
