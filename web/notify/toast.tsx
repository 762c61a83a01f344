import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { messageOf } from '../api/problem.ts';
import { sayApp } from '../words/words.ts';

interface Offer {
  readonly label?: string;
  readonly run: () => void;
}

const briefMs = 6_000;
/** Who has to find “undo” with a screen reader needs longer than who has to read a line. */
const offerMs = 12_000;

/** Says at the edge of the screen that something was done; with `undo`, offers to take it back. */
export function toast(message: string, undo?: Offer): void {
  const id = notifications.show({
    message:
      undo === undefined ? message : <Offered message={message} offer={undo} hide={() => hide()} />,
    autoClose: undo === undefined ? briefMs : offerMs,
    withBorder: true,
    closeButtonProps: { 'aria-label': sayApp('close') },
    role: 'status',
  });
  const hide = (): void => {
    notifications.hide(id);
  };
}

/** Says that something was refused, in the refusal's own words, with the way on where there is one. */
export function toastProblem(error: unknown, wayOn?: Offer): void {
  const message = messageOf(error);
  const id = notifications.show({
    message:
      wayOn === undefined ? (
        message
      ) : (
        <Offered message={message} offer={wayOn} hide={() => hide()} />
      ),
    autoClose: offerMs,
    color: 'red',
    withBorder: true,
    closeButtonProps: { 'aria-label': sayApp('close') },
    role: 'alert',
  });
  const hide = (): void => {
    notifications.hide(id);
  };
}

function Offered({ message, offer, hide }: { message: string; offer: Offer; hide: () => void }) {
  return (
    <Group justify="space-between" wrap="nowrap" gap="sm">
      <Text size="sm">{message}</Text>
      <Button
        size="compact-sm"
        variant="subtle"
        onClick={() => {
          hide();
          offer.run();
        }}
      >
        {offer.label ?? sayApp('undo')}
      </Button>
    </Group>
  );
}
