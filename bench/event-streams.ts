import type { ClientRequest } from 'node:http';
import { Agent, request } from 'node:http';

/** One stream of live events, as a browser's tab holds it. */
export interface EventStream {
  close(): void;
}

export interface StreamOptions {
  readonly url: string;
  readonly token: string;
  /** Whatever came, as it came. */
  readonly onText?: (text: string) => void;
  /** It broke, or the server ended it. */
  readonly onEnd?: () => void;
}

const agent = new Agent({ keepAlive: false, maxSockets: Number.POSITIVE_INFINITY });

/** Opens a stream; resolves once the server has said from where on it tells. */
export function openStream({ url, token, onText, onEnd }: StreamOptions): Promise<EventStream> {
  return new Promise((resolve, reject) => {
    let isOpen = false;
    let isClosed = false;
    const headers = { Authorization: `Bearer ${token}`, Accept: 'text/event-stream' };
    const ended = (): void => {
      if (!isOpen) reject(new Error('the stream ended before it began'));
      else if (!isClosed) onEnd?.();
    };
    const sent: ClientRequest = request(`${url}/api/v1/events`, { agent, headers }, (response) => {
      if (response.statusCode !== 200) {
        response.resume();
        reject(new Error(`a stream was refused: ${response.statusCode}`));
        return;
      }
      response.setEncoding('utf8');
      response.on('data', (text: string) => {
        if (!isOpen && /^id:/m.test(text)) {
          isOpen = true;
          resolve({
            close: () => {
              isClosed = true;
              sent.destroy();
            },
          });
        }
        onText?.(text);
      });
      response.on('close', ended);
    });
    sent.on('error', ended);
    sent.end();
  });
}
