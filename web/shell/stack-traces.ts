/**
 * React makes some errors while its code first runs, to throw them later. Where a debugger watches (the tools of
 * a browser, Lighthouse, Playwright) V8 then reads the whole of the workbench's code again, for their stack
 * traces: 300 of 1,600 ms at a quarter of a processor, which no reader has. To be imported before React.
 */
const errors: { stackTraceLimit?: number } = Error;
const { stackTraceLimit } = errors;
delete errors.stackTraceLimit;

/** From now on, errors have their stack traces: to be called when all code is there. */
export function traceErrors(): void {
  if (stackTraceLimit !== undefined) errors.stackTraceLimit = stackTraceLimit;
}
