/** What happened to an alert; times epoch ms of the hall. */
export type AlertFact =
  | { readonly kind: 'opened' | 'closed'; readonly at: number }
  | { readonly kind: 'acknowledged' | 'acted'; readonly at: number; readonly by: string };

/** A time during which somebody has it: nothing climbs. */
export interface Claim {
  readonly kind: 'acknowledged' | 'acting';
  readonly by: string;
  readonly from: number;
  /** Infinity while somebody acts: that ends with the alert */
  readonly to: number;
}

export interface Course {
  readonly openedAt: number;
  readonly closedAt: number | null;
  readonly claims: readonly Claim[];
}

/**
 * Puts facts in order: the same facts in any order, and more than once, say the same. What happened before the alert opened or after it closed, and
 * what has not happened yet, says nothing.
 * @returns null when it has not opened
 */
export function courseOf(facts: readonly AlertFact[], acknowledgedMs: number, now: number): Course | null {
  const known = facts.filter(({ at }) => at <= now);
  const times = (kind: AlertFact['kind']): number[] => known.filter((fact) => fact.kind === kind).map(({ at }) => at);
  const openedAt = Math.min(Infinity, ...times('opened'));
  if (openedAt === Infinity) return null;
  const closedAt = Math.min(Infinity, ...times('closed').filter((at) => at >= openedAt));
  const answers = known
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

/** Whoever answers next takes it over. Once somebody acts, acknowledging it says nothing new. */
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
