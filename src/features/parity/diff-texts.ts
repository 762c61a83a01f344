import type { Language } from '../../core/language.ts';
import type { EngineContext } from './read-report.ts';

type Text = string | { title?: string | undefined; summary?: string | undefined; body: string };

/** A diff of any two texts of one language; nothing is stored. */
export async function diffTexts(
  { engine }: Pick<EngineContext, 'engine'>,
  input: {
    language: Language;
    before: Text;
    after: Text;
    format: 'html' | 'markdown' | 'text';
  },
) {
  const read = (text: Text, path: string) => engine.loose(looseOf(text, input.format), path);
  const before = await read(input.before, 'before');
  const after = await read(input.after, 'after');
  const diff = await engine.diff({
    language: input.language,
    before: before.content,
    after: after.content,
  });
  const warnings = [...before.warnings, ...after.warnings];
  return {
    language: input.language,
    class: diff.class,
    before: diff.before.map((segment) => segment.text),
    after: diff.after.map((segment) => segment.text),
    segments: diff.segments,
    ...(warnings.length === 0 ? {} : { warnings }),
  };
}

function looseOf(text: Text, format: 'html' | 'markdown' | 'text') {
  return { ...(typeof text === 'string' ? { body: text } : text), format };
}
