import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { quoteRecording } from './predict-events';
import { readRecording, type Recording } from './predict-recording';

const FILE = join(__dirname, '../../../shared/data/anonymous-bank/calls-1999-02.ndjson.gz');
const FIRST = Date.parse('1999-02-14T00:00:00+02:00');
const FROM = Date.parse('1999-02-21T00:00:00+02:00');
const LAST = Date.parse('1999-02-23T00:00:00+02:00');

const there = existsSync(FILE);
if (!there) console.warn(`left out: ${FILE} is not there`);

/** A real place that only tells of tickets, where no window ever says whether somebody is at it. */
(there ? describe : describe.skip)('quotes without window reports', () => {
  it('are better than people ahead × recent rate for those who find somebody waiting', async () => {
    const all = await readRecording(FILE);
    const recording: Recording = {
      ...all,
      halls: new Map(
        [...all.halls].map(([hall, events]) => [
          hall,
          events.filter(({ event }) => event.time >= FIRST && event.time < LAST),
        ]),
      ),
    };
    const { ahead, tickets } = quoteRecording(
      recording,
      () => FROM,
      () => undefined,
    );
    expect(ahead?.n).toBeGreaterThan(700);
    expect(ahead?.maeMin).toBeLessThan(ahead?.ruleMaeMin ?? 0);
    expect(ahead?.p90Coverage).toBeGreaterThan(0.85);
    expect(tickets?.p90Coverage).toBeGreaterThan(0.86);
  }, 180_000);
});
