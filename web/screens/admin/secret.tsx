import { Button, Group, Text, TextInput } from '@mantine/core';
import { Dialog } from '../../parts/dialog.tsx';
import { toast } from '../../notify/toast.tsx';
import { useWords } from '../../words/words.ts';

/** A secret that is shown this once. */
export function Secret({
  title,
  secret,
  close,
}: {
  title: string;
  secret: string;
  close: () => void;
}) {
  const say = useWords('admin');
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(secret);
      toast(say('secret.copied'));
    } catch {
      toast(say('secret.notCopied'));
    }
  };
  return (
    <Dialog title={title} close={close} closeOnClickOutside={false}>
      <Text size="sm" mb="sm">
        {say('secret.once')}
      </Text>
      <TextInput
        readOnly
        data-autofocus
        label={title}
        value={secret}
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
      <Group justify="flex-end" mt="md">
        <Button size="xs" variant="default" onClick={() => void copy()}>
          {say('secret.copy')}
        </Button>
        <Button size="xs" onClick={close}>
          {say('secret.done')}
        </Button>
      </Group>
    </Dialog>
  );
}
