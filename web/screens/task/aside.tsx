import { Button } from '@mantine/core';
import type { TaskDetail } from '../../api/tasks.ts';
import { toast } from '../../notify/toast.tsx';
import { useFormats } from '../../words/format.ts';
import { useWords } from '../../words/words.ts';
import { Comments } from './comments.tsx';
import type { DraftKeeper } from './draft-keeper.ts';
import classes from './task.module.css';

/** Beside the sentences: what is said about them, and texts that were kept. */
export function Aside({
  task,
  keeper,
  isEditable,
  comment,
}: {
  task: TaskDetail;
  keeper: DraftKeeper | null;
  isEditable: boolean;
  comment: { readonly current: HTMLTextAreaElement | null };
}) {
  return (
    <aside className={classes.aside}>
      {keeper !== null && <LateDrafts task={task} keeper={keeper} isEditable={isEditable} />}
      <Comments task={task} field={comment} />
    </aside>
  );
}

/** Texts that came when their writer's claim had ended: kept, to be taken over. */
function LateDrafts({
  task,
  keeper,
  isEditable,
}: {
  task: TaskDetail;
  keeper: DraftKeeper;
  isEditable: boolean;
}) {
  const say = useWords('task');
  const { relative } = useFormats();
  const late = task.drafts.filter((draft) => draft.late && Object.keys(draft.segments).length > 0);
  if (late.length === 0) return null;
  return (
    <section aria-label={say('kept.title')}>
      <h2 className={classes.asideTitle}>{say('kept.title')}</h2>
      <ul className={classes.lateList}>
        {late.map((draft) => (
          <li key={`${draft.author.id} ${draft.savedAt}`}>
            <span>
              {say('kept.late', {
                count: Object.keys(draft.segments).length,
                name: draft.author.name,
                when: relative(draft.savedAt),
              })}
            </span>
            <details>
              <summary>{say('kept.read')}</summary>
              {Object.entries(draft.segments).map(([id, text]) => (
                <p key={id}>{text}</p>
              ))}
            </details>
            {isEditable && (
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => {
                  const before = Object.fromEntries(
                    Object.keys(draft.segments).map((id) => [id, keeper.text(id) ?? '']),
                  );
                  keeper.take(draft.segments);
                  toast(say('kept.taken'), { run: () => keeper.take(before) });
                }}
              >
                {say('kept.take')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
