export interface Stamped<T> {
  items: readonly T[];
  /** device time at which it was had */ at: number;
}

/** Two views of the same things by id: of a thing in both, the one seen later stands; things in only one are kept. */
export function laterOf<T extends { id: string }>(a: Stamped<T>, b: Stamped<T>): T[] {
  const [older, later] = a.at <= b.at ? [a, b] : [b, a];
  return [...new Map([...older.items, ...later.items].map((item) => [item.id, item])).values()];
}
