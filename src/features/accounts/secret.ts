import { createHash, randomBytes } from 'node:crypto';

/** What tokens for machines begin with, so that scanners of leaked secrets know them. */
export const tokenPrefix = 'hebi_';

/** 256 bits of chance as 43 URL-safe characters: a session, a token, a sign-in link. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a secret. It has 256 bits of chance, so one fast hash is enough. */
export function hashOfSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
