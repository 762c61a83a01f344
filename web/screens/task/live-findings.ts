import { useEffect, useMemo, useRef, useState } from 'react';
import type { RawFinding } from '../../../src/core/checks/check.ts';
import type { Workpiece } from '../../../src/core/task-rows.ts';
import { useWords } from '../../words/words.ts';
import type { DraftKeeper } from './draft-keeper.ts';
import type { ShownFinding } from './findings.tsx';

/** What the worker is asked: once the piece, then its texts again and again. */
export interface Asked {
  readonly run: number;
  readonly piece: Workpiece | null;
  readonly segments: Readonly<Record<string, string>>;
}

/** A finding with the row it belongs to; null: it is about the whole text. */
export interface Placed {
  readonly row: string | null;
  readonly id: string;
  readonly finding: RawFinding;
  readonly cell: string | null;
}

export interface Told {
  readonly run: number;
  readonly placed: readonly Placed[];
}

const pauseMs = 600;

/**
 * Findings of the texts as they are typed, by row; looked for in a thread of its own, so that no key waits
 * for it. Provisional: the service knows more.
 */
export function useLiveFindings(
  keeper: DraftKeeper,
  piece: Workpiece,
  isOn: boolean,
): ReadonlyMap<string | null, readonly ShownFinding[]> {
  const [told, setTold] = useState<readonly Placed[]>([]);
  useEffect(() => {
    if (!isOn) return undefined;
    const worker = new Worker(new URL('findings.worker.ts', import.meta.url), { type: 'module' });
    let run = 0;
    let isFirst = true;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const ask = (): void => {
      timer = null;
      run += 1;
      const asked: Asked = { run, piece: isFirst ? piece : null, segments: keeper.all() };
      isFirst = false;
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
      worker.postMessage(asked);
    };
    const later = (): void => {
      if (timer !== null) clearTimeout(timer);
      timer = setTimeout(ask, pauseMs);
    };
    worker.addEventListener('message', ({ data }: MessageEvent<Told>) => {
      if (data.run === run) setTold(data.placed);
    });
    later();
    const stop = keeper.watchTexts(later);
    return () => {
      stop();
      if (timer !== null) clearTimeout(timer);
      worker.terminate();
    };
  }, [keeper, piece, isOn]);
  return useByRow(isOn ? told : none);
}

const none: readonly Placed[] = [];

/** In words, by row. Whatever is the same as before stays the same: a row's list, and the whole, and is not drawn anew. */
function useByRow(placed: readonly Placed[]): ReadonlyMap<string | null, readonly ShownFinding[]> {
  const say = useWords('findings') as unknown as (
    key: string,
    values: RawFinding['message']['values'],
  ) => string;
  const before = useRef<ReadonlyMap<string | null, readonly ShownFinding[]>>(new Map());
  return useMemo(() => {
    const rows = new Map<string | null, ShownFinding[]>();
    for (const { row, id, finding, cell } of placed) {
      const { message, severity, fix } = finding;
      const shown: ShownFinding = {
        id,
        severity,
        message: say(message.key.replace('findings:', ''), message.values),
        isProvisional: true,
        ...(fix === undefined || cell === null ? {} : { fix: { ...fix, cell } }),
      };
      rows.set(row, [...(rows.get(row) ?? []), shown]);
    }
    const kept = new Map<string | null, readonly ShownFinding[]>();
    for (const [row, findings] of rows) {
      const old = before.current.get(row);
      kept.set(row, JSON.stringify(old) === JSON.stringify(findings) ? (old ?? []) : findings);
    }
    const isSame =
      kept.size === before.current.size &&
      [...kept].every(([row, findings]) => before.current.get(row) === findings);
    if (!isSame) before.current = kept;
    return before.current;
  }, [placed, say]);
}
