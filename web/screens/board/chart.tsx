import { axisRoom, linePath, placeIn, scaleOf } from '../../../src/core/chart.ts';
import type { Frame } from '../../../src/core/chart.ts';
import { useFormats } from '../../words/format.ts';
import { useWords } from '../../words/words.ts';
import classes from './chart.module.css';

interface Series {
  readonly name: string;
  /** One for each start; null: nothing was measured. */
  readonly values: readonly (number | null)[];
}

interface ChartProps {
  readonly label: string;
  /** First day of each slot. */
  readonly starts: readonly string[];
  readonly series: readonly Series[];
  readonly kind: 'line' | 'bars';
  /** Counts: the scale has whole steps. */
  readonly whole?: boolean;
}

/** The whole drawing: all charts are as large, however much room their axes take. */
const drawing = { width: 336, height: 141 };
const [top, bottom] = [9, 22];

/** A small chart, with the same figures as a table under it for whoever does not see it. */
export function Chart(props: ChartProps) {
  const { label, starts, series, whole = false } = props;
  const { number, date } = useFormats();
  const scale = scaleOf(
    series.flatMap(({ values }) => values),
    whole,
  );
  const last = starts.length - 1;
  const left = axisRoom(scale.ticks.map((tick) => number(tick)));
  const frame = { width: drawing.width - left, height: drawing.height - top - bottom };
  return (
    <figure className={classes.chart}>
      <svg viewBox={`0 0 ${drawing.width} ${drawing.height}`} aria-hidden="true" focusable="false">
        {scale.ticks.map((tick) => {
          const y = top + placeIn(frame, { at: 0, of: 1, value: tick, top: scale.top }).y;
          return (
            <g key={tick}>
              <line className={classes.grid} x1={left} x2={left + frame.width} y1={y} y2={y} />
              <text className={classes.tick} x={left - 6} y={y + 4} textAnchor="end">
                {number(tick)}
              </text>
            </g>
          );
        })}
        <g transform={`translate(${left} ${top})`}>
          <Marks {...props} frame={frame} most={scale.top} />
        </g>
        <text className={classes.tick} x={left} y={top + frame.height + 17}>
          {date(starts[0] ?? '')}
        </text>
        <text
          className={classes.tick}
          x={left + frame.width}
          y={top + frame.height + 17}
          textAnchor="end"
        >
          {date(starts[last] ?? '')}
        </text>
      </svg>
      {series.length > 1 && (
        <figcaption className={classes.legend}>
          {series.map(({ name }, k) => (
            <span key={name} data-series={k}>
              {name}
            </span>
          ))}
        </figcaption>
      )}
      <Figures label={label} starts={starts} series={series} />
    </figure>
  );
}

function Marks({ series, kind, starts, frame, most }: ChartProps & { frame: Frame; most: number }) {
  const { number, date } = useFormats();
  const slot = frame.width / Math.max(1, starts.length);
  const width = (slot * 0.76) / series.length;
  return series.map(({ name, values }, k) => (
    <g key={name} data-series={k} className={classes.series}>
      {kind === 'line' && <path className={classes.line} d={linePath(frame, values, most)} />}
      {values.map((value, at) => {
        if (value === null) return null;
        const { x, y } = placeIn(frame, { at, of: values.length, value, top: most });
        const title = `${date(starts[at] ?? '')}: ${number(Math.round(value * 10) / 10)}`;
        return kind === 'line' ? (
          <circle key={starts[at]} className={classes.point} cx={x} cy={y} r={2}>
            <title>{title}</title>
          </circle>
        ) : (
          <rect
            key={starts[at]}
            x={x - slot * 0.38 + k * width}
            y={y}
            width={width}
            height={frame.height - y}
          >
            <title>{title}</title>
          </rect>
        );
      })}
    </g>
  ));
}

function Figures({ label, starts, series }: Pick<ChartProps, 'label' | 'starts' | 'series'>) {
  const say = useWords('board');
  const { number, date } = useFormats();
  return (
    <details className={classes.figures}>
      <summary>{say('figures')}</summary>
      <div className={classes.scroll} tabIndex={0} role="group" aria-label={label}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say('from')}</th>
              {series.map(({ name }) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {starts.map((start, at) => (
              <tr key={start}>
                <th scope="row">{date(start)}</th>
                {series.map(({ name, values }) => {
                  const value = values[at] ?? null;
                  return (
                    <td key={name}>{value === null ? '–' : number(Math.round(value * 10) / 10)}</td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
