import { changesAmong, message, part, type BulletinParagraph, type MetricKey } from '@cockpit/contracts';
import type { Grounds } from './grounds';

/** Since when a figure of the bulletin is made in another way: the change lies within the period, or between it and what it stands beside. */
export function redefined(
  metrics: readonly MetricKey[],
  { span, before, yearBefore }: Pick<Grounds, 'span' | 'before' | 'yearBefore'>,
): BulletinParagraph[] {
  const days = [span, before, yearBefore].flatMap(({ from, to }) => [from, to]);
  return metrics.flatMap((metric) =>
    changesAmong(metric, days).map(({ since, kind, earlier }) => ({
      key: `redefined-${metric}-${since}`,
      words: message(`bulletin.redefined-${earlier}`, {
        metric: part(`metric.${metric}`, {}),
        ...{ since, what: part(`definition.${kind}`, {}) },
      }),
    })),
  );
}
