/** An event of an alert; times are hall time, epoch ms. */
export type AlertFact =
  | { readonly kind: 'opened' | 'closed'; readonly at: number }
  | { readonly kind: 'acknowledged' | 'acted'; readonly at: number; readonly by: string };

/** An interval in which somebody has taken the alert, so that it does not escalate. */
export interface Claim {
  readonly kind: 'acknowledged' | 'acting';
  readonly by: string;
  readonly from: number;
  /** Infinity while somebody acts, which ends only with the alert */
  readonly to: number;
}

export interface Course {
  readonly openedAt: number;
  readonly closedAt: number | null;
  readonly claims: readonly Claim[];
}

/**
 * Orders the facts; order and repetition do not change the result. Facts before the opening, after the closing or in the future are
 * ignored.
 * @returns null if the alert has not opened
 */
export function courseOf(facts: readonly AlertFact[], acknowledgedMs: number, now: number): Course | null {
  const past = facts.filter(({ at }) => at <= now);
  const times = (kind: AlertFact['kind']): number[] => past.filter((fact) => fact.kind === kind).map(({ at }) => at);
  const openedAt = Math.min(Infinity, ...times('opened'));
  if (openedAt === Infinity) return null;
  const closedAt = Math.min(Infinity, ...times('closed').filter((at) => at >= openedAt));
  const answers = past
    .flatMap((fact) => (fact.kind === 'acknowledged' || fact.kind === 'acted' ? [fact] : []))
    .filter(({ at }) => at >= openedAt && at < closedAt)
    .sort((a, b) => a.at - b.at || rank(a.kind) - rank(b.kind) || (a.by < b.by ? -1 : 1));
  return {
    openedAt,
    closedAt: closedAt === Infinity ? null : closedAt,
    claims: claimsOf(answers, acknowledgedMs),
  };
}

const rank = (kind: 'acknowledged' | 'acted'): number => (kind === 'acted' ? 1 : 0);

/** Each answer replaces the one before. Acknowledging has no effect once somebody acts. */
function claimsOf(answers: readonly Extract<AlertFact, { by: string }>[], acknowledgedMs: number): Claim[] {
  const claims: Claim[] = [];
  for (const { kind, at, by } of answers) {
    const last = claims.at(-1);
    if (last?.kind === 'acting' && kind === 'acknowledged') continue;
    if (last !== undefined && last.to > at) claims[claims.length - 1] = { ...last, to: at };
    claims.push(
      kind === 'acted'
        ? { kind: 'acting', by, from: at, to: Infinity }
        : { kind: 'acknowledged', by, from: at, to: at + acknowledgedMs },
    );
  }
  return claims.filter(({ from, to }) => from < to);
}
