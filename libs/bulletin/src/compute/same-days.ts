import {
  COMPARED_WITH,
  message,
  part,
  type BulletinParagraph,
  type ComparedWith,
  type DaysMatched,
  type Part,
} from '@cockpit/contracts';
import type { Grounds } from './grounds';

/** Maximum number of printed ranges. */
const RANGES = 3;
const NONE = { before: 'bulletin.same-days-none-before', year: 'bulletin.same-days-none-year' } as const;
const CODES = { before: 'bulletin.same-days-before', year: 'bulletin.same-days-year' } as const;

/**
 * Period-on-period (环比) and year-on-year (同比) comparisons of matched days: the ranges, their number and the figures.
 */
export async function sameDays({ book, compared }: Grounds): Promise<BulletinParagraph[]> {
  const paragraphOf = async (against: ComparedWith): Promise<BulletinParagraph> => {
    const [arrivalsCompared, waitsCompared] = await Promise.all([
      compared('arrivals', against),
      compared('wait_mean', against),
    ]);
    const { known, matched, ranges, unpublished } = arrivalsCompared.days;
    const key = `same-days-${against}`;
    if (matched === 0) return { key, words: message(NONE[against], { known }) };
    const [arrivals, waits] = [book.sides(arrivalsCompared), book.sides(waitsCompared)];
    return {
      key,
      words: message(CODES[against], {
        known,
        matched,
        days: daysOf(ranges),
        now: book.inline(arrivals.now),
        then: book.inline(arrivals.then),
        wait: book.inline(waits.now),
        waitThen: book.inline(waits.then),
        guess: unpublished.length === 0 ? '' : part('bulletin.same-days-guess', { years: unpublished.join(', ') }),
      }),
    };
  };
  return Promise.all(COMPARED_WITH.map(paragraphOf));
}

/** The first ranges of both sides, in the same order. */
function daysOf(ranges: DaysMatched['ranges']): Part {
  const shown = ranges.slice(0, RANGES);
  return part(ranges.length > RANGES ? 'bulletin.same-days-first' : 'bulletin.same-days-ranges', {
    days: shown.map(({ from, to }) => span(from, to)),
    others: shown.map(({ otherFrom, otherTo }) => span(otherFrom, otherTo)),
  });
}

const span = (from: string, to: string): string => (from === to ? from : `${from}–${to}`);
