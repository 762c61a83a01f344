/** Where people go after signing in when nothing else was asked for. */
export const homePath = '/app';

const longest = 2_000;

/**
 * Where to go after signing in: an absolute path of this site, else `homePath`. Refused is all that a
 * browser may read as an address elsewhere: `//host`, `/\host`, `/.//host`, and tabs or newlines, which
 * browsers skip.
 *
 * @param asked the parameter `next`, whatever was sent
 */
export function nextPath(asked: unknown): string {
  if (typeof asked !== 'string' || asked.length > longest) return homePath;
  if (!/^\/(?!\/)[\u0021-\u005b\u005d-\u007e]*$/.test(asked)) return homePath;
  const origin = 'http://site.invalid';
  if (!URL.canParse(asked, origin)) return homePath;
  const address = new URL(asked, origin);
  const stays = address.origin === origin && !address.pathname.startsWith('//');
  return stays ? asked : homePath;
}
