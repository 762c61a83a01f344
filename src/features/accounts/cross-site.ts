import type { Request } from 'express';
import { Refusal } from '../../core/refusal.ts';

/**
 * Refuses a request that a browser sent on behalf of another site. Programs that are no browsers send
 * neither header and pass: they hold no cookie that was not given to them.
 *
 * @param publicUrl the configured address of this server, for proxies that change the Host header
 * @throws Refusal `cross_site`
 */
export function refuseCrossSite(request: Request, publicUrl: string | null): void {
  const site = request.get('Sec-Fetch-Site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    throw new Refusal('cross_site');
  const origin = request.get('Origin');
  if (origin !== undefined && !isOurs(origin, request, publicUrl)) throw new Refusal('cross_site');
}

function isOurs(origin: string, request: Request, publicUrl: string | null): boolean {
  if (!URL.canParse(origin)) return false;
  // The scheme is left out: behind a proxy that ends TLS this server does not know it.
  const { host } = new URL(origin);
  if (host === request.get('Host') || host === request.host) return true;
  return publicUrl !== null && host === new URL(publicUrl).host;
}
