import type { Bead } from '../../core/align.ts';
import { alignSegments } from '../../core/align.ts';
import { plainTools } from '../../core/checks/tools.ts';
import type { Report } from '../../core/report.ts';
import { makeReport } from '../../core/report.ts';
import { segmentContent } from '../../core/segment.ts';
import type { EngineInput } from './engine.ts';

/** What runs in the engine's thread. */
export function report(input: EngineInput): Report {
  const { en, zh, policy } = input;
  return makeReport({ en, zh, policy, beads: align(input), tools: plainTools });
}

export function align({ en, zh, constraints }: Omit<EngineInput, 'policy'>): Bead[] {
  const { lexicon } = plainTools;
  return alignSegments(segmentContent('en', en), segmentContent('zh', zh), {
    constraints,
    ...(lexicon === undefined ? {} : { lexicon }),
  });
}
