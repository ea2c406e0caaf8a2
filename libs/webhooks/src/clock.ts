/** Time as the engine sees it: the database's, and so many ms later. Only tests shift it, to see days pass in seconds. */
export interface Clock { shiftMs: number }

/** The SQL of this moment; `parameter` is the number of the parameter with `shiftMs`. A stable function, so an index can be asked with it. */
export const moment = (parameter: number): string => `(now() + $${parameter}::float8 * interval '1 ms')`;
