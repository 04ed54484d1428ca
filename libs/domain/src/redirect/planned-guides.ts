/** Minutes before something planned begins from which it counts as under way: nothing else may take its place any more. */
export const BOOKED_AHEAD_MIN = 15;

/** Items guided by a plan now or about to be, by index, with the end of that. One reading for the benchmark and the product. */
export function guidesUnderWay(
  planned: readonly { readonly item: number; readonly fromMin: number; readonly untilMin: number }[],
  nowMin: number,
): ReadonlyMap<number, number> {
  const active = new Map<number, number>();
  for (const { item, fromMin, untilMin } of planned) {
    if (fromMin > nowMin + BOOKED_AHEAD_MIN || nowMin >= untilMin) continue;
    active.set(item, Math.max(untilMin, active.get(item) ?? 0));
  }
  return active;
}
