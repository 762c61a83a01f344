/** What the demonstration prints: plain words, with colour on a terminal alone. */
export interface Screen {
  /** A heading: the next thing that happens. */
  step(title: string): void;
  /** One fact that was checked. */
  say(line: string): void;
  /** A text, indented under its label. */
  text(label: string, text: string): void;
  /** An edit word by word. */
  edits(label: string, edits: readonly Edit[]): void;
  fail(line: string): void;
  readonly checks: number;
}

export interface Edit {
  readonly op: 'keep' | 'insert' | 'delete';
  readonly text: string;
}

const reset = '\u001b[0m';
const styles = {
  bold: '\u001b[1m',
  dim: '\u001b[2m',
  red: '\u001b[31m',
  green: '\u001b[32m',
} as const;

/** Without colour, insertions are {+so+} and deletions [-so-]. */
export function openScreen(stream: NodeJS.WriteStream): Screen {
  const colour = stream.isTTY && process.env['NO_COLOR'] === undefined;
  const paint = (style: keyof typeof styles, text: string): string =>
    colour ? `${styles[style]}${text}${reset}` : text;
  const print = (line: string): void => void stream.write(`${line}\n`);
  const label = (name: string): string => paint('dim', name.padEnd(14));
  let steps = 0;
  let checks = 0;
  return {
    step: (title) => {
      steps += 1;
      print(`\n${paint('bold', `${steps}. ${title}`)}`);
    },
    say: (line) => {
      checks += 1;
      print(`   ${paint('green', '✓')} ${line}`);
    },
    text: (name, text) => print(`     ${label(name)} ${text}`),
    edits: (name, edits) => {
      const shown = edits.map(({ op, text }) => {
        if (op === 'keep') return text;
        if (op === 'insert') return paint('green', colour ? text : `{+${text}+}`);
        return paint('red', colour ? text : `[-${text}-]`);
      });
      print(`     ${label(name)} ${shown.join('')}`);
    },
    fail: (line) => print(`   ${paint('red', '✗')} ${line}`),
    get checks() {
      return checks;
    },
  };
}
