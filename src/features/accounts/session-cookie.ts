import type { Request, Response } from 'express';

const name = 'hebi_session';
const thirtyDays = 30 * 24 * 3600 * 1000;

/** The session's secret among the request's cookies; null: none. */
export function sessionCookieOf(request: Request): string | null {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [key = '', value = ''] = part.trim().split('=', 2);
    if (key === name && value !== '') return value;
  }
  return null;
}

/**
 * Hands a session to the browser, out of reach of scripts and of other sites' forms.
 *
 * @param publicUrl the configured address of this server: behind a proxy it tells what people see
 */
export function setSessionCookie(
  response: Response,
  secret: string,
  publicUrl: string | null,
): void {
  response.cookie(name, secret, { ...attributesFor(response.req, publicUrl), maxAge: thirtyDays });
}

export function clearSessionCookie(response: Response, publicUrl: string | null): void {
  response.clearCookie(name, attributesFor(response.req, publicUrl));
}

function attributesFor(request: Request, publicUrl: string | null) {
  const secure = request.secure || publicUrl?.startsWith('https:') === true;
  return { httpOnly: true, sameSite: 'lax', secure, path: '/' } as const;
}
