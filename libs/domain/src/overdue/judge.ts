export interface Judged {
  /** predicted probability */
  readonly predicted: number;
  /** whether it happened */
  readonly observed: boolean;
}

export interface Verdict {
  readonly n: number;
  /** probability that a matter that missed ranks above one that did not; null if only one kind occurred */
  readonly auc: number | null;
  readonly brier: number | null;
  /** tenths by predicted probability, lowest first */
  readonly deciles: readonly { predicted: number; observed: number; n: number }[];
}

/** Discrimination (AUC, ties count half) and calibration of predicted probabilities. */
export function judge(answers: readonly Judged[]): Verdict {
  const sorted = [...answers].sort((a, b) => a.predicted - b.predicted);
  const n = sorted.length;
  const missed = sorted.filter((a) => a.observed).length;
  const brier = n === 0 ? null : sorted.reduce((sum, a) => sum + (a.predicted - Number(a.observed)) ** 2, 0) / n;
  return { n, auc: areaUnderCurve(sorted, missed), brier, deciles: n === 0 ? [] : deciles(sorted) };
}

function areaUnderCurve(sorted: readonly Judged[], missed: number): number | null {
  const n = sorted.length;
  if (missed === 0 || missed === n) return null;
  let ranks = 0;
  for (let i = 0; i < n;) {
    let j = i;
    let hits = 0;
    for (; j < n && sorted[j]?.predicted === sorted[i]?.predicted; j++) hits += Number(sorted[j]?.observed);
    ranks += ((i + j + 1) / 2) * hits;
    i = j;
  }
  return (ranks - (missed * (missed + 1)) / 2) / (missed * (n - missed));
}

function deciles(sorted: readonly Judged[]): Verdict['deciles'] {
  return Array.from({ length: 10 }, (_, k) =>
    sorted.slice(Math.floor((k * sorted.length) / 10), Math.floor(((k + 1) * sorted.length) / 10)),
  )
    .filter((part) => part.length > 0)
    .map((part) => ({
      predicted: part.reduce((sum, a) => sum + a.predicted, 0) / part.length,
      observed: part.filter((a) => a.observed).length / part.length,
      n: part.length,
    }));
}
