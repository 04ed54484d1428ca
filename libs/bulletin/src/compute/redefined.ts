import { changesAmong, message, part, type BulletinParagraph, type MetricKey } from '@cockpit/contracts';
import type { Grounds } from './grounds';

/** Paragraphs on metrics whose definition changed within the period or between it and the compared periods. */
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
        since,
        what: part(`definition.${kind}`, {}),
      }),
    })),
  );
}
