import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** A sealed text that this installation's key does not open: the key was changed or taken away. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
}

const ivBytes = 12;
const tagBytes = 16;
const sealed = 'v1.';
const plain = 'plain.';

/**
 * Makes a text safe to store: AES-256-GCM under a key derived from the installation's secret. Without a
 * secret the text is stored as it is, and remains readable once there is one.
 *
 * @param secret the installation's secret; null: there is none
 * @param place what the text belongs to; it opens at no other place
 */
export function seal(secret: string | null, place: string, text: string): string {
  if (secret === null) return plain + text;
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), iv).setAAD(Buffer.from(place));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return sealed + Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64');
}

/** The text that `seal` was given. @throws SealBroken */
export function unseal(secret: string | null, place: string, stored: string): string {
  if (stored.startsWith(plain)) return stored.slice(plain.length);
  if (secret === null || !stored.startsWith(sealed)) throw new SealBroken('no key opens this');
  const bytes = Buffer.from(stored.slice(sealed.length), 'base64');
  const options = { authTagLength: tagBytes };
  try {
    const decipher = createDecipheriv(
      'aes-256-gcm',
      keyOf(secret),
      bytes.subarray(0, ivBytes),
      options,
    )
      .setAAD(Buffer.from(place))
      .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
    const body = bytes.subarray(ivBytes + tagBytes);
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
  } catch (error) {
    throw new SealBroken('the key does not open this', { cause: error });
  }
}

function keyOf(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'hebi sealing v1', 32));
}
