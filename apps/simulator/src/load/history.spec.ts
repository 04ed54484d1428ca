import type { IngestAnswer } from '@cockpit/contracts';
import { dayClasses } from '@cockpit/domain';
import type { OutgoingEvent } from '@cockpit/importing';
import { SIMULATED } from '../halls';
import { Memory } from '../memory';
import { demonstrationNetwork } from '../network';
import { loadHistory } from './history';

const network = demonstrationNetwork({ asOf: '2026-11-16' });
const halls = SIMULATED.filter(({ code }) => code !== 'H42');

async function load(memory: Memory, stopAfter = Infinity, days = 7): Promise<OutgoingEvent[]> {
  const sent: OutgoingEvent[] = [];
  const post = (events: readonly OutgoingEvent[]): Promise<IngestAnswer> => {
    if (sent.length >= stopAfter) return Promise.reject(new Error('killed'));
    sent.push(...events);
    return Promise.resolve({ accepted: events.length, rejected: [] });
  };
  const options = {
    network,
    halls,
    before: '2026-11-16',
    days,
    memory,
    save: () => undefined,
    door: { post },
    classes: dayClasses([{ year: 2026, days: [{ date: '2026-11-11', name: '节', isOffDay: true }] }]),
    progress: () => undefined,
  };
  await loadHistory(options).catch((error: unknown) => {
    if (!(error instanceof Error) || error.message !== 'killed') throw error;
  });
  return sent;
}

describe('the past of the demonstration', () => {
  it('leaves out nights, weekends and holidays, and is not sent twice', async () => {
    const memory = Memory.parse({ url: 'http://cockpit' });
    const sent = await load(memory);
    const days = new Set(
      sent
        .filter(({ type }) => !type.startsWith('hall.booking.'))
        .map(({ time, data }) => `${String(data['hallId'])} ${time.slice(0, 10)}`),
    );
    const expected = ['2026-11-09', '2026-11-10', '2026-11-12', '2026-11-13'].flatMap((day) =>
      ['H08', 'H32', 'H32-T'].map((hall) => `${hall} ${day}`),
    );
    expect([...days].sort()).toEqual([...expected, 'H08 2026-11-14'].sort());
    expect(await load(memory)).toEqual([]);
  });

  it('cut off anywhere, goes on with the same ids and misses nothing', async () => {
    const whole = new Set(
      (await load(Memory.parse({ url: 'x' }), Infinity, 3)).map(({ source, id }) => `${source} ${id}`),
    );
    const memory = Memory.parse({ url: 'x' });
    const first = await load(memory, 9000, 3);
    const second = await load(memory, Infinity, 3);
    const both = new Set([...first, ...second].map(({ source, id }) => `${source} ${id}`));
    expect(both).toEqual(whole);
  });
});
