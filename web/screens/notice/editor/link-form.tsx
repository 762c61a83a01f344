import { Button, Group, TextInput } from '@mantine/core';
import type { EditorView } from 'prosemirror-view';
import { useState } from 'react';
import { Dialog } from '../../../parts/dialog.tsx';
import { linkAddress } from '../../../../src/core/document/links.ts';
import { useWords } from '../../../words/words.ts';
import { schema } from './schema.ts';

const { link } = schema.marks;

/** The address of the link at the selection; where nothing is selected, the address is its text too. */
export function LinkForm({ view, close }: { view: EditorView; close: () => void }) {
  const say = useWords('notice');
  const [address, setAddress] = useState(() => presentAddress(view));
  const isWrong = address.trim() !== '' && linkAddress(address.trim()) === null;
  const set = (): void => {
    const href = linkAddress(address.trim());
    if (href === null) return;
    applyLink(view, href);
    close();
  };
  return (
    <Dialog title={say('editor.linkForm.title')} close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          set();
        }}
      >
        <TextInput
          data-autofocus
          label={say('editor.linkForm.address')}
          description={say('editor.linkForm.addressHelp')}
          error={isWrong && say('editor.linkForm.refused')}
          value={address}
          onChange={({ currentTarget }) => setAddress(currentTarget.value)}
        />
        <Group justify="flex-end" mt="md" gap="xs">
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              applyLink(view, null);
              close();
            }}
          >
            {say('editor.linkForm.remove')}
          </Button>
          <Button size="xs" type="submit" disabled={address.trim() === '' || isWrong}>
            {say('editor.linkForm.set')}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}

function presentAddress(view: EditorView): string {
  const found = link.isInSet(view.state.selection.$from.marks());
  return typeof found?.attrs['href'] === 'string' ? found.attrs['href'] : '';
}

/** Sets or (null) removes the link over the selection, or over the link in which the cursor stands. */
function applyLink(view: EditorView, href: string | null): void {
  const { state } = view;
  const { tr } = state;
  const { from, to, empty } = state.selection;
  const range = empty ? linkAround(view) : { from, to };
  if (range !== null) tr.removeMark(range.from, range.to, link);
  if (href !== null) {
    const mark = link.create({ href });
    if (range === null) tr.insert(from, state.schema.text(href, [mark]));
    else tr.addMark(range.from, range.to, mark);
  }
  view.dispatch(tr);
}

function linkAround(view: EditorView): { from: number; to: number } | null {
  const { $from } = view.state.selection;
  const found = link.isInSet($from.marks());
  if (found === undefined) return null;
  let range: { from: number; to: number } | null = null;
  $from.parent.forEach((node, offset) => {
    const at = $from.start() + offset;
    if (!found.isInSet(node.marks)) return;
    if (at <= $from.pos && at + node.nodeSize >= $from.pos) {
      range = { from: at, to: at + node.nodeSize };
    }
  });
  return range;
}
