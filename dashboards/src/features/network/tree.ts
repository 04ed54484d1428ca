import type { Level, NetworkNode, NetworkPulse } from '@cockpit/contracts';

export interface Row {
  node: NetworkNode;
  depth: number;
}

const RANK: Record<Level, number> = { overloaded: 3, busy: 2, normal: 1, unknown: 0 };

/** Nobody has been heard there, or nobody for long: its load is not known. */
export const isQuiet = ({ pulse }: Pick<NetworkNode, 'pulse'>): boolean =>
  pulse === null || pulse.feed === 'silent' || pulse.feed === 'never';

export const worstOf = (levels: readonly Level[]): Level =>
  levels.reduce<Level>((worst, level) => (RANK[level] > RANK[worst] ? level : worst), 'unknown');

/** What a place shows of itself: its own load, or that of everything beneath it. */
export const levelOf = (node: NetworkNode): Level => {
  if (node.served) return isQuiet(node) ? 'unknown' : (node.pulse?.level ?? 'unknown');
  return node.sum?.level ?? 'unknown';
};

/** People who wait at one place, as far as anybody knows. */
export const waitingAt = (node: NetworkNode): number =>
  node.served && !isQuiet(node) ? (node.pulse?.waiting ?? 0) : 0;

/** Open warnings of a place: its own, or where nothing watches it, of everything beneath it; null where nobody knows. */
export const warningsOf = (node: NetworkNode): NetworkPulse['warnings'] | null =>
  (node.served ? node.pulse : (node.sum ?? node.pulse))?.warnings ?? null;

/** How much is warned of at a place without windows: it has no level to tell. */
export const alarmOf = (node: NetworkNode): 'red' | 'yellow' | null => {
  const warnings = node.served || node.tier === 'department' ? null : warningsOf(node);
  if (warnings === null) return null;
  return warnings.red > 0 ? 'red' : warnings.yellow > 0 ? 'yellow' : null;
};
const alarm = (node: NetworkNode): number => ({ red: 2, yellow: 1, none: 0 })[alarmOf(node) ?? 'none'];

/** How much trouble a place is in: more is worse. */
export const rankOf = (node: NetworkNode): number => RANK[levelOf(node)];

const weight = (node: NetworkNode): number => (node.sum ? 100 : 0) + (node.served ? 10 : 0) + rankOf(node);

/** Of two at the same level the fuller one is the worse. */
export const byCrowd = (a: NetworkNode, b: NetworkNode): number =>
  waitingAt(b) - waitingAt(a) || (b.sum?.waiting ?? 0) - (a.sum?.waiting ?? 0) || a.code.localeCompare(b.code);

/** Each place under the one above it; among brothers those with people before those without, trouble on top, then the fuller. */
export function rowsOf(nodes: readonly NetworkNode[]): Row[] {
  const beneath = (parent: string | null, depth: number): Row[] =>
    nodes
      .filter((node) => node.parent === parent)
      .sort((a, b) => weight(b) - weight(a) || alarm(b) - alarm(a) || byCrowd(a, b))
      .flatMap((node) => [{ node, depth }, ...beneath(node.code, depth + 1)]);
  return beneath(null, 0);
}

/** In the order in which labels are to find room on the map: trouble first, then halls, then points. */
export const byWeight = (nodes: readonly NetworkNode[]): NetworkNode[] =>
  [...nodes].sort(
    (a, b) => Number(b.served) - Number(a.served) || rankOf(b) - rankOf(a) || alarm(b) - alarm(a) || byCrowd(a, b),
  );
