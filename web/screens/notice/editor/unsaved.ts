import { useEffect, useEffectEvent, useRef, useState } from 'react';

/** What somebody types of a version. */
export interface Typed {
  readonly title: string;
  readonly summary: string;
  readonly body: string;
  readonly message: string;
  readonly change: 'auto' | 'cosmetic';
}

interface Kept {
  readonly typed: Typed;
  /** The revision that it was made from; null: it is the first. */
  readonly etag: string | null;
  readonly at: string;
}

const pauseMs = 400;

export interface Unsaved {
  readonly typed: Typed;
  readonly etag: string | null;
  /** When it was last kept in this browser; null: it is as saved. */
  readonly keptAt: string | null;
  /** It was kept here earlier, and is back. */
  readonly isBack: boolean;
  /** Another window writes the same text: only what is typed last is kept. */
  readonly isElsewhere: boolean;
  type(change: Partial<Typed>): void;
  /** Goes on from another revision, with what is typed (`typed` left out) or with another text. */
  rebase(etag: string | null, typed?: Typed): void;
  /** Forgets what was kept: it was saved, or is not wanted. */
  forget(): void;
}

/**
 * What is typed, kept in this browser until it is saved: a crash, a lost connection or a closed tab loses
 * nothing. What was kept earlier comes back with the revision it was made from, so that a save over
 * somebody else's is noticed.
 */
export function useUnsaved(key: string, saved: { typed: Typed; etag: string | null }): Unsaved {
  const [first] = useState(() => readKept(key));
  const [typed, setTyped] = useState(first?.typed ?? saved.typed);
  const [etag, setEtag] = useState(first === null ? saved.etag : first.etag);
  const [keptAt, setKeptAt] = useState(first?.at ?? null);
  const [isElsewhere, setElsewhere] = useState(false);
  const now = useRef({ typed, etag });
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const stop = (): boolean => {
    if (timer.current === null) return false;
    clearTimeout(timer.current);
    timer.current = null;
    return true;
  };
  const keep = (): string => {
    stop();
    const at = new Date().toISOString();
    writeKept(key, { ...now.current, at });
    return at;
  };
  // Whoever leaves, the screen or the tab, before the pause is over, keeps their last words too.
  const keepLast = useEffectEvent(() => {
    if (timer.current !== null) keep();
  });
  useEffect(() => {
    const onHide = (): void => keepLast();
    // Told to the other windows alone.
    const onStored = (event: StorageEvent): void => {
      if (event.key === storageKey(key)) setElsewhere(event.newValue !== null);
    };
    addEventListener('pagehide', onHide);
    addEventListener('storage', onStored);
    return () => {
      removeEventListener('pagehide', onHide);
      removeEventListener('storage', onStored);
      keepLast();
    };
  }, [key]);
  return {
    typed,
    etag,
    keptAt,
    isBack: first !== null,
    isElsewhere,
    type: (change) => {
      now.current.typed = { ...now.current.typed, ...change };
      setTyped(now.current.typed);
      // Not put off by the next key: who types on and on is told that it is kept.
      timer.current ??= setTimeout(() => setKeptAt(keep()), pauseMs);
    },
    rebase: (next, other) => {
      now.current = { typed: other ?? now.current.typed, etag: next };
      setEtag(next);
      if (other !== undefined) setTyped(other);
    },
    forget: () => {
      stop();
      setKeptAt(null);
      localStorage.removeItem(storageKey(key));
    },
  };
}

function storageKey(key: string): string {
  return `hebi-unsaved ${key}`;
}

function readKept(key: string): Kept | null {
  try {
    const text = localStorage.getItem(storageKey(key));
    return text === null ? null : (JSON.parse(text) as Kept);
  } catch {
    return null;
  }
}

function writeKept(key: string, kept: Kept): void {
  try {
    localStorage.setItem(storageKey(key), JSON.stringify(kept));
  } catch {
    // The browser's room is full, or it keeps nothing: the text is still on the screen.
  }
}
