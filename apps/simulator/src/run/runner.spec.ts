import type { IngestAnswer, LedAway, PlanAsk, PlanGuides, Prompt, PromptState } from '@cockpit/contracts';
import type { OutgoingEvent } from '@cockpit/sources';
import { STANDARD } from '@cockpit/domain';
import { CockpitError } from '../cockpit';
import { hallPlan, SIMULATED, type SimulatedHall } from '../halls';
import { demonstrationNetwork } from '../network';
import { ShiftLead } from './lead';
import { PlanFollowers } from './plan-followers';
import { HallRunner, type Obeyed } from './runner';

const network = demonstrationNetwork({ asOf: '2026-11-16' });
const LATEST = 900;
const zone = 'Asia/Shanghai';

function plan(code: string) {
  const hall = SIMULATED.find((one: SimulatedHall) => one.code === code);
  const found = hall && hallPlan(network, hall, '2026-11-16');
  if (!found) throw new Error(`no ${code}`);
  return found;
}

/** Keeps what was sent under its identity, as the cockpit's door does. */
class Ledger {
  readonly events = new Map<string, OutgoingEvent>();
  sent = 0;

  post(events: readonly OutgoingEvent[]): Promise<IngestAnswer> {
    for (const event of events) {
      const known = this.events.get(event.id);
      if (known && JSON.stringify(known) !== JSON.stringify(event))
        throw new Error(`${event.id} says something else the second time`);
      this.events.set(event.id, event);
      this.sent += 1;
    }
    return Promise.resolve({ accepted: events.length, rejected: [] });
  }
}

/** Prompts as the cockpit lists them: shown until answered, accepted from then on. */
const LIVE: readonly PromptState[] = ['shown', 'accepted', 'carried-out'];

class Board {
  readonly answers: [string, string][] = [];
  /** what a plan that was sent orders */
  asks: PlanAsk[] = [];
  guides: PlanGuides['items'] = [];
  readonly received: string[] = [];
  constructor(private readonly prompts: Prompt[] = []) {}

  all(): Prompt[] {
    return this.prompts;
  }
}

function cockpit(board: Board) {
  const set = (id: string, state: PromptState): Promise<unknown> => {
    const prompt = board.all().find((one) => one.id === id);
    if (prompt) prompt.state = state;
    board.answers.push([id, state]);
    return Promise.resolve(null);
  };
  return {
    planGuides: () => Promise.resolve({ madeAt: '2026-11-16T08:30:00+08:00', items: board.guides }),
    planOrders: () => Promise.resolve({ madeAt: '2026-11-16T08:30:00+08:00', items: board.asks }),
    receivePlan: (_: string, __: string, windowId: string) => {
      const ask = board.asks.find((one) => one.windowId === windowId);
      if (ask?.said !== null) return Promise.reject(new CockpitError(409, 'order-over'));
      ask.said = 'received';
      return Promise.resolve(board.received.push(windowId));
    },
    prompts: (hall: string, state: PromptState | 'live') =>
      Promise.resolve(
        board.all().filter((p) => p.hall === hall && (state === 'live' ? LIVE.includes(p.state) : p.state === state)),
      ),
    accept: (id: string) => set(id, 'accepted'),
    decline: (id: string) => set(id, 'declined'),
  };
}

const prompt = (id: string, windowId: string, queues: string[], state: PromptState = 'accepted'): Prompt => ({
  id,
  hall: 'H32',
  kind: 'link',
  windowId,
  queues,
  state,
  why: '',
  confidence: 'high',
  predicted: {},
  gainMin: 1,
  decidedAt: '2026-11-16T10:00:00+08:00',
  expiresAt: '2026-11-16T10:03:00+08:00',
  ordinal: 1,
});

const runner = (ledger: Ledger, journal: Obeyed[], board = new Board(), lead?: ShiftLead) =>
  new HallRunner({
    plan: plan('H32'),
    zone,
    door: ledger,
    cockpit: cockpit(board),
    followers: new PlanFollowers(plan('H32'), 0),
    lead,
    journal,
    save: () => undefined,
    warn: () => undefined,
  });

describe('a hall beside the cockpit', () => {
  const links = ['H32-W01', 'H32-W04', 'H32-W07', 'H32-W12'].map((id, i) =>
    prompt(`p${String(i)}`, id, ['household', 'exit-entry', 'traffic', 'order']),
  );

  it('killed in the middle of a day goes on as if nothing had been: same events, same ids, no gap', async () => {
    const undisturbed = new Ledger();
    const journal: Obeyed[] = [];
    const whole = runner(undisturbed, journal, new Board(links));
    await whole.advanceTo(100.37);
    await whole.listen();
    await whole.advanceTo(200.81);
    await whole.advanceTo(LATEST);

    const disturbed = new Ledger();
    const kept: Obeyed[] = [];
    const first = runner(disturbed, kept, new Board(links));
    await first.advanceTo(100.37);
    await first.listen();
    await first.advanceTo(101.9);
    // Killed here; the file says minute 100, and the orders obeyed at 100.37.
    const second = runner(disturbed, structuredClone(kept), new Board(links));
    second.resume(100);
    await second.advanceTo(180.5);
    const third = runner(disturbed, structuredClone(kept), new Board(links));
    third.resume(180);
    await third.advanceTo(LATEST);

    expect(journal).toHaveLength(4);
    expect(kept).toEqual(journal);
    expect([...disturbed.events.keys()].length).toBe(undisturbed.events.size);
    for (const [id, event] of undisturbed.events) expect(disturbed.events.get(id)).toEqual(event);
  });

  it('obeys each accepted prompt once', async () => {
    const ledger = new Ledger();
    const journal: Obeyed[] = [];
    const hall = runner(ledger, journal, new Board(links));
    await hall.advanceTo(60);
    await hall.listen();
    await hall.listen();
    await hall.advanceTo(LATEST);
    const assigned = [...ledger.events.values()]
      .filter(({ type }) => type === 'hall.window.assigned')
      .map(({ data }) => data['promptId']);
    expect(assigned.sort()).toEqual(['p0', 'p1', 'p2', 'p3']);
  });

  it('does what a plan that was sent orders, each at its time and once, also when it is killed in between', async () => {
    const { names, windows } = plan('H32');
    const at = (minute: number): string => new Date(names.opening + minute * 60_000).toISOString();
    const ask = (windowId: string, changes: PlanAsk['changes'], said: PlanAsk['said'] = null): PlanAsk => ({
      windowId,
      number: windowId,
      changes,
      said,
      by: null,
      at: null,
      reason: null,
    });
    const link = (from: number) => ({
      kind: 'link' as const,
      from: at(from),
      until: at(540),
      queues: ['exit-entry'],
      names: ['出入境'],
    });
    const board = new Board();
    board.asks = [
      ask('H32-W01', [link(0)]),
      ask('H32-W02', [link(120)], 'received'),
      ask('H32-W03', [link(0)], 'cannot'),
      ask('H32-W04', [{ kind: 'break', from: at(130), until: at(145), was: at(90) }]),
    ];
    const ledger = new Ledger();
    const journal: Obeyed[] = [];
    const first = runner(ledger, journal, board);
    for (const minute of [-3, 2, 30, 60]) {
      await first.advanceTo(minute);
      await first.listen();
    }
    const second = runner(ledger, structuredClone(journal), board);
    second.resume(60);
    for (const minute of [90, 119, 121, 200]) {
      await second.advanceTo(minute);
      await second.listen();
    }
    const said = [...ledger.events.values()];
    const own = windows.find(({ id }) => id === 'H32-W01')?.queues ?? [];
    const assigned = said.filter(({ type }) => type === 'hall.window.assigned');
    // said once, also by whoever was told again after the restart; what was answered before is left alone
    expect(board.received.toSorted()).toEqual(['H32-W01', 'H32-W04']);
    expect(assigned.map(({ data }) => [data['windowId'], data['promptId']]).sort()).toEqual([
      ['H32-W01', undefined],
      ['H32-W02', undefined],
    ]);
    expect(assigned.find(({ data }) => data['windowId'] === 'H32-W01')?.data['queues']).toEqual(
      expect.arrayContaining([...own, 'exit-entry']),
    );
    const minuteOf = (time: string): number => (Date.parse(time) - names.opening) / 60_000;
    const linked = assigned.find(({ data }) => data['windowId'] === 'H32-W02');
    expect(minuteOf(linked?.time ?? '')).toBeGreaterThanOrEqual(120);
    // the break of the morning begins when it was moved to, as soon as the window is free
    const rested = said.filter(({ type, data }) => type === 'hall.window.paused' && data['windowId'] === 'H32-W04');
    const breaks = rested.filter(({ data }) => data['reason'] === 'break').map(({ time }) => minuteOf(time));
    expect(breaks[0]).toBeGreaterThanOrEqual(130);
    expect(breaks[0]).toBeLessThan(160);
  });

  it('leaves undone what its guides do not follow, and has the rest confirmed', async () => {
    const journal: Obeyed[] = [];
    const confirmed: string[] = [];
    const hall = new HallRunner({
      plan: plan('H32'),
      zone,
      door: new Ledger(),
      cockpit: cockpit(new Board([prompt('left', 'H32-W01', ['traffic']), prompt('done', 'H32-W02', ['traffic'])])),
      guides: {
        follow: ({ id }) => id === 'done',
        confirm: (accepted) => Promise.resolve(void confirmed.push(...accepted.map(({ id }) => id))),
      },
      journal,
      save: () => undefined,
      warn: () => undefined,
    });
    await hall.advanceTo(60);
    await hall.listen();
    expect([journal.map(({ order }) => order.id), confirmed]).toEqual([['done'], ['left', 'done']]);
  });

  it('sends away once whom a guide has led away, and lets them stay who were brought back before it heard of them', async () => {
    const ledger = new Ledger();
    const journal: Obeyed[] = [];
    const first = new HallRunner({
      plan: plan('H32'),
      zone,
      door: ledger,
      journal: [],
      save: () => undefined,
      warn: () => undefined,
    });
    await first.advanceTo(120);
    const called = new Set(
      [...ledger.events.values()]
        .filter(({ type }) => type === 'hall.ticket.called')
        .map(({ data }) => data['ticketId']),
    );
    const [here = '', there = ''] = [...ledger.events.values()]
      .filter(({ type, data }) => type === 'hall.ticket.issued' && !called.has(data['ticketId']))
      .map(({ data }) => String(data['ticketId']))
      .slice(-2);
    const led = (id: string, ticketId: string, undone: boolean): LedAway => ({
      id,
      hall: 'H32',
      ticketId,
      number: ticketId,
      queue: 'household',
      to: 'mobile',
      at: '2026-11-16T10:30:00+08:00',
      undone,
    });
    const departures = {
      guided: (_: string, day: string) =>
        Promise.resolve(day === '2026-11-16' ? [led('g1', here, false), led('g2', there, true)] : []),
    };
    const hall = new HallRunner({
      plan: plan('H32'),
      zone,
      door: ledger,
      departures,
      journal,
      save: () => undefined,
      warn: () => undefined,
    });
    hall.resume(120);
    await hall.listen();
    await hall.listen();
    await hall.advanceTo(LATEST);
    expect(journal.map(({ order }) => order.ticketId)).toEqual([here]);
    const gone = [...ledger.events.values()].filter(
      ({ type, data }) => type === 'hall.ticket.cancelled' && data['reason'] !== 'left',
    );
    expect(gone.map(({ data }) => [data['ticketId'], data['reason']])).toEqual([[here, 'guided-mobile']]);
  });

  it('goes on while the cockpit is away', async () => {
    const ledger = new Ledger();
    const warnings: string[] = [];
    const away = { ...cockpit(new Board()), prompts: () => Promise.reject(new CockpitError(503, 'away')) };
    const hall = new HallRunner({
      plan: plan('H32'),
      zone,
      door: ledger,
      cockpit: away,
      journal: [],
      save: () => undefined,
      warn: (line) => warnings.push(line),
    });
    await hall.listen();
    await hall.advanceTo(30);
    expect(warnings).toEqual(['H32: away']);
    expect(ledger.events.size).toBeGreaterThan(50);
  });

  it('with a shift lead answers after one to three minutes, most of them with yes, and obeys only those', async () => {
    const shown = Array.from({ length: 40 }, (_, i) => prompt(`s${String(i)}`, 'H32-W01', ['household'], 'shown'));
    const board = new Board(shown);
    const journal: Obeyed[] = [];
    const hall = runner(new Ledger(), journal, board, new ShiftLead(1, STANDARD.supervisor));
    await hall.advanceTo(60);
    await hall.listen();
    expect(board.answers).toEqual([]);
    await hall.advanceTo(64);
    await hall.listen();
    expect(board.answers).toHaveLength(40);
    const yes = board.answers.filter(([, state]) => state === 'accepted').map(([id]) => id);
    expect(yes.length).toBeGreaterThan(25);
    expect(yes.length).toBeLessThan(40);
    expect(journal.map(({ order }) => order.id).sort()).toEqual([...yes].sort());
  });

  it('with a person of its own answers as that person, never while it is switched off nor what somebody has answered', async () => {
    const shown = Array.from({ length: 20 }, (_, i) => prompt(`s${String(i)}`, 'H32-W01', ['household'], 'shown'));
    const taken = prompt('by a person', 'H32-W02', ['household'], 'accepted');
    const board = new Board([...shown, taken]);
    const own = cockpit(board);
    const asPerson: string[] = [];
    const desk = { on: false, plans: 0 };
    const hall = new HallRunner({
      plan: plan('H32'),
      zone,
      door: new Ledger(),
      cockpit: own,
      lead: new ShiftLead(1, STANDARD.supervisor),
      person: {
        isOn: () => Promise.resolve(desk.on),
        receivePlan: own.receivePlan,
        considerPlan: () => Promise.resolve(void (desk.plans += 1)),
        accept: (id) => (asPerson.push(id), own.accept(id)),
        decline: (id) => (asPerson.push(id), own.decline(id)),
      },
      journal: [],
      save: () => undefined,
      warn: () => undefined,
    });
    await hall.advanceTo(60);
    await hall.listen();
    await hall.advanceTo(64);
    await hall.listen();
    expect([board.answers, desk.plans]).toEqual([[], 0]);
    desk.on = true;
    await hall.listen();
    // thought about from now on
    expect([board.answers, desk.plans]).toEqual([[], 1]);
    for (const one of shown.slice(0, 10)) one.state = 'declined';
    await hall.advanceTo(68);
    await hall.listen();
    expect(asPerson.toSorted()).toEqual(
      shown
        .slice(10)
        .map(({ id }) => id)
        .toSorted(),
    );
    expect(board.answers.map(([id]) => id)).toEqual(asPerson);
  });
});
