/** Very many pairs of numbers, without an object for each. */
export interface Pairs { firsts: Int32Array; seconds: Int32Array; count: number }

export const noPairs = (): Pairs => ({ firsts: new Int32Array(1_024), seconds: new Int32Array(1_024), count: 0 });

export function addPair(pairs: Pairs, first: number, second: number): void {
  if (pairs.count === pairs.firsts.length) {
    pairs.firsts = doubled(pairs.firsts);
    pairs.seconds = doubled(pairs.seconds);
  }
  pairs.firsts[pairs.count] = first;
  pairs.seconds[pairs.count] = second;
  pairs.count += 1;
}

function doubled(numbers: Int32Array): Int32Array {
  const more = new Int32Array(numbers.length * 2);
  more.set(numbers);
  return more;
}

/** All second numbers of a first one; the firsts are below `limit`. */
export function secondsOf({ firsts, seconds, count }: Pairs, limit: number): (first: number) => Int32Array {
  const ends = new Int32Array(limit);
  for (const first of firsts.subarray(0, count)) ends[first] = (ends[first] ?? 0) + 1;
  for (let first = 1; first < limit; first += 1) ends[first] = (ends[first] ?? 0) + (ends[first - 1] ?? 0);
  const grouped = new Int32Array(count);
  const begins = ends.slice();
  for (let at = 0; at < count; at += 1) {
    const first = firsts[at] ?? 0;
    const place = (begins[first] ?? 0) - 1;
    begins[first] = place;
    grouped[place] = seconds[at] ?? 0;
  }
  return (first) => grouped.subarray(begins[first], ends[first]);
}
