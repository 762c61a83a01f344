/** A notice whose slug is another today. */
export interface Moved {
  readonly noticeId: string;
  readonly movedTo: string;
}

/** Thrown out of a rendering, so that only answers are kept. */
export class MovedAway extends Error {
  readonly moved: Moved;

  constructor(moved: Moved) {
    super('moved');
    this.moved = moved;
  }
}
