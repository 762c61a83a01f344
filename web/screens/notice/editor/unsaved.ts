import { useEffect, useEffectEvent, useState } from 'react';

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
  const [isDirty, setDirty] = useState(false);
  const keep = useEffectEvent(() => {
    const at = new Date().toISOString();
    writeKept(key, { typed, etag, at });
    setKeptAt(at);
  });
  useEffect(() => {
    if (!isDirty) return undefined;
    const timer = setTimeout(keep, pauseMs);
    return () => clearTimeout(timer);
  }, [isDirty, typed, etag]);
  // A tab that is closed within the pause keeps its last words too.
  useEffect(() => {
    if (!isDirty) return undefined;
    const onHide = (): void => keep();
    addEventListener('pagehide', onHide);
    return () => removeEventListener('pagehide', onHide);
  }, [isDirty]);
  return {
    typed,
    etag,
    keptAt,
    isBack: first !== null,
    type: (change) => {
      setTyped((now) => ({ ...now, ...change }));
      setDirty(true);
    },
    rebase: (next, other) => {
      setEtag(next);
      if (other !== undefined) setTyped(other);
    },
    forget: () => {
      setDirty(false);
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
