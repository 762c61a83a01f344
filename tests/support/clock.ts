const script = new URL('shift-clock.mjs', import.meta.url).href;

/** The environment of a Node process whose clock is so many hours off. */
export function clockOff(hours: number): Readonly<Record<string, string>> {
  return { NODE_OPTIONS: `--import ${script}`, CLOCK_SHIFT_MS: String(hours * 3_600_000) };
}
