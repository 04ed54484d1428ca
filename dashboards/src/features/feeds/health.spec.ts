import type { SourceHealth } from '@cockpit/contracts';
import { byTrouble, MARK_OF_FEED, skewOf, feedStateOf, wholePercent } from './health';

const source = (
  name: string,
  state: SourceHealth['state'],
  over: { expectedNow?: boolean; jumped?: boolean; received?: number; rejected?: number } = {},
): SourceHealth =>
  ({
    name,
    state,
    expectedNow: over.expectedNow ?? null,
    rejections: {
      jumped: over.jumped ?? false,
      recent: { received: over.received ?? 0, rejected: over.rejected ?? 0, share: null },
    },
  }) as SourceHealth;

describe('sources', () => {
  it('in trouble come first; one that is quiet as usual is in none', () => {
    const list = [
      source('calm', 'live'),
      source('night', 'silent', { expectedNow: false }),
      source('gone', 'silent', { expectedNow: true }),
      source('slow', 'stale'),
      source('bad', 'live', { jumped: true }),
    ];
    expect(byTrouble(list).map(({ name }) => name)).toEqual(['bad', 'gone', 'slow', 'calm', 'night']);
  });

  it('are called silent or late only where something is expected of them now', () => {
    for (const state of ['silent', 'stale'] as const) {
      const shown = [true, false, null].map((expectedNow) => feedStateOf({ ...source('one', state), expectedNow }));
      expect(shown).toEqual([state, 'quiet', state]);
    }
    expect(feedStateOf(source('one', 'live', { expectedNow: false }))).toBe('live');
    expect(MARK_OF_FEED.quiet).not.toBe(MARK_OF_FEED.silent);
  });

  it('are never called well while everything they bring is rejected', () => {
    for (const state of ['live', 'stale', 'silent', 'never'] as const) {
      for (const received of [1, 3, 400]) {
        const shown = feedStateOf(source('one', state, { received, rejected: received }));
        expect(['live', 'stale']).not.toContain(shown);
        expect(['idle', 'normal']).not.toContain(MARK_OF_FEED[shown]);
      }
    }
    expect(feedStateOf(source('one', 'live', { received: 3, rejected: 2 }))).toBe('live');
    expect(feedStateOf(source('one', 'live'))).toBe('live');
  });

  it('have a clock that is fast, slow, right, or of another day', () => {
    expect(skewOf(90_000)).toEqual({ key: 'skewFast', value: 1, unit: 'minute', past: false });
    expect(skewOf(-3 * 86_400_000)).toMatchObject({ key: 'skewSlow', value: 3, unit: 'day', past: true });
    expect([skewOf(500).key, skewOf(null).key]).toEqual(['skewNone', 'skewNone']);
  });

  it('are complete only when nothing is missing', () => {
    expect([1, 0.9999, 0.5, 0.0001, 0].map(wholePercent)).toEqual([100, 99, 50, 1, 0]);
  });
});
