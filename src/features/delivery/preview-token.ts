import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Language } from '../../core/language.ts';

/** What a preview link shows, and until when. */
export interface PreviewGrant {
  readonly noticeId: string;
  readonly language: Language;
  readonly revision: number;
  readonly expires: Date;
}

/** Notice (16 bytes), language (1), revision (4), end in seconds (6), then the signature. */
const grantBytes = 27;
const signatureBytes = 32;

/** The grant with its signature, in 79 characters that stand in an address as they are. */
export function signPreview(key: Buffer, grant: PreviewGrant): string {
  const bytes = Buffer.alloc(grantBytes);
  bytes.write(grant.noticeId.replaceAll('-', ''), 0, 'hex');
  bytes.writeUInt8(grant.language === 'en' ? 0 : 1, 16);
  bytes.writeUInt32BE(grant.revision, 17);
  bytes.writeUIntBE(Math.floor(grant.expires.getTime() / 1000), 21, 6);
  return Buffer.concat([bytes, signatureOf(key, bytes)]).toString('base64url');
}

/** What a token grants, whether its time is over or not; null: it is none of ours, or was changed. */
export function readPreviewToken(key: Buffer, token: string): PreviewGrant | null {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== grantBytes + signatureBytes || bytes.toString('base64url') !== token) {
    return null;
  }
  const grant = bytes.subarray(0, grantBytes);
  if (!timingSafeEqual(signatureOf(key, grant), bytes.subarray(grantBytes))) return null;
  const id = grant.toString('hex', 0, 16);
  return {
    noticeId: id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    language: grant.readUInt8(16) === 0 ? 'en' : 'zh',
    revision: grant.readUInt32BE(17),
    expires: new Date(grant.readUIntBE(21, 6) * 1000),
  };
}

function signatureOf(key: Buffer, grant: Buffer): Buffer {
  return createHmac('sha256', key).update(grant).digest();
}
