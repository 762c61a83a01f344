let write: ((text: string) => void) | null = null;

/** The live region takes over, and gives back. */
export function takeAnnouncements(writer: (text: string) => void): () => void {
  write = writer;
  return () => {
    write = null;
  };
}

/** Tells people who listen to their screen what has changed on it, without moving their focus. */
export function announce(text: string): void {
  write?.(text);
}
