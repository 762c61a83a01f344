import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { chromiumPath } from '../../../support/browser.ts';
import type { Json } from '../../../support/http.ts';

/** A headless browser with a profile of its own. */
export interface Browser {
  open(view?: View): Promise<Tab>;
  close(): Promise<void>;
}

export interface View {
  /** CSS pixels. */
  readonly width?: number;
  readonly height?: number;
  readonly isDark?: boolean;
}

export interface Tab {
  /** Goes there, waits until everything is loaded, and tells the status of what was shown in the end. */
  goto(url: string): Promise<number>;
  /** The value of an expression in the page, awaited. */
  evaluate(expression: string): Promise<Json>;
  /** What the page asked for since the last `goto`, in order. */
  readonly asked: readonly Asked[];
  /** A PNG of what is in view. */
  screenshot(): Promise<Buffer>;
}

export interface Asked {
  readonly url: string;
  /** `Document`, `Script`, `Stylesheet`, `Image`, … */
  readonly type: string;
  /** `VeryHigh`, `High`, `Low`, …: what is waited for before anything is painted is `High` at least. */
  readonly priority: string;
}

/** @param languages the browser's language setting, as `--accept-lang` takes it */
export async function startChromium(languages = 'en-GB,en'): Promise<Browser> {
  const profile = await mkdtemp(join(tmpdir(), 'hebi-chromium-'));
  const child = spawn(
    chromiumPath ?? 'chromium',
    [
      ...['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
      ...['--disable-dev-shm-usage', '--force-color-profile=srgb', '--remote-debugging-pipe'],
      `--accept-lang=${languages}`,
      `--user-data-dir=${profile}`,
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const wire = wireOf(child);
  return {
    open: (view = {}) => openTab(wire, view),
    close: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      void wire.send('Browser.close').catch(() => undefined);
      const late = setTimeout(() => child.kill('SIGKILL'), 5000);
      await gone;
      clearTimeout(late);
      await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

interface Wire {
  send(method: string, params?: object, sessionId?: string): Promise<Json>;
  on(sessionId: string, hear: (method: string, params: Json) => void): void;
}

/** Standard input and output are closed. */
type Pipes = [null, null, null, Writable | undefined, Readable | undefined];

/** The DevTools protocol over two pipes: a message ends with a zero byte. */
function wireOf(child: ChildProcess): Wire {
  const [, , , toBrowser, fromBrowser] = child.stdio as unknown as Pipes;
  if (toBrowser === undefined || fromBrowser === undefined) throw new Error('no pipes');
  const waiting = new Map<number, { done(value: Json): void; failed(error: Error): void }>();
  const listeners = new Map<string, (method: string, params: Json) => void>();
  let rest = '';
  let last = 0;
  fromBrowser.setEncoding('utf8');
  fromBrowser.on('data', (data: string) => {
    const messages = (rest + data).split('\0');
    rest = messages.pop() ?? '';
    for (const text of messages) {
      const message: Json = JSON.parse(text);
      const asker = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.error !== undefined) asker?.failed(new Error(message.error.message));
      else if (asker !== undefined) asker.done(message.result);
      else listeners.get(message.sessionId)?.(message.method, message.params);
    }
  });
  const fail = (): void => {
    for (const { failed } of waiting.values()) failed(new Error('the browser is gone'));
    waiting.clear();
  };
  child.once('exit', fail);
  toBrowser.on('error', fail);
  return {
    send: (method, params = {}, sessionId) =>
      new Promise((done, failed) => {
        last += 1;
        waiting.set(last, { done, failed });
        const session = sessionId === undefined ? {} : { sessionId };
        toBrowser.write(`${JSON.stringify({ id: last, method, params, ...session })}\0`);
      }),
    on: (sessionId, hear) => void listeners.set(sessionId, hear),
  };
}

async function openTab(wire: Wire, view: View): Promise<Tab> {
  const { targetId } = await wire.send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await wire.send('Target.attachToTarget', { targetId, flatten: true });
  const asked: Asked[] = [];
  let loaded: () => void = () => undefined;
  let status = 0;
  wire.on(sessionId, (method, params) => {
    if (method === 'Page.loadEventFired') loaded();
    if (method === 'Network.responseReceived' && params.type === 'Document') {
      status = params.response.status;
    }
    if (method !== 'Network.requestWillBeSent') return;
    const { url, initialPriority } = params.request;
    asked.push({ url, type: params.type, priority: initialPriority });
  });
  const send = (method: string, params?: object) => wire.send(method, params, sessionId);
  const { width = 1280, height = 900, isDark = false } = view;
  const size = { width, height, deviceScaleFactor: 1, mobile: width < 600 };
  await send('Page.enable');
  await send('Network.enable');
  await send('Emulation.setDeviceMetricsOverride', size);
  const features = [{ name: 'prefers-color-scheme', value: isDark ? 'dark' : 'light' }];
  await send('Emulation.setEmulatedMedia', { features });
  return {
    asked,
    goto: async (url) => {
      asked.length = 0;
      const whole = new Promise<void>((resolve) => {
        loaded = resolve;
      });
      const { errorText } = await send('Page.navigate', { url });
      if (errorText !== undefined) throw new Error(`${url}: ${errorText}`);
      await whole;
      return status;
    },
    evaluate: async (expression) => {
      const given = { expression, awaitPromise: true, returnByValue: true };
      const { result, exceptionDetails } = await send('Runtime.evaluate', given);
      if (exceptionDetails !== undefined) {
        throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      }
      return result.value;
    },
    screenshot: async () => {
      const { data } = await send('Page.captureScreenshot', { format: 'png' });
      return Buffer.from(data, 'base64');
    },
  };
}
