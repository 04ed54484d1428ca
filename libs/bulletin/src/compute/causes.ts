import { message, type BulletinParagraph, type BulletinSection, type MetricKey } from '@cockpit/contracts';
import type { Figure } from './figure-book';
import type { Grounds } from './grounds';
import { byServiceLevel, intervalOf } from './ranking';

/** Maximum number of named halls. */
const MAX_NAMED = 3;
/** A hall with fewer called visitors is not named because its mean is mostly chance. */
const MIN_CALLED = 30;
const CAUSES = [
  ['bulletin.cause-volume', 'arrivals'],
  ['bulletin.cause-occupancy', 'occupancy'],
  ['bulletin.cause-service', 'service_time'],
  ['bulletin.cause-idle', 'idle_while_waiting'],
] as const satisfies readonly (readonly [string, MetricKey])[];

/** The section on changed waits: both periods side by side. It does not claim how much each cause contributed. */
export async function causes(grounds: Grounds): Promise<BulletinSection> {
  const { book, span, before } = grounds;
  const [now, then] = await Promise.all([book.whole('wait_mean', span), book.whole('wait_mean', before)]);
  const section = { key: 'causes', title: message('bulletin.causes', {}), tables: [], charts: [] } as const;
  if (now.value === null || then.value === null)
    return { ...empty(section), paragraphs: [{ key: 'not-compared', words: message('bulletin.not-compared', {}) }] };
  const both = { now: book.inline(now), before: book.inline(then) };
  const paragraphs: BulletinParagraph[] = [
    {
      key: 'change',
      words: message(directionOf(now, then), both),
    },
  ];
  for (const [code, metric] of CAUSES) {
    const pair = await Promise.all([book.whole(metric, span), book.whole(metric, before)]);
    if (pair.some(({ value }) => value === null)) continue;
    paragraphs.push({ key: metric, words: message(code, { now: book.inline(pair[0]), before: book.inline(pair[1]) }) });
  }
  return { ...empty(section), paragraphs: [...paragraphs, ...(await risen(grounds))] };
}

/** Compares printed digits, so that equal texts count as unchanged. */
const directionOf = (now: Figure, then: Figure) =>
  now.text === then.text
    ? 'bulletin.alike'
    : (now.value ?? 0) > (then.value ?? 0)
      ? 'bulletin.longer'
      : 'bulletin.shorter';

const empty = ({ key, title }: Pick<BulletinSection, 'key' | 'title'>) => ({ key, title, tables: [], charts: [] });

/** The halls whose mean wait rose most. */
async function risen({ book, span, before, nameOf }: Grounds): Promise<BulletinParagraph[]> {
  const then = new Map((await book.parts('wait_mean', before, 'hall')).map((figure) => [figure.part, figure]));
  const pairs = (await book.parts('wait_mean', span, 'hall')).flatMap((now) => {
    const earlier = then.get(now.part);
    if (earlier === undefined || !isSignificant(now) || !isSignificant(earlier)) return [];
    const rise = (now.value ?? 0) - (earlier.value ?? 0);
    return rise > 0 ? [{ now, earlier, rise }] : [];
  });
  return pairs
    .sort((a, b) => b.rise - a.rise)
    .slice(0, MAX_NAMED)
    .map(({ now, earlier }) => ({
      key: `hall-${now.part}`,
      words: message('bulletin.cause-hall', {
        hall: nameOf(now.part),
        now: book.inline(now),
        before: book.inline(earlier),
      }),
    }));
}

const isSignificant = ({ value, denominator }: Figure): boolean => value !== null && (denominator ?? 0) >= MIN_CALLED;

/** The section of halls that improved significantly: the intervals of both periods do not overlap. */
export async function practice(grounds: Grounds): Promise<BulletinSection> {
  const { book, before, span, nameOf } = grounds;
  const then = new Map((await byServiceLevel(grounds, before)).map((figure) => [figure.part, figure]));
  const better = (await byServiceLevel(grounds, span)).flatMap((now) => {
    const earlier = then.get(now.part);
    const [low, high] = [intervalOf(now)?.low, earlier && intervalOf(earlier)?.high];
    return earlier === undefined || low === undefined || high === undefined || low <= high ? [] : [{ now, earlier }];
  });
  const paragraphs = better
    .sort((a, b) => gain(b) - gain(a))
    .slice(0, MAX_NAMED)
    .map(({ now, earlier }) => ({
      key: `better-${now.part}`,
      words: message('bulletin.better', {
        hall: nameOf(now.part),
        now: book.inline(now),
        before: book.inline(earlier),
      }),
    }));
  return {
    ...empty({ key: 'practice', title: message('bulletin.practice', {}) }),
    paragraphs:
      paragraphs.length > 0 ? paragraphs : [{ key: 'nobody-better', words: message('bulletin.nobody-better', {}) }],
  };
}

const gain = ({ now, earlier }: { now: Figure; earlier: Figure }): number => (now.value ?? 0) - (earlier.value ?? 0);
