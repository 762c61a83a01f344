import type { Pair } from '../../src/core/language.ts';
import { boundariesOf } from '../../src/core/segment/boundaries.ts';
import type { Chance } from './chance.ts';

/** How often what happens to a unit of a text, from 0 to 1. */
export interface NoiseRates {
  /** Left out, on each side. */
  readonly deleted: number;
  /** A foreign unit put in before it, on each side. */
  readonly inserted: number;
  /** Joined with the next one, on one side. */
  readonly merged: number;
  /** Divided at the end of a sentence, on one side. */
  readonly split: number;
}

export const blockNoise: NoiseRates = { deleted: 0.04, inserted: 0.015, merged: 0.04, split: 0.04 };
export const sentenceNoise: NoiseRates = { deleted: 0.03, inserted: 0, merged: 0.14, split: 0 };

export interface TextUnit {
  readonly text: string;
  readonly kind: string;
}

/** Units of two texts, and which of them answer each other: beads in order that name every unit once. */
export interface NoisyTexts extends Pair<readonly TextUnit[]> {
  readonly beads: readonly Pair<readonly number[]>[];
}

export interface PairedUnit extends Pair<string> {
  readonly kind: string;
}

interface Noise {
  readonly rates: NoiseRates;
  readonly foreign: readonly PairedUnit[];
  readonly chance: Chance;
}

interface Placed extends TextUnit {
  /** Positions of the pairs that it came from; none of a foreign one. */
  readonly from: readonly number[];
}

/** Disturbs a text whose k-th units say the same in both languages. The same chance, the same noise. */
export function disturb(pairs: readonly PairedUnit[], noise: Noise): NoisyTexts {
  const { chance, rates } = noise;
  const joins = { en: new Set<number>(), zh: new Set<number>() };
  const cuts = { en: new Set<number>(), zh: new Set<number>() };
  pairs.forEach((_, k) => {
    const side = chance.next() < 0.5 ? 'en' : 'zh';
    if (k + 1 < pairs.length && chance.next() < rates.merged) joins[side].add(k);
    else if (chance.next() < rates.split) cuts[side].add(k);
  });
  const side = (language: 'en' | 'zh') =>
    placed(pairs, { language, joins: joins[language], cuts: cuts[language], ...noise });
  const [en, zh] = [side('en'), side('zh')];
  return { en, zh, beads: beadsOf(en, zh) };
}

interface SideNoise extends Noise {
  readonly language: 'en' | 'zh';
  readonly joins: ReadonlySet<number>;
  readonly cuts: ReadonlySet<number>;
}

function placed(pairs: readonly PairedUnit[], noise: SideNoise): Placed[] {
  const { language, joins, cuts, rates, foreign, chance } = noise;
  const units: Placed[] = [];
  let joining = false;
  pairs.forEach((pair, k) => {
    if (chance.next() < rates.inserted) {
      const other = chance.pick(foreign);
      if (other) units.push({ text: other[language], kind: other.kind, from: [] });
    }
    if (chance.next() < rates.deleted) {
      joining = false;
      return;
    }
    const last = units.at(-1);
    if (joining && last && last.from.length > 0) {
      const gap = language === 'en' ? ' ' : '';
      units[units.length - 1] = {
        ...last,
        text: last.text + gap + pair[language],
        from: [...last.from, k],
      };
    } else {
      const parts = cuts.has(k) ? divided(pair[language], noise) : [pair[language]];
      units.push(...parts.map((text) => ({ text, kind: pair.kind, from: [k] })));
    }
    joining = joins.has(k);
  });
  return units;
}

function divided(text: string, { language, chance }: SideNoise): string[] {
  const at = chance.pick(boundariesOf(text, language))?.end;
  return at === undefined ? [text] : [text.slice(0, at).trimEnd(), text.slice(at).trimStart()];
}

/** Units that share an origin belong together; those without one stand alone. */
function beadsOf(en: readonly Placed[], zh: readonly Placed[]): Pair<number[]>[] {
  const beads: Pair<number[]>[] = [];
  let [i, j] = [0, 0];
  while (i < en.length || j < zh.length) {
    const [a, b] = [reach(en, zh, i), reach(zh, en, j)];
    if (i < en.length && a === null) beads.push({ en: [i++], zh: [] });
    else if (j < zh.length && b === null) beads.push({ en: [], zh: [j++] });
    else {
      const bead = together({ en, zh }, [i, j]);
      beads.push(bead);
      i += bead.en.length;
      j += bead.zh.length;
    }
  }
  return beads;
}

/** The first origin that both sides kept, null where the other side has none of them. */
function reach(units: readonly Placed[], others: readonly Placed[], at: number): number | null {
  const from = units[at]?.from ?? [];
  return from.find((k) => others.some((other) => other.from.includes(k))) ?? null;
}

function together(
  { en, zh }: Pair<readonly Placed[]>,
  [i, j]: readonly [number, number],
): Pair<number[]> {
  const bead = { en: [i], zh: [j] };
  for (let grown = true; grown;) {
    grown = false;
    const known = new Set([
      ...bead.en.flatMap((k) => en[k]?.from ?? []),
      ...bead.zh.flatMap((k) => zh[k]?.from ?? []),
    ]);
    for (const [list, units] of [
      [bead.en, en],
      [bead.zh, zh],
    ] as const) {
      const next = (list.at(-1) ?? 0) + 1;
      if (units[next]?.from.some((k) => known.has(k))) {
        list.push(next);
        grown = true;
      }
    }
  }
  return bead;
}

/** Precision, recall and F1 of beads, each right only as a whole. */
export interface BeadCounts {
  readonly right: number;
  readonly found: number;
  readonly wanted: number;
}

export function countBeads(
  found: readonly Pair<readonly number[]>[],
  wanted: readonly Pair<readonly number[]>[],
): BeadCounts {
  const key = (bead: Pair<readonly number[]>) => `${bead.en.join('+')}=${bead.zh.join('+')}`;
  const keys = new Set(wanted.map(key));
  return {
    right: found.filter((bead) => keys.has(key(bead))).length,
    found: found.length,
    wanted: wanted.length,
  };
}

export function f1({ right, found, wanted }: BeadCounts): number {
  return found + wanted === 0 ? 1 : (2 * right) / (found + wanted);
}
