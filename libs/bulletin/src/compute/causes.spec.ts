import type { BulletinDocument } from '@cockpit/contracts';
import { NOTHING_KNOWN, bulletinFixture } from '../files/files.fixture';
import type { AskMetric } from './figure-book';

/** A mean wait of so many seconds in this week, which begins on 16 November, and in the week before. */
const waiting =
  (now: number, before: number): AskMetric =>
  async (metric, question) => ({
    ...(await NOTHING_KNOWN(metric, question)),
    value: question.from < '2026-11-16' ? before : now,
    numerator: 400,
    denominator: 400,
  });

const changeOf = ({ sections }: BulletinDocument): string | undefined =>
  sections.flatMap(({ paragraphs }) => paragraphs).find(({ key }) => key === 'change')?.words.code;

describe('what a bulletin says of waits beside the period before', () => {
  it.each([
    [744, 672, 'bulletin.longer'],
    [672, 744, 'bulletin.shorter'],
    // both are printed as 12.4 minutes
    [745, 744, 'bulletin.alike'],
    [744, 744, 'bulletin.alike'],
  ])('of %d seconds after %d: %s', async (now, before, code) => {
    expect(changeOf((await bulletinFixture(waiting(now, before))).document)).toBe(code);
  });
});
