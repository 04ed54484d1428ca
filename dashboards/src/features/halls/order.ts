import type { HallSummary, NetworkNode } from '@cockpit/contracts';
import { byCrowd, rankOf } from '../network/tree';

/**
 * The halls as they are looked through: trouble first, then the fuller. Between looks a hall moves only when its level
 * becomes another one, not with every person who comes. Twins are for comparison, not for running: they come last.
 * @param before codes in the order in which they stood, once it was known how they are
 */
export function inOrder(
  halls: readonly HallSummary[],
  nodes: ReadonlyMap<string, NetworkNode>,
  before: readonly string[],
): HallSummary[] {
  const place = new Map(before.map((code, at) => [code, at]));
  const rank = ({ code }: HallSummary): number => {
    const node = nodes.get(code);
    return node === undefined ? 0 : rankOf(node);
  };
  const asBefore = (a: HallSummary, b: HallSummary): number | null => {
    const [first, second] = [place.get(a.code), place.get(b.code)];
    return first === undefined || second === undefined ? null : first - second;
  };
  const crowd = (a: HallSummary, b: HallSummary): number => {
    const [first, second] = [nodes.get(a.code), nodes.get(b.code)];
    return first === undefined || second === undefined ? a.code.localeCompare(b.code) : byCrowd(first, second);
  };
  return [...halls].sort(
    (a, b) =>
      Number(a.twinOf !== null) - Number(b.twinOf !== null) || rank(b) - rank(a) || (asBefore(a, b) ?? crowd(a, b)),
  );
}
