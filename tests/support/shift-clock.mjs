/*
 * Loaded by `node --import`: this process's calendar clock runs CLOCK_SHIFT_MS ahead (or behind), as that of a
 * machine whose time is wrong. Timers and `performance.now()` go on as they are, as they do there.
 */
const shift = Number(process.env.CLOCK_SHIFT_MS);
const Real = globalThis.Date;

globalThis.Date = class Date extends Real {
  constructor(...values) {
    if (values.length === 0) super(Real.now() + shift);
    else super(...values);
  }

  static now() {
    return Real.now() + shift;
  }
};
