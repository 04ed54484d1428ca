import {
  TICKET_KINDS,
  TICKET_TRANSITIONS,
  TicketLife,
  WINDOW_KINDS,
  WindowLife,
  type TicketKind,
  type TicketStage,
  type WindowKind,
} from '.';

const T = 1_000_000;

function stageAfter(
  ...steps: (TicketKind | [TicketKind, { at?: number; windowId?: string; reason?: string }])[]
): TicketStage {
  const life = new TicketLife();
  steps.forEach((step, n) => {
    const [kind, more] = typeof step === 'string' ? [step, {}] : step;
    life.step({
      kind,
      at: T + n,
      windowId: kind === 'called' || kind === 'recalled' || kind === 'started' || kind === 'finished' ? 'w1' : null,
      reason: null,
      ...more,
    });
  });
  return life.stage;
}

describe('the life of a ticket', () => {
  it.each<[string, TicketStage, TicketKind[]]>([
    ['a second paper puts who was not there back in line', 'waiting', ['issued', 'called', 'no-show', 'issued']],
    ['a second paper moves nobody away from a window', 'serving', ['issued', 'called', 'started', 'issued']],
    ['a late call takes back no end', 'done', ['issued', 'called', 'started', 'finished', 'called']],
    ['a late no-show takes back no end', 'done', ['issued', 'called', 'started', 'finished', 'no-show']],
    ['a late cancellation takes back no end', 'done', ['issued', 'called', 'started', 'finished', 'cancelled']],
    ['work after the end goes on with it', 'serving', ['issued', 'called', 'started', 'finished', 'started']],
    ['a transfer after the end goes on with it', 'waiting', ['issued', 'called', 'started', 'finished', 'transferred']],
    ['who left and is called after all is back', 'called', ['issued', 'cancelled', 'called']],
    ['the first reason for leaving stands', 'no-show', ['issued', 'called', 'no-show', 'cancelled']],
    ['the first reason for leaving stands', 'cancelled', ['issued', 'cancelled', 'no-show']],
    ['an end alone is an end', 'done', ['finished']],
  ])('%s: %s', (_, stage, steps) => {
    expect(stageAfter(...steps)).toBe(stage);
  });

  it('guided elsewhere is told apart from abandoned', () => {
    expect(stageAfter('issued', ['cancelled', { reason: 'guided-mobile' }])).toBe('guided');
    expect(stageAfter('issued', ['cancelled', { reason: 'left' }])).toBe('cancelled');
  });

  it('a report of the window that sent it on, at that very instant, belongs to the part before', () => {
    const on: [TicketKind, { at?: number; windowId?: string }][] = [
      ['issued', {}],
      ['called', { at: T }],
      ['started', { at: T }],
      ['transferred', { at: T + 60 }],
    ];
    expect(stageAfter(...on, ['finished', { at: T + 60 }])).toBe('waiting');
    expect(stageAfter(...on, ['finished', { at: T + 60, windowId: 'w2' }])).toBe('done');
    expect(stageAfter(...on, ['finished', { at: T + 61 }])).toBe('done');
  });

  it('has for every stage a row, and no event leads back to unknown', () => {
    for (const row of Object.values(TICKET_TRANSITIONS))
      for (const kind of TICKET_KINDS) expect(row[kind]).not.toBe('unknown');
  });
});

describe('the life of a window', () => {
  const stopAfter = (calledAt: number, ...kinds: WindowKind[]): string | null => {
    const life = new WindowLife();
    kinds.forEach((kind, n) => {
      life.step(kind, T + n, null);
    });
    return life.stop(calledAt)?.stop ?? null;
  };

  it.each<[string, string | null, WindowKind[]]>([
    ['a closed window stays closed, whatever its tickets do', 'closed', ['opened', 'closed']],
    ['a fault is not over because somebody is back', 'fault', ['opened', 'fault', 'resumed']],
    ['nor because the window is opened', 'fault', ['fault', 'closed', 'opened']],
    ['restored is restored', null, ['opened', 'fault', 'restored']],
    ['a fault in a pause leaves the pause when it is over', 'paused', ['opened', 'paused', 'fault', 'restored']],
    ['closing ends a pause', null, ['opened', 'paused', 'closed', 'opened']],
  ])('%s: %s', (_, stop, kinds) => {
    expect(stopAfter(Number.NEGATIVE_INFINITY, ...kinds)).toBe(stop);
  });

  it.each(WINDOW_KINDS)('a call after "%s" proves that the window works', (kind) => {
    expect(stopAfter(T + 100, 'opened', kind)).toBeNull();
  });
});
