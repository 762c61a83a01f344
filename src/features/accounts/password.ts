import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

// argon2id (the package's default) with the least cost that OWASP's password storage cheat sheet names:
// 19 MiB, two passes, one lane; about 11 ms on one core.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/**
 * The hash of a password that nobody knows, at the same cost as any other. Compared when there is no
 * account or no password, so that the time an answer takes does not tell which accounts exist.
 */
export const decoyHash =
  '$argon2id$v=19$m=19456,t=2,p=1$SUnGqlC6vEFEUYhVHQljRw$atBqEZjiF2vrtOHG2S4hPGXsQfcn501NUayqs935ifY';

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), cost);
}

/** Whether the password is the one of this hash; always false, and as slow, where there is no hash. */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const matches = await verify(stored ?? decoyHash, password.normalize('NFC'));
  return stored !== null && matches;
}

/** A password of 20 URL-safe characters (120 bits), to be shown once. */
export function generatePassword(): string {
  return randomBytes(15).toString('base64url');
}
