export interface Stamped<T> {
  items: readonly T[];
  /** device time at which it was had */ at: number;
}

/** Several views of the same things by id: of a thing in more than one, the one seen last stands; things in only one are kept. */
export function laterOf<T extends { id: string }>(views: readonly Stamped<T>[]): T[] {
  const inTurn = [...views].sort((a, b) => a.at - b.at);
  return [...new Map(inTurn.flatMap(({ items }) => items.map((item) => [item.id, item]))).values()];
}
