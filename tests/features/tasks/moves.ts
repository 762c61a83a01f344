import fc from 'fast-check';
import type { Language, Pair } from '../../../src/core/language.ts';
import { languages } from '../../../src/core/language.ts';
import type { Actor } from '../../../src/core/permission.ts';
import { may } from '../../../src/core/permission.ts';
import { Refusal } from '../../../src/core/refusal.ts';
import { patchNotice } from '../../../src/features/notices/patch-notice.ts';
import { retractPoint } from '../../../src/features/notices/retract-point.ts';
import { confirmPair } from '../../../src/features/parity/confirm-pair.ts';
import { endClaim } from '../../../src/features/tasks/claim-task.ts';
import type { VersionTexts } from '../../../src/features/tasks/contract.ts';
import { expireClaims } from '../../../src/features/tasks/expire-claims.ts';
import { readTask } from '../../../src/features/tasks/read-task.ts';
import { approveTask, returnTask } from '../../../src/features/tasks/review-task.ts';
import { saveDraft } from '../../../src/features/tasks/save-draft.ts';
import { submitTask } from '../../../src/features/tasks/submit-task.ts';
import type { Desk, Text } from './room.ts';
import { lapse, saveBoth, text } from './room.ts';

/** How a text differs from what was there: a fact, a word, or its looks only. */
const wordings = ['fact', 'word', 'looks', 'back'] as const;
type Wording = (typeof wordings)[number];

const who = fc.nat(4);
const side = fc.constantFrom(...languages);
const wording = fc.constantFrom(...wordings);
/** 0: the present lease; else as many numbers too low. */
const stale = fc.constantFrom(0, 0, 0, 0, 1, 2);
const sides = fc.constantFrom<'called' | Language | 'both'>(
  'called',
  'called',
  'called',
  'en',
  'zh',
  'both',
);
const base = fc.constantFrom<'none' | 'heads' | 'first'>('none', 'none', 'heads', 'first');

const working = { who, stale, sides, wording };
const moves = {
  claim: { who },
  draft: {
    ...working,
    counter: fc.constantFrom<'none' | 'right' | 'wrong'>('none', 'right', 'wrong'),
  },
  submit: { ...working, base, fromDraft: fc.boolean() },
  review: { who },
  approve: { who, stale },
  return: { who, stale },
  release: { who, stale },
  lapse: {},
  sweep: {},
  save: { who, side, wording },
  saveBoth: { who, wording },
  confirm: { who },
  retract: { who },
  archive: { who, archived: fc.constantFrom(true, false, false, false) },
  rename: { who },
  /** Runs one of the jobs that wait, one that ran before, or all. */
  job: {
    which: fc.nat(20),
    how: fc.constantFrom<'one' | 'again' | 'all'>('one', 'one', 'again', 'all'),
  },
} as const;

type Given = {
  readonly [K in keyof typeof moves]: {
    [F in keyof (typeof moves)[K]]: (typeof moves)[K][F] extends fc.Arbitrary<infer T> ? T : never;
  };
};
export type Move = { [K in keyof Given]: { readonly move: K } & Readonly<Given[K]> }[keyof Given];

const of = <K extends keyof typeof moves>(move: K): fc.Arbitrary<Move> =>
  fc.record({ move: fc.constant(move), ...moves[move] }) as unknown as fc.Arbitrary<Move>;

const anyMove: fc.Arbitrary<Move> = fc.oneof(...(Object.keys(moves) as Move['move'][]).map(of));

/** The way of a task as it should be: moved on, raised, claimed, submitted, reviewed, approved or returned. */
const way = [
  of('save'),
  fc.constant<Move>({ move: 'job', which: 0, how: 'all' }),
  fc
    .tuple(of('claim'), fc.constantFrom(3, 3, 4, 1))
    .map(([move, who]) => ({ ...move, who }) as Move),
  fc.oneof(of('draft'), of('submit')),
  of('submit').map((move) => ({ ...move, who: 0, stale: 0, sides: 'called' }) as Move),
  fc.tuple(of('review'), fc.nat(2)).map(([move, who]) => ({ ...move, who }) as Move),
  fc
    .oneof(of('approve'), of('approve'), of('return'), of('submit'))
    .map((move) => ({ ...move, who: 0, stale: 0 }) as Move),
] as const;

/** Some of that way, with something else in between here and there. */
const stretch: fc.Arbitrary<Move[]> = fc
  .tuple(...way.map((step) => fc.tuple(fc.option(anyMove, { freq: 4 }), step)))
  .map((steps) => steps.flatMap(([first, step]) => (first === null ? [step] : [first, step])));

export const lifeArbitrary: fc.Arbitrary<Move[]> = fc
  .array(
    fc.oneof(
      anyMove.map((move) => [move]),
      stretch,
    ),
    { minLength: 3, maxLength: 9 },
  )
  .map((parts) => parts.flat());

export interface Stage {
  readonly desk: Desk;
  readonly people: readonly Actor[];
  readonly slug: string;
  readonly notice: string;
  /**
   * Words that somebody typed and that must be found, by where: an autosave under the same lease takes
   * the place of the one before it, everything else stays for good.
   */
  readonly typed: Map<string, string>;
}

let words = 1000;

/** A text with a word of its own that is found again, unless only its looks change. */
function write(language: Language, wording: Wording): { text: Text; word: string | null } {
  words += 1;
  const word = String(words);
  const english = {
    fact: `The reading room opens at 9.30 on ${word} days.`,
    word: `The reading room x${word} opens at 9.30.`,
  };
  const chinese = {
    fact: `阅览室${word}天九时三十分开放。`,
    word: `阅览室x${word}九时三十分开放。`,
  };
  const same = language === 'en' ? 'The reading room opens at 9.30.' : '阅览室九时三十分开放。';
  const title = language === 'en' ? 'Opening hours' : '开放时间';
  const last = language === 'en' ? 'Bring your card.' : '请带好读者卡。';
  if (wording === 'looks') return { text: text(title, `${same} `, last.slice(0, -1)), word: null };
  if (wording === 'back') return { text: text(title, same, last), word: null };
  const own = language === 'en' ? english[wording] : chinese[wording];
  return { text: text(title, own, last), word };
}

/** The notice's newest task, active or not, as the database has it. */
async function newest({ desk, notice }: Stage) {
  const task = await desk.ctx.db
    .selectFrom('task')
    .select(['id', 'writes', 'leaseNumber', 'holder'])
    .where('noticeId', '=', notice)
    .orderBy('createdAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (task === undefined) throw new Refusal('not_found');
  return { ...task, writes: task.writes as Language[] };
}

function person({ people }: Stage, index: number): Actor {
  const found = people[index % people.length];
  if (found === undefined) throw new Error('nobody is there');
  return found;
}

/** Half of the time whoever holds the task, so that something comes of it. */
async function holderOr(stage: Stage, index: number, holder: string | null): Promise<Actor> {
  const holds = stage.people.find((each) => each.id === holder);
  return holds !== undefined && index < 4 ? holds : person(stage, index);
}

function versionsFor(
  stage: Stage,
  {
    sides,
    wording,
    writes,
  }: { sides: 'called' | Language | 'both'; wording: Wording; writes: Language[] },
): { versions: VersionTexts; words: { [L in Language]?: string } } {
  const chosen = sides === 'called' ? writes : sides === 'both' ? languages : [sides];
  const versions: { [L in Language]?: Text } = {};
  const found: { [L in Language]?: string } = {};
  for (const language of chosen) {
    const { text: written, word } = write(language, wording);
    versions[language] = written;
    if (word !== null) found[language] = word;
  }
  return { versions, words: found };
}

/** Only editors may, which the edge asks before the use case is called. */
function needs(actor: Actor, permission: Parameters<typeof may>[1]): void {
  if (!may(actor, permission)) throw new Refusal('forbidden');
}

type Performer<K extends keyof Given> = (
  stage: Stage,
  move: Readonly<Given[K]>,
) => Promise<unknown>;

export const performers: { readonly [K in Exclude<keyof Given, 'job'>]: Performer<K> } = {
  claim: async (stage, move) => stage.desk.claim(person(stage, move.who), (await newest(stage)).id),
  draft: async (stage, move) => {
    const task = await newest(stage);
    const actor = await holderOr(stage, move.who, task.holder);
    const lease = Math.max(1, task.leaseNumber - move.stale);
    const { versions, words } = versionsFor(stage, { ...move, writes: task.writes });
    const present = (await readTask(stage.desk.ctx, actor, task.id)).drafts.find(
      (each) => !each.late,
    );
    const draft = { none: null, right: present?.draft ?? 0, wrong: 99 }[move.counter];
    const saved = saveDraft(stage.desk.ctx, actor, {
      task: task.id,
      lease,
      draft,
      versions,
      segments: {},
    });
    const kept = await saved.then(
      () => true,
      () => false,
    );
    for (const language of languages) {
      const word = words[language];
      // An autosave takes the place of the one before it, also where it has no word of its own.
      if (kept && versions[language] !== undefined) {
        stage.typed.delete(`${task.id} ${lease} ${language}`);
      }
      if (word !== undefined)
        stage.typed.set(kept ? `${task.id} ${lease} ${language}` : word, word);
    }
    return saved;
  },
  submit: async (stage, move) => {
    const task = await newest(stage);
    const actor = await holderOr(stage, move.who, task.holder);
    const lease = Math.max(1, task.leaseNumber - move.stale);
    const { versions, words } = versionsFor(stage, { ...move, writes: task.writes });
    const given = move.fromDraft ? null : versions;
    const heads = (await stage.desk.notice(stage.slug)).head;
    const from: Pair<number> | null = { none: null, heads, first: { en: 1, zh: 1 } }[move.base];
    if (given !== null) for (const word of Object.values(words)) stage.typed.set(word, word);
    return submitTask(stage.desk.ctx, actor, {
      task: task.id,
      lease,
      base: from,
      versions: given,
      message: null,
    });
  },
  review: async (stage, move) => {
    const actor = person(stage, move.who);
    needs(actor, 'task.review');
    return stage.desk.review(actor, (await newest(stage)).id);
  },
  approve: async (stage, move) => {
    const task = await newest(stage);
    const actor = await holderOr(stage, move.who, task.holder);
    needs(actor, 'task.review');
    const lease = Math.max(1, task.leaseNumber - move.stale);
    return approveTask(stage.desk.ctx, actor, { task: task.id, lease });
  },
  return: async (stage, move) => {
    const task = await newest(stage);
    const actor = await holderOr(stage, move.who, task.holder);
    needs(actor, 'task.review');
    const lease = Math.max(1, task.leaseNumber - move.stale);
    return returnTask(stage.desk.ctx, actor, { task: task.id, lease, reason: 'See the figures.' });
  },
  release: async (stage, move) => {
    const task = await newest(stage);
    const actor = await holderOr(stage, move.who, task.holder);
    const lease = Math.max(1, task.leaseNumber - move.stale);
    const anyones = may(actor, 'task.steer');
    return endClaim(stage.desk.ctx, actor, { task: task.id, lease, anyones });
  },
  lapse: async (stage) => lapse(stage.desk, (await newest(stage)).id),
  sweep: (stage) => expireClaims(stage.desk.ctx),
  save: async (stage, move) => {
    const actor = person(stage, move.who);
    needs(actor, 'notice.write');
    const { text: written, word } = write(move.side, move.wording);
    await stage.desk.save(actor, stage.slug, move.side, written);
    if (word !== null) stage.typed.set(word, word);
  },
  saveBoth: async (stage, move) => {
    const actor = person(stage, move.who);
    needs(actor, 'notice.write');
    const [en, zh] = [write('en', move.wording).text, write('zh', move.wording).text];
    await saveBoth(stage.desk, actor, stage.slug, { en, zh });
  },
  confirm: async (stage, move) => {
    const actor = person(stage, move.who);
    needs(actor, 'pair.confirm');
    const { head } = await stage.desk.notice(stage.slug);
    return confirmPair(stage.desk.ctx, actor, { notice: stage.slug, ...head });
  },
  retract: async (stage, move) => {
    const actor = person(stage, move.who);
    needs(actor, 'pair.retract');
    const { syncPoint } = await stage.desk.notice(stage.slug);
    if (syncPoint === null) throw new Refusal('nothing_to_retract');
    return retractPoint(stage.desk.ctx, actor, { notice: stage.slug, syncPoint: syncPoint.id });
  },
  archive: async (stage, move) => {
    const actor = person(stage, move.who);
    needs(actor, 'notice.write');
    const condition = { ifMatch: (await stage.desk.notice(stage.slug)).etag, ifNoneMatch: null };
    const patch = { archived: move.archived };
    return patchNotice(stage.desk.ctx, actor, { notice: stage.slug, patch, condition });
  },
  rename: async (stage, move) => {
    const actor = person(stage, move.who);
    needs(actor, 'notice.write');
    words += 1;
    const condition = { ifMatch: (await stage.desk.notice(stage.slug)).etag, ifNoneMatch: null };
    const patch = { slug: `renamed-${words}-${stage.notice.slice(-6)}` };
    return patchNotice(stage.desk.ctx, actor, { notice: stage.notice, patch, condition });
  },
};
