import type { LiveFeed, OrganisationDoc } from '@cockpit/contracts';
import { HallClock, clockShown, heardKey } from './hall-clock';
import { smallOrganisation } from './testing';

const WALL = Date.parse('2026-11-21T10:00:00+08:00');
const FED = Date.parse('2026-03-05T23:30:00+08:00');
const STORED = Date.parse('2026-03-05T23:10:00+08:00');

type Feed = Pick<LiveFeed, 'lastEventAt'>;

const spoke: Feed = { lastEventAt: '2026-03-05T23:30:00+08:00' };
const silent: Feed = { lastEventAt: null };

const snapshotOf = (feeds: readonly Feed[], clock: 'wall' | 'feed' = 'feed'): string =>
  clockShown({ now: new Date(FED).toISOString(), clock, feeds: [...feeds] });

interface Given {
  snapshot?: string;
  stored?: Record<string, number>;
  doc?: OrganisationDoc | null;
}

function clockOf({ snapshot, stored = {}, doc = fedHall() }: Given): HallClock {
  const clock = new HallClock(
    {
      get: (key) =>
        Promise.resolve((key === heardKey('A') ? (stored['A'] === undefined ? null : '1') : snapshot) ?? null),
    },
    { now: () => WALL },
    { document: () => Promise.resolve(doc) },
  );
  clock.tell((hall, source) => Promise.resolve(stored[source ?? hall] ?? null));
  return clock;
}

function fedHall(primarySource?: string): OrganisationDoc {
  const doc = smallOrganisation();
  if (doc.halls[0] !== undefined)
    Object.assign(doc.halls[0], { clock: 'feed', ...(primarySource === undefined ? {} : { primarySource }) });
  return doc;
}

const hallOf = (doc: OrganisationDoc): OrganisationDoc['halls'][number] => {
  const [hall] = doc.halls;
  if (hall === undefined) throw new Error('no hall');
  return hall;
};

describe('the clock of a hall', () => {
  it('is what the snapshot shows once a feed has spoken', async () => {
    const clock = clockOf({ snapshot: snapshotOf([silent, spoke]), stored: { A: STORED } });
    expect(await clock.now('A')).toBe(FED);
    expect(await clock.reached(hallOf(fedHall()))).toBe(FED);
    expect(await clock.today(hallOf(fedHall()))).toBe('2026-03-05');
  });

  it.each([
    ['Redis was emptied', undefined],
    ['no feed has spoken yet', snapshotOf([silent])],
    ['the snapshot cannot be read', '{"now":"yesterday"}'],
    ['the snapshot is no snapshot', '{}'],
  ])('is the latest event that was stored when %s, never the wall clock', async (_, snapshot) => {
    const clock = clockOf({ stored: { A: STORED }, ...(snapshot === undefined ? {} : { snapshot }) });
    expect(await clock.now('A')).toBe(STORED);
    expect(await clock.when('A', undefined)).toBe(STORED);
    expect(await clock.reached(hallOf(fedHall()))).toBe(STORED);
    expect(await clock.today(hallOf(fedHall()))).toBe('2026-03-05');
    expect(await clock.earliestToday(fedHall().halls)).toBe('2026-03-05');
  });

  it('goes by the source that leads the hall, where that has said anything', async () => {
    const doc = fedHall('queues');
    expect(await clockOf({ doc, stored: { A: STORED, queues: FED } }).now('A')).toBe(FED);
    expect(await clockOf({ doc, stored: { A: STORED } }).now('A')).toBe(STORED);
  });

  it('says that nothing was ever heard, and then goes by the wall for people', async () => {
    const clock = clockOf({});
    expect(await clock.reached(hallOf(fedHall()))).toBeNull();
    expect([await clock.now('A'), await clock.when('A', new Date(FED))]).toEqual([WALL, WALL]);
    expect(await clock.today(hallOf(fedHall()))).toBe('2026-11-21');
  });

  it('believes that nothing was heard no longer than until the first event is stored', async () => {
    const stored: Record<string, number> = {};
    const clock = clockOf({ stored });
    expect(await clock.now('A')).toBe(WALL);
    stored['A'] = STORED;
    expect(await clock.now('A')).toBe(STORED);
  });

  it('does not ask the store again and again for what was never heard, and trusts no silence for longer than half a minute', async () => {
    let [asked, wall] = [0, WALL];
    let latest: number | null = null;
    const clock = new HallClock(
      { get: () => Promise.resolve(null) },
      { now: () => wall },
      { document: () => Promise.resolve(fedHall()) },
    );
    clock.tell(() => {
      asked += 1;
      return Promise.resolve(latest);
    });
    for (let i = 0; i < 5; i++) expect(await clock.reached(hallOf(fedHall()))).toBeNull();
    expect(asked).toBe(1);
    // stored by somebody who has not said so
    latest = STORED;
    wall += 30_000;
    expect(await clock.reached(hallOf(fedHall()))).toBe(STORED);
  });

  it('goes by the wall where the organisation says so, whatever an older snapshot shows', async () => {
    const clock = clockOf({ snapshot: snapshotOf([spoke]), stored: { A: STORED }, doc: smallOrganisation() });
    expect([await clock.now('A'), await clock.when('A', new Date(FED))]).toEqual([WALL, WALL]);
    expect(await clock.reached(hallOf(smallOrganisation()))).toBeNull();
  });

  it('is for what belongs to no hall that of the halls that live by their feeds', async () => {
    const { halls } = fedHall();
    const office = { ...hallOf(smallOrganisation()), code: 'O', queues: [], windows: [] };
    expect(await clockOf({ snapshot: snapshotOf([spoke]) }).ofMost([office, ...halls])).toBe(FED);
    expect(await clockOf({}).ofMost([office, ...halls])).toBe(WALL);
  });

  it('goes by the snapshot in a hall the organisation does not have', async () => {
    expect(await clockOf({ snapshot: snapshotOf([spoke]), doc: null }).now('A')).toBe(FED);
    expect(await clockOf({ snapshot: snapshotOf([spoke], 'wall'), doc: null }).now('A')).toBe(WALL);
    expect(await clockOf({ doc: null }).now('A')).toBe(WALL);
  });

  it('believes what people say of a fed hall within a quarter of an hour', async () => {
    const clock = clockOf({ snapshot: snapshotOf([spoke]) });
    const said = new Date(FED + 14 * 60_000);
    expect(await clock.when('A', said)).toBe(said.getTime());
    await expect(clock.when('A', new Date(FED + 16 * 60_000))).rejects.toMatchObject({ code: 'implausible-time' });
  });
});
