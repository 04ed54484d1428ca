/** A point of a line of figures; x and y in parts of its box, y from the top. */
export interface SparkSpot {
  readonly x: number;
  readonly y: number;
}

export interface Spark {
  /** runs of known figures beside each other */
  readonly runs: readonly (readonly SparkSpot[])[];
  /** the newest figure, where it is known */
  readonly last: SparkSpot | null;
  /** height of the target, from the top; null: none is set */
  readonly target: number | null;
}

/** Where the figures of a line stand between the least and the most of them and the target; figures that are all the same stand in the middle. */
export function sparkOf(values: readonly (number | null)[], target: number | null): Spark {
  const known = [...values, target].filter((value) => value !== null);
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const y = (value: number): number => (most === least ? 0.5 : 1 - (value - least) / (most - least));
  const spots = values.map((value, at) =>
    value === null ? null : { x: values.length < 2 ? 1 : at / (values.length - 1), y: y(value) },
  );
  const runs: SparkSpot[][] = [];
  spots.forEach((spot, at) => {
    if (spot === null) return;
    const before = spots[at - 1];
    if (before === null || before === undefined) runs.push([spot]);
    else runs.at(-1)?.push(spot);
  });
  return { runs, last: spots.at(-1) ?? null, target: target === null ? null : y(target) };
}
