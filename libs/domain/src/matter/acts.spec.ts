import fc from 'fast-check';
import { MATTER_ACTS, type MatterActKind, type Role } from '@cockpit/contracts';
import { ACT_ROLES, ACT_STEPS, judgeAct, stepOf } from './acts';
import { foldMatter, type MatterEvent } from './fold';

const TYPES: Record<MatterActKind, MatterEvent['type']> = {
  contact: 'hall.case.stage-entered',
  assign: 'hall.case.assigned',
  'hand-over': 'hall.case.assigned',
  urge: 'hall.case.urged',
  supplement: 'hall.case.paused',
  resume: 'hall.case.resumed',
  reply: 'hall.case.replied',
  close: 'hall.case.closed',
  verify: 'hall.case.verified',
  'strike-off': 'hall.case.struck-off',
  exclude: 'hall.case.excluded',
  reopen: 'hall.case.reopened',
  comment: 'hall.case.commented',
};
const DATA = { unit: 'u', reason: 'supplement', result: 'done', stage: 'contact' };

let serial = 0;
const eventOf = (type: MatterEvent['type'], time: number, by: string): MatterEvent => {
  const id = `i${String(++serial).padStart(6, '0')}`;
  return { type, id, identity: id, time, data: { caseId: 'c', ...DATA, act: { by } } } as MatterEvent;
};
const accepted = (): MatterEvent => ({
  type: 'hall.case.accepted',
  id: 'i0',
  identity: 'i0',
  time: 1,
  data: { caseId: 'c', kind: 'bad-rating', channel: 'online', unit: 'u' },
});

/** Applies requests one after the other as the server does: it checks each against the history, then adds an event. */
function run(requests: readonly { act: MatterActKind; by: string; role: Role }[]) {
  const events = [accepted()];
  const done: MatterActKind[] = [];
  for (const { act, by, role } of requests) {
    if (judgeAct(foldMatter('c', events), act, { role, name: by }) !== null) continue;
    events.push(eventOf(TYPES[act], events.length + 1, by));
    done.push(act);
  }
  return { events, done, matter: foldMatter('c', events) };
}
const admin = (...acts: MatterActKind[]) =>
  run(acts.map((act, i) => ({ act, by: `p${String(i)}`, role: 'administrator' })));

describe('acts on a matter', () => {
  it('go from open over reply, closing and verification to the strike-off, and back by reopening', () => {
    const steps = (['reply', 'close', 'verify', 'strike-off', 'reopen'] as const).map((_, i, all) =>
      stepOf(admin(...all.slice(0, i + 1)).matter),
    );
    expect(steps).toEqual(['answered', 'closed', 'verified', 'struck-off', 'open']);
    expect(stepOf(admin('reply', 'supplement').matter)).toBe('waiting');
    expect(stepOf(admin('supplement', 'resume').matter)).toBe('open');
  });

  it('are refused where the table does not have them', () => {
    expect(admin('verify', 'strike-off', 'resume', 'reopen').done).toEqual([]);
    expect(admin('close', 'close', 'reply', 'urge', 'strike-off').done).toEqual(['close']);
    // nobody verifies a matter that they closed themselves
    const ownWork = run([
      { act: 'close', by: 'li', role: 'supervisor' },
      { act: 'verify', by: 'li', role: 'supervisor' },
      { act: 'verify', by: 'wang', role: 'supervisor' },
    ]);
    expect([ownWork.done, stepOf(ownWork.matter)]).toEqual([['close', 'verify'], 'verified']);
    expect(judgeAct(foldMatter('c', []), 'close', { role: 'manager', name: 'x' })).toBe('never-accepted');
    expect(judgeAct(foldMatter('c', [accepted()]), 'urge', { role: 'officer', name: 'x' })).toBe('role');
  });

  it('exclude a rating that is mistaken or malicious by the bureau alone, also after it was closed, until it is reopened', () => {
    const hall = run([
      { act: 'exclude', by: 'li', role: 'supervisor' },
      { act: 'exclude', by: 'li', role: 'officer' },
    ]);
    expect(hall.done).toEqual([]);
    const bureau = admin('close', 'exclude', 'verify', 'close');
    expect([bureau.done, stepOf(bureau.matter)]).toEqual([['close', 'exclude'], 'excluded']);
    const again = admin('exclude', 'reopen', 'contact', 'reply');
    expect([again.done.length, again.matter.excluded, stepOf(again.matter)]).toEqual([4, null, 'answered']);
    const finding = foldMatter('c', [
      { ...accepted(), data: { caseId: 'c', kind: 'finding', channel: 'online', unit: 'u' } } as MatterEvent,
    ]);
    expect(judgeAct(finding, 'exclude', { role: 'manager', name: 'x' })).toBe('kind');
    expect(judgeAct(finding, 'contact', { role: 'manager', name: 'x' })).toBe('kind');
  });

  it('leave the clock of a matter that is only talked about alone', () => {
    const { matter } = admin('reply', 'comment', 'urge');
    expect([matter.lastEventAt, matter.urged, matter.path.map(({ what }) => what)]).toEqual([
      2,
      1,
      ['accepted', 'replied', 'commented', 'urged'],
    ]);
  });

  it('make a history without a fault in any order of asking, which folds the same however it is read', () => {
    const anyRequests = fc.array(
      fc.record({
        act: fc.constantFrom(...MATTER_ACTS),
        by: fc.constantFrom('a', 'b', 'c'),
        role: fc.constantFrom<Role>('administrator', 'manager', 'supervisor', 'officer', 'unit'),
      }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(anyRequests, fc.array(fc.nat(), { minLength: 100, maxLength: 100 }), (all, dice) => {
        const { events, matter, done } = run(all);
        expect(matter.faults).toEqual([]);
        const keyed = [...events, ...events].map((event, i) => ({ event, key: dice[i] ?? 0 }));
        const shuffled = keyed.sort((x, y) => x.key - y.key).map(({ event }) => event);
        expect(foldMatter('c', shuffled)).toEqual(matter);
        // ends and reopenings alternate; excluding a closed matter is the same end
        const count = (act: MatterActKind): number => done.filter((other) => other === act).length;
        const ends = done.filter((act) => ['close', 'exclude', 'reopen'].includes(act)).join(' ');
        expect(ends).toMatch(/^(((close( exclude)?|exclude) reopen ?)*(close( exclude)?|exclude)?)$/);
        expect(matter.reopened).toBe(count('reopen'));
        expect(matter.closedAt !== null).toBe(/(close|exclude)$/.test(ends));
        expect(matter.excluded !== null).toBe(ends.endsWith('exclude'));
        if (matter.excluded !== null) expect(stepOf(matter)).toBe('excluded');
        expect(count('strike-off')).toBeLessThanOrEqual(count('verify'));
        for (const act of MATTER_ACTS)
          if (judgeAct(matter, act, { role: 'administrator', name: 'z' }) === null && act !== 'comment')
            expect(ACT_STEPS[act]).toContain(stepOf(matter));
      }),
      { numRuns: 300 },
    );
  });

  it('of two who close at once let one win', () => {
    fc.assert(
      fc.property(fc.constantFrom(...MATTER_ACTS), fc.constantFrom(...ACT_ROLES.close), (first, role) => {
        const { done } = run([
          { act: first, by: 'a', role: 'administrator' },
          { act: 'close', by: 'b', role },
          { act: 'close', by: 'c', role },
        ]);
        expect(done.filter((act) => act === 'close')).toHaveLength(first === 'exclude' ? 0 : 1);
      }),
    );
  });
});
