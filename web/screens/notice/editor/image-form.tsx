import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { NodeSelection } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { useState } from 'react';
import { Dialog } from '../../../parts/dialog.tsx';
import { imageAddress } from '../../../../src/core/document/links.ts';
import { useWords } from '../../../words/words.ts';
import { schema } from './schema.ts';

const { picture, image, figure } = schema.nodes;

/** A picture with the words that stand for it; without them it is not put in. */
export function ImageForm({ view, close }: { view: EditorView; close: () => void }) {
  const say = useWords('notice');
  const [typed, setTyped] = useState(() => presentImage(view));
  const isWrong = typed.src.trim() !== '' && imageAddress(typed.src.trim()) === null;
  const isWhole = typed.src.trim() !== '' && !isWrong && typed.alt.trim() !== '';
  return (
    <Dialog title={say('editor.imageForm.title')} close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          putIn(view, { src: imageAddress(typed.src.trim()) ?? '', alt: typed.alt.trim() });
          close();
        }}
      >
        <Stack gap="sm">
          <TextInput
            data-autofocus
            label={say('editor.imageForm.address')}
            description={say('editor.imageForm.addressHelp')}
            error={isWrong && say('editor.imageForm.refused')}
            value={typed.src}
            onChange={({ currentTarget }) => setTyped({ ...typed, src: currentTarget.value })}
          />
          <Textarea
            required
            autosize
            minRows={2}
            label={say('editor.imageForm.alt')}
            description={say('editor.imageForm.altHelp')}
            value={typed.alt}
            onChange={({ currentTarget }) => setTyped({ ...typed, alt: currentTarget.value })}
          />
          <Group justify="flex-end">
            <Button size="xs" type="submit" disabled={!isWhole}>
              {say('editor.imageForm.set')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

interface Image {
  readonly src: string;
  readonly alt: string;
}

function selectedImage(view: EditorView): NodeSelection | null {
  const { selection } = view.state;
  if (!(selection instanceof NodeSelection)) return null;
  return selection.node.type === picture || selection.node.type === image ? selection : null;
}

function presentImage(view: EditorView): Image {
  const attributes = selectedImage(view)?.node.attrs ?? {};
  return { src: String(attributes['src'] ?? ''), alt: String(attributes['alt'] ?? '') };
}

/** Changes the picture that is selected, or puts a new one in. */
function putIn(view: EditorView, { src, alt }: Image): void {
  const { tr } = view.state;
  const selected = selectedImage(view);
  if (selected !== null) {
    tr.setNodeMarkup(selected.from, null, { ...selected.node.attrs, src, alt });
  } else {
    tr.replaceSelectionWith(figure.create(null, picture.create({ src, alt })));
  }
  view.dispatch(tr.scrollIntoView());
}
