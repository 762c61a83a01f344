import type { Block } from '../document.ts';
import type { Bead } from '../align.ts';
import { mapPair } from '../language.ts';
import type { Check, CheckInput, RawFinding } from './check.ts';

/** Blocks that answer each other but are of another kind: a heading against a paragraph. */
export const shape: Check = {
  name: 'shape',
  run(input) {
    const seen = new Set<string>();
    return input.beads.flatMap((bead): RawFinding[] => {
      const blocks = facing(input, bead);
      if (!blocks) return [];
      const place = `${blocks.en.index}:${blocks.zh.index}`;
      if (seen.has(place)) return [];
      seen.add(place);
      const kinds = mapPair(blocks, kindOf);
      if (kinds.en === kinds.zh) return [];
      return [
        {
          check: 'shape',
          severity: isGrave(blocks.en, blocks.zh) ? 'warning' : 'hint',
          en: bead.en,
          zh: bead.zh,
          message: { key: `findings:shape.${caseOf(kinds)}`, values: { ...kinds } },
          evidence: kinds,
        },
      ];
    });
  },
};

interface Facing {
  readonly en: Block;
  readonly zh: Block;
}

/** The blocks of a bead whose sides lie in one block each. */
function facing(input: CheckInput, bead: Bead): Facing | null {
  const only = (side: 'en' | 'zh'): Block | null => {
    const indexes = new Set(bead[side].map((k) => input[side].segments[k]?.blockIndex));
    const [index] = indexes;
    return indexes.size === 1 && index !== undefined ? (input[side].blocks[index] ?? null) : null;
  };
  const [en, zh] = [only('en'), only('zh')];
  return en && zh ? { en, zh } : null;
}

function kindOf({ kind, level }: Block): string {
  return level === undefined ? kind : `${kind}${level}`;
}

function caseOf({ en, zh }: { en: string; zh: string }): string {
  return /^heading/.test(en) && /^heading/.test(zh) ? 'level' : 'kind';
}

/** Quotations, captions and paragraphs stand for each other; headings, items and cells do not. */
function isGrave(en: Block, zh: Block): boolean {
  const firm = new Set(['heading', 'item', 'cell', 'title']);
  return en.kind !== zh.kind && (firm.has(en.kind) || firm.has(zh.kind));
}
