/** A scale from 0 to a round number that holds all values, with round steps. */
export interface Scale {
  readonly top: number;
  readonly ticks: readonly number[];
}

const roundSteps = [1, 2, 2.5, 5, 10];
/** What is smaller is shown as nothing: powers of ten of the smallest numbers are none any more. */
const smallest = 1e-6;

/**
 * @param values null: nothing was measured
 * @param whole whether steps have to be whole numbers, as of counts
 */
export function scaleOf(values: readonly (number | null)[], whole: boolean): Scale {
  const most = Math.max(0, ...values.flatMap((value) => value ?? []));
  const rough = most < smallest ? 1 : most / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (roundSteps.find((one) => one * power >= rough) ?? 10) * power;
  const used = whole ? Math.max(1, Math.ceil(step)) : step;
  const count = Math.max(1, Math.ceil(most / used - 1e-9));
  const ticks = Array.from({ length: count + 1 }, (_, k) => Number((k * used).toPrecision(12)));
  return { top: ticks.at(-1) ?? used, ticks };
}

/** What a figure of the axis takes at most of the drawing's width, in its units, with the figures drawn at 12.5. */
const figureWidth = 7.5;

/** How much room the axis needs beside the drawing, so that its longest label is not cut. */
export function axisRoom(labels: readonly string[]): number {
  return Math.ceil(Math.max(3, ...labels.map((label) => label.length)) * figureWidth) + 12;
}

export interface Frame {
  readonly width: number;
  readonly height: number;
}

/** Where a value stands in the frame: x in the middle of its slot, y from the top. */
export function placeIn(
  { width, height }: Frame,
  { at, of, value, top }: { at: number; of: number; value: number; top: number },
): { x: number; y: number } {
  return { x: ((at + 0.5) * width) / of, y: height - (value / top) * height };
}

/** The line through all values, as an SVG path; it breaks where nothing was measured. */
export function linePath(frame: Frame, values: readonly (number | null)[], top: number): string {
  let isDown = false;
  return values
    .flatMap((value, at) => {
      if (value === null) {
        isDown = false;
        return [];
      }
      const { x, y } = placeIn(frame, { at, of: values.length, value, top });
      const letter = isDown ? 'L' : 'M';
      isDown = true;
      return [`${letter}${x.toFixed(1)} ${y.toFixed(1)}`];
    })
    .join('');
}
