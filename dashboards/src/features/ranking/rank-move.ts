/**
 * Numbers as they are shown, rounded so that they add up to the rounded whole: those that lie furthest from their rounding give way (largest
 * remainder). What is read in a table can be added up again.
 * @param digits decimals that are shown
 */
export function roundedToAddUp(parts: readonly number[], digits: number): number[] {
  const unit = 10 ** digits;
  const scaled = parts.map((part) => part * unit);
  const floors = scaled.map((part) => Math.floor(part + 1e-9));
  const whole = Math.round(scaled.reduce((sum, part) => sum + part, 0));
  let rest = whole - floors.reduce((sum, part) => sum + part, 0);
  const byRemainder = scaled
    .map((part, i) => ({ i, left: part - (floors[i] ?? 0) }))
    .sort((a, b) => b.left - a.left || a.i - b.i);
  for (const { i } of byRemainder) {
    if (rest <= 0) break;
    floors[i] = (floors[i] ?? 0) + 1;
    rest -= 1;
  }
  // no minus before a nothing
  return floors.map((part) => part / unit + 0);
}

/** `+1.5`, `−2`, `0`, with a real minus sign. */
export const signed = (value: number, text = String(Math.abs(value))): string =>
  value > 0 ? `+${text}` : value < 0 ? `−${text}` : '0';
