/// <reference lib="webworker" />
import type { LanguageTools } from '../../../src/core/checks/tools.ts';
import { browserTools } from '../../../src/core/lexicon/file.ts';
import { placeFindings } from '../../../src/core/placed-findings.ts';
import type { Workpiece } from '../../../src/core/task-rows.ts';
import lexiconAddress from 'virtual:lexicon';
import type { Asked, Told } from './live-findings.ts';

let piece: Workpiece | null = null;
let tools: LanguageTools = browserTools();
let last: Asked | null = null;

/** Without the lexicon less is found, and nothing wrong: it comes when it comes. */
async function loadLexicon(): Promise<void> {
  if (lexiconAddress === null) return;
  try {
    const file = await fetch(lexiconAddress);
    if (!file.ok || file.body === null) return;
    const plain = file.body.pipeThrough(new DecompressionStream('gzip'));
    tools = browserTools(await new Response(plain).text());
  } catch {
    globalThis.addEventListener('online', () => void loadLexicon(), { once: true });
    return;
  }
  if (last !== null) look(last);
}

function look(asked: Asked): void {
  last = asked;
  piece = asked.piece ?? piece;
  if (piece === null) return;
  const told: Told = { run: asked.run, placed: placeFindings(piece, asked.segments, tools) };
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker's answer has no other receiver
  globalThis.postMessage(told);
}

globalThis.addEventListener('message', ({ data }: MessageEvent<Asked>) => look(data));
void loadLexicon();
