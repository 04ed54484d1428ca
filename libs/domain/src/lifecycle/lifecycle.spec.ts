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

describe('a ticket that was sent on', () => {
  const AT = 1_000;
  const sentOn = (from: string | null): TicketLife => {
    const life = new TicketLife();
    life.step({ kind: 'issued', at: 0, windowId: null, reason: null });
    if (from !== null) life.step({ kind: 'called', at: 10, windowId: from, reason: null });
    life.step({ kind: 'transferred', at: AT, windowId: from, reason: null });
    return life;
  };
  const effect = (kind: TicketKind, more: { at?: number; windowId?: string | null; from?: string | null } = {}) => {
    const { at = AT, windowId = 'w1', from = 'w1' } = more;
    const life = sentOn(from);
    return [life.step({ kind, at, windowId, reason: null }), life.stage];
  };

  it('waits on, whatever its window still says of it at that instant', () => {
    for (const kind of ['called', 'recalled', 'started', 'finished'] as const)
      expect([kind, ...effect(kind)]).toEqual([kind, 'belongs-before', 'waiting']);
    expect(effect('no-show')).toEqual(['moved', 'no-show']);
    expect(effect('cancelled')).toEqual(['moved', 'cancelled']);
  });

  it('goes on later, at another window, or where no window had it', () => {
    expect(effect('called', { at: AT + 1 })).toEqual(['moved', 'called']);
    expect(effect('called', { windowId: 'w2' })).toEqual(['moved', 'called']);
    expect(effect('called', { from: null })).toEqual(['moved', 'called']);
    // an unknown window has no such reports
    expect(effect('called', { from: null, windowId: null })).toEqual(['moved', 'called']);
  });

  it('is sent on by the last window that had it', () => {
    const life = sentOn('w1');
    life.step({ kind: 'called', at: AT, windowId: 'w2', reason: null });
    life.step({ kind: 'started', at: AT, windowId: null, reason: null });
    life.step({ kind: 'transferred', at: AT, windowId: null, reason: null });
    expect(life.step({ kind: 'called', at: AT, windowId: 'w1', reason: null })).toBe('moved');
    const other = sentOn('w1');
    other.step({ kind: 'called', at: AT, windowId: 'w2', reason: null });
    other.step({ kind: 'started', at: AT, windowId: null, reason: null });
    other.step({ kind: 'transferred', at: AT, windowId: null, reason: null });
    expect(other.step({ kind: 'finished', at: AT, windowId: 'w2', reason: null })).toBe('belongs-before');
  });

  it('is guided only where that is why it left', () => {
    const left = (reason: string | null) => {
      const life = sentOn(null);
      life.step({ kind: 'cancelled', at: AT, windowId: null, reason });
      return life.stage;
    };
    expect(['guided-self-service', 'unguided-', null].map(left)).toEqual(['guided', 'cancelled', 'cancelled']);
    const served = sentOn(null);
    served.step({ kind: 'called', at: AT, windowId: 'w1', reason: 'guided-self-service' });
    expect(served.stage).toBe('called');
  });
});

describe('a window', () => {
  const after = (...kinds: WindowKind[]): WindowLife => {
    const life = new WindowLife();
    kinds.forEach((kind, at) => {
      life.step(kind, at, null);
    });
    return life;
  };

  it('is heard of once it says more than what it serves', () => {
    expect(
      [after(), after('assigned'), after('opened'), after('fault', 'assigned')].map((life) => life.isHeard),
    ).toEqual([...[false, false, true, true]]);
  });

  it('is closed from when it closes until it opens', () => {
    const closed = (...kinds: WindowKind[]) => after(...kinds).isClosed();
    expect([closed(), closed('closed'), closed('closed', 'opened'), closed('paused')]).toEqual([
      false,
      true,
      false,
      false,
    ]);
  });

  it('works again after a call, not at the very instant of what stopped it', () => {
    const stop = (calledAt: number) => after('opened', 'paused').stop(calledAt)?.stop;
    expect([stop(0), stop(1), stop(2)]).toEqual(['paused', 'paused', undefined]);
  });
});
