import type { Context, Service } from '../../context.ts';

/** What the public website needs of the service. */
export interface SiteService extends Context, Pick<Service, 'words'> {
  readonly config: Pick<Service['config'], 'publicUrl' | 'corsOrigins'>;
}

/** What the site's addresses begin with: its public URL, or nothing. */
export function originOf({ config }: Pick<SiteService, 'config'>): string {
  return config.publicUrl ?? '';
}
