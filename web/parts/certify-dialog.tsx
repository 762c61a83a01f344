import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../words/words.ts';
import { Dialog } from './dialog.tsx';

/**
 * Asks before both texts are certified as they are although something is written in their task: it would be in
 * neither of them.
 */
export function CertifyDialog({
  goOn,
  certify,
  close,
}: {
  /** Where what is written becomes part of the text. */
  goOn: { readonly label: string; readonly run: () => void };
  certify: () => Promise<void>;
  close: () => void;
}) {
  const say = useWords('app');
  const [isRunning, setRunning] = useState(false);
  return (
    <Dialog title={say('certify.title')} close={close} closeLabel={say('certify.cancel')}>
      <Stack>
        <Text size="sm">{say('certify.text')}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {say('certify.cancel')}
          </Button>
          <Button
            variant="default"
            loading={isRunning}
            onClick={() => {
              setRunning(true);
              void certify().finally(close);
            }}
          >
            {say('certify.without')}
          </Button>
          <Button
            data-autofocus
            onClick={() => {
              close();
              goOn.run();
            }}
          >
            {goOn.label}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
