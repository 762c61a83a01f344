/** Drawn on a grid of 16, in the colour of the text beside them; never the only bearer of a meaning. */
const paths = {
  inbox: 'M2 9.5 4 3.5h8l2 6v3H2zM2 9.5h3.5l1 1.5h3l1-1.5H14',
  notices: 'M4 2h6l2.5 2.5V14H4zM10 2v2.5h2.5M6 7.5h4.5M6 10.5h4.5',
  board: 'M2.5 2.5h3v11h-3zM6.5 2.5h3v7h-3zM10.5 2.5h3v9h-3z',
  compare: 'M2 3h5v10H2zM9 3h5v10H9zM4 6h1M4 8h1M11 6h1M11 8h1',
  admin:
    'M8 5.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM8 1.5v2M8 12.5v2M1.5 8h2M12.5 8h2M3.4 3.4l1.4 1.4M11.2 11.2l1.4 1.4M3.4 12.6l1.4-1.4M11.2 4.8l1.4-1.4',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.5 10.5 14 14',
  translate:
    'M2 4h7M5.5 2v2M7.5 4c-.6 2.6-2.4 4.6-5 6M3.5 6.5c1 1.8 2.5 3 4.5 3.7M8.5 14l3-7.5 3 7.5M9.5 11.8h4',
  update: 'M13 5.5A5.5 5.5 0 0 0 3 6M3 2.5V6h3.5M3 10.5A5.5 5.5 0 0 0 13 10M13 13.5V10H9.5',
  reconcile: 'M4 2.5v4c0 2 4 2 4 4.5v2.5M12 2.5v4c0 2-4 2-4 4.5M2 4.5l2-2 2 2M10 4.5l2-2 2 2',
  verify: 'M2.5 8.5 6 12l7.5-8',
  review:
    'M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4z',
  clock: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 4.5V8l2.5 1.5',
  due: 'M2.5 3.5h11v10h-11zM2.5 6.5h11M5.5 2v3M10.5 2v3',
  eye: 'M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4z',
  mention:
    'M8 5.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM10.5 5.5v3.5c0 2 3.5 2 3.5-1a6 6 0 1 0-2.5 4.9',
  sun: 'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1 1M12 12l1 1M3 13l1-1M12 4l1-1',
  moon: 'M13.5 9.5A6 6 0 0 1 6.5 2.5a6 6 0 1 0 7 7z',
  auto: 'M2 3h12v8H2zM6 14h4M8 11v3',
  person:
    'M8 2.5a2.750 2.750 0 1 0 0 5.5 2.750 2.750 0 0 0 0-5.5zM2.5 14c.5-3 2.7-4.5 5.5-4.5s5 1.5 5.5 4.5',
  check: 'M3 8.5 6.5 12 13 4.5',
  close: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  right: 'M6 3.5 10.5 8 6 12.5',
  down: 'M3.5 6 8 10.5 12.5 6',
  left: 'M10 3.5 5.5 8 10 12.5',
  arrow: 'M2.5 8h11M9.5 4l4 4-4 4',
  plus: 'M8 3v10M3 8h10',
  warning: 'M8 2 14.5 13.5h-13zM8 6.5V10M8 11.8v.2',
  error: 'M5.5 2h5L14 5.5v5L10.5 14h-5L2 10.5v-5zM5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4',
  hint: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 7.5V11M8 5v.2',
  comment: 'M2.5 3h11v8H7l-3 2.5V11H2.5z',
  keyboard: 'M1.5 4h13v8h-13zM4 6.5h.1M6.5 6.5h.1M9 6.5h.1M11.5 6.5h.1M4 9.5h8',
  redo: 'M10.5 3l3 3-3 3M13.5 6h-7a4 4 0 0 0 0 8H9',
  undo: 'M5.5 3 2.5 6l3 3M2.5 6h7a4 4 0 0 1 0 8H7',
  edit: 'M10.5 2.5l3 3-8 8h-3v-3zM9 4l3 3',
  history: 'M2.5 8a5.5 5.5 0 1 0 2-4.2M2.5 2.5v2.8h2.8M8 5v3.3l2.2 1.3',
  link: 'M6.5 9.5l3-3M7 4.5l1.5-1.5a3 3 0 0 1 4.5 4.5L11.5 9M9 11.5 7.5 13A3 3 0 0 1 3 8.5L4.5 7',
  image: 'M2 3h12v10H2zM2 11l3.5-4 3 3 2-2L14 11M10.5 5.5h.1',
  table: 'M2 3h12v10H2zM2 6.5h12M2 9.8h12M6.5 3v10',
  bullets: 'M2.5 4h.1M2.5 8h.1M2.5 12h.1M5.5 4H14M5.5 8H14M5.5 12H14',
  numbers: 'M2 3.2l1.2-.7v4M1.8 10c.3-1.2 2-1 2 .2 0 .9-2 1.5-2 2.6h2.2M6.5 4.5H14M6.5 11.5H14',
  above: 'M2 5l6 7.5M8 5l-6 7.5M10.5 3.2c.4-1.4 3-1.2 3 .4 0 1.2-3 2-3 3.4h3.2',
  below: 'M2 3.5l6 7.5M8 3.5l-6 7.5M10.5 9.2c.4-1.4 3-1.2 3 .4 0 1.2-3 2-3 3.4h3.2',
  filter: 'M2 3.5h12M4 8h8M6.5 12.5h3',
  more: 'M3.5 8h.1M8 8h.1M12.5 8h.1',
  offline:
    'M2 2l12 12M3 7a7.5 7.5 0 0 1 3-1.8M13 7a7.5 7.5 0 0 0-4-2.2M5.5 9.8a4 4 0 0 1 2.5-.9M8 12.5v.1',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  );
}

/** Two half-discs of jade that make one ring: what the name says. */
export function Logo({ size = 22 }: { size?: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true" focusable="false">
      <path fill="#1b7a5a" d="M14.5 2.1a14 14 0 0 0 0 27.8v-8.2a6 6 0 0 1 0-11.4z" />
      <path fill="#3fa27c" d="M17.5 2.1a14 14 0 0 1 0 27.8v-8.2a6 6 0 0 0 0-11.4z" />
    </svg>
  );
}
