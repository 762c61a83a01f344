import { isIP } from 'node:net';
import { invalidField } from '../../core/refusal.ts';
import { openAddressGuard } from '../../platform/address-guard.ts';

/**
 * Refuses an address that no delivery could be made to. What a name leads to is looked at when a
 * delivery is made, since it may change at any time.
 *
 * @param allowPrivate networks that webhooks may lead to although they are not public
 * @returns the address in its normal form
 * @throws Refusal `invalid`
 */
export function checkedWebhookUrl(given: string, allowPrivate: readonly string[]): string {
  const url = new URL(given);
  const secure = url.protocol === 'https:';
  if (url.username !== '' || url.password !== '') {
    throw invalidField('url', 'has_credentials', 'must hold no user name or password');
  }
  if (!secure && allowPrivate.length === 0) {
    throw invalidField('url', 'not_https', 'must begin with https://');
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !openAddressGuard(allowPrivate).permits(host, secure)) {
    throw invalidField('url', 'private_address', 'leads to an address that is not public');
  }
  url.hash = '';
  return url.href;
}
