import { Group, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Dialog } from '../../parts/dialog.tsx';
import type { Language } from '../../../src/core/language.ts';
import type { NoticeDetail } from '../../api/notices.ts';
import { diffQuery } from '../../api/notices.ts';
import { DiffView } from '../../parts/diff-view.tsx';
import { ProblemState, SkeletonRows } from '../../parts/states.tsx';
import { ClassMark } from '../../parts/task-words.tsx';
import { useWords } from '../../words/words.ts';

interface Comparison {
  readonly notice: NoticeDetail;
  readonly language: Language;
  readonly from: number;
  readonly to: number;
  readonly numbers: readonly number[];
  readonly close: () => void;
}

/** Any two revisions of one language, with the words that changed. */
export function CompareRevisions({ notice, language, numbers, close, ...first }: Comparison) {
  const say = useWords('notice');
  const app = useWords('app');
  const [range, setRange] = useState({ from: first.from, to: first.to });
  const read = useQuery(diffQuery(notice.id, language, range));
  const choices = numbers.map(String);
  return (
    <Dialog
      title={say('compare.title', { language: app(`languages.${language}`) })}
      close={close}
      size="xl"
    >
      <Group gap="sm" mb="md" align="flex-end">
        <NativeSelect
          size="xs"
          label={say('compare.from')}
          data={choices}
          value={String(range.from)}
          onChange={({ currentTarget }) =>
            setRange({ ...range, from: Number(currentTarget.value) })
          }
        />
        <NativeSelect
          size="xs"
          label={say('compare.to')}
          data={choices}
          value={String(range.to)}
          onChange={({ currentTarget }) => setRange({ ...range, to: Number(currentTarget.value) })}
        />
        {read.data !== undefined && <ClassMark changeClass={read.data.class} />}
      </Group>
      {read.isLoadingError && <ProblemState error={read.error} />}
      {read.data === undefined && read.error === null && <SkeletonRows rows={4} height={24} />}
      {read.data !== undefined && <DiffView diff={read.data} same={say('compare.same')} />}
    </Dialog>
  );
}
