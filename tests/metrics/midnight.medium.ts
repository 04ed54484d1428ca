import { LawsAnswer } from '@cockpit/contracts';
import { DAYS, type StoryEvent } from './story';
import { House } from './support';

/** A window at work over midnight: what it does belongs to both days, and so do the laws. */
const [first, second, third] = DAYS;
let house: House;

let told = 0;
const event = (type: StoryEvent['type'], day: string, time: string, data: object): StoryEvent => ({
  source: 'feed',
  id: `n-${String(++told)}`,
  type,
  time: Date.parse(`${day}T${time}:00+08:00`),
  data: { hallId: 'H1', ...data },
});
const window = { windowId: 'w1', officerId: 'H1-o1' };
const issued = (ticketId: string, day: string, time: string): StoryEvent =>
  event('hall.ticket.issued', day, time, { ticketId, number: ticketId, queue: 'household', channel: 'walk-in' });
const atWindow = (step: 'called' | 'started' | 'finished', ticketId: string, day: string, time: string): StoryEvent =>
  event(`hall.ticket.${step}`, day, time, { ...window, ticketId, ...(step === 'finished' ? { result: 'done' } : {}) });

beforeAll(async () => {
  house = await House.open();
  await house.post([
    event('hall.window.opened', first, '21:00', { ...window, queues: ['household'] }),
    // served from one day into the next
    issued('t1', first, '21:30'),
    atWindow('called', 't1', first, '23:30'),
    atWindow('started', 't1', first, '23:32'),
    atWindow('finished', 't1', second, '00:40'),
    // of one day, called on the next
    issued('t2', first, '23:50'),
    atWindow('called', 't2', second, '00:45'),
    atWindow('started', 't2', second, '00:46'),
    atWindow('finished', 't2', second, '01:20'),
    event('hall.window.closed', second, '01:30', window),
    issued('t3', third, '09:00'),
  ]);
  await house.settled();
}, 300_000);
afterAll(async () => {
  await house.close();
});

describe('a window open over midnight', () => {
  it('breaks no law on either day', async () => {
    const { items, laws } = LawsAnswer.parse(
      await (await house.get(`/v1/laws?hall=H1&from=${first}&to=${second}`)).json(),
    );
    expect(items.filter(({ state }) => state === 'broken')).toEqual([]);
    expect(laws.find(({ law }) => law === 'busy-service')).toMatchObject({ holds: 2, broken: 0 });
    // each day alone, so that none is excused by what the other lacks
    for (const day of [first, second]) {
      const alone = LawsAnswer.parse(await (await house.get(`/v1/laws?hall=H1&from=${day}&to=${day}`)).json());
      expect(alone.items.filter(({ state }) => state === 'broken')).toEqual([]);
    }
  });
});
