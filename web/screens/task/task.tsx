import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { modeOf } from '../../../src/core/task-mode.ts';
import { useSelf } from '../../api/session.ts';
import type { TaskDetail } from '../../api/tasks.ts';
import { taskQuery } from '../../api/tasks.ts';
import { ProblemState, SkeletonRows } from '../../parts/states.tsx';
import { Desk } from './desk.tsx';
import { TaskHead } from './head.tsx';
import { useAdvancing } from './movement.ts';
import { Review } from './review.tsx';
import { pairInView, useWorkpiece } from './workpiece.ts';

const route = getRouteApi('/tasks/$id');

/** A task: what it asks of the person who looks, by its status and kind. */
export function TaskScreen() {
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(taskQuery(id));
  if (data === undefined) {
    return error === null ? (
      <SkeletonRows rows={8} height={64} />
    ) : (
      <ProblemState error={error} retry={() => void refetch()} />
    );
  }
  return <TaskBody key={id} task={data} />;
}

/** What a holder saves is told to nobody: who reads along asks. */
const readAlongMs = 3_000;

function TaskBody({ task: read }: { task: TaskDetail }) {
  const self = useSelf();
  const isRead = read.status === 'claimed' && modeOf(read, self) === 'watch';
  useQuery({ ...taskQuery(read.id), refetchInterval: isRead ? readAlongMs : false });
  const advancing = useAdvancing(read, modeOf(read, self) === 'work');
  const task = advancing.task ?? read;
  const mode = modeOf(task, self);
  const text = useWorkpiece(task, pairInView(task));
  if (advancing.task === null || text.shown === null) {
    return (
      <>
        <TaskHead task={task} mode={mode} />
        {text.error === null ? (
          <SkeletonRows rows={8} height={64} />
        ) : (
          <ProblemState error={text.error} retry={text.retry} />
        )}
      </>
    );
  }
  const shown = { task, mode, text, piece: text.shown.piece, pair: text.shown.pair };
  const isSubmitted = task.status === 'submitted' || task.status === 'in_review';
  return isSubmitted && task.submission !== null ? (
    <Review key={task.submission.number} {...shown} />
  ) : (
    <Desk {...shown} advancing={advancing} />
  );
}
