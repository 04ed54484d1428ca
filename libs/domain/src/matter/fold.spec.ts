import fc from 'fast-check';
import type { EventData } from '@cockpit/contracts';
import { foldMatter, type MatterEvent } from './fold';

let serial = 0;
type Kind = MatterEvent['type'];
function event<T extends Kind>(type: T, time: number, data: Omit<EventData[T], 'caseId'>): MatterEvent {
  serial += 1;
  return {
    id: String(serial),
    identity: `i${String(serial).padStart(4, '0')}`,
    type,
    time,
    data: { caseId: 'c1', ...data },
  } as MatterEvent;
}
const accepted = (time: number): MatterEvent =>
  event('hall.case.accepted', time, { kind: 'case', channel: 'window', unit: 'household' });

describe('a matter folded from its events', () => {
  it('follows a case through supplement, stages and closure', () => {
    const matter = foldMatter('c1', [
      accepted(10),
      event('hall.case.assigned', 20, { unit: 'approval', officerId: 'o7' }),
      event('hall.case.stage-entered', 30, { stage: 'review' }),
      event('hall.case.paused', 40, { reason: 'supplement' }),
      event('hall.case.resumed', 60, {}),
      event('hall.case.closed', 90, { result: 'granted' }),
    ]);
    expect(matter).toMatchObject({
      closedAt: 90,
      closeResult: 'granted',
      unit: 'approval',
      officerId: 'o7',
      stage: { name: 'review', since: 30 },
      pauses: [{ from: 40, to: 60, reason: 'supplement' }],
      supplements: 1,
      faults: [],
    });
  });

  it('reports what cannot be, and heals when the missing event arrives', () => {
    const close = event('hall.case.closed', 50, { result: 'granted' });
    expect(foldMatter('c1', [close]).faults.map((f) => f.kind)).toEqual(['never-accepted']);
    expect(foldMatter('c1', [close, accepted(10)]).faults).toEqual([]);
    expect(foldMatter('c1', [close, accepted(80)]).faults.map((f) => f.kind)).toEqual(['closed-before-accepted']);

    const resume = event('hall.case.resumed', 40, { reason: 'hearing' });
    expect(foldMatter('c1', [accepted(10), resume]).faults.map((f) => f.kind)).toEqual(['resumed-without-pause']);
    expect(
      foldMatter('c1', [accepted(10), resume, event('hall.case.paused', 20, { reason: 'hearing' })]).faults,
    ).toEqual([]);
  });

  it('takes nothing from events after its end, and goes on after reopening', () => {
    const late = event('hall.case.assigned', 60, { unit: 'elsewhere' });
    const base = [accepted(10), event('hall.case.closed', 50, { result: 'granted' }), late];
    expect(foldMatter('c1', base)).toMatchObject({
      unit: 'household',
      closedAt: 50,
      faults: [{ kind: 'event-after-end' }],
    });
    expect(foldMatter('c1', [...base, event('hall.case.reopened', 55, {})])).toMatchObject({
      unit: 'elsewhere',
      closedAt: null,
      reopened: 1,
      faults: [],
    });
  });

  it('knows a stage that goes backwards only when the catalogue gives an order', () => {
    const path = [
      accepted(1),
      event('hall.case.stage-entered', 2, { stage: 'decide' }),
      event('hall.case.stage-entered', 3, { stage: 'review' }),
    ];
    expect(foldMatter('c1', path).faults).toEqual([]);
    expect(foldMatter('c1', path, ['review', 'decide']).faults.map((f) => f.kind)).toEqual(['stage-backwards']);
  });

  it('lets pauses with different reasons run side by side', () => {
    const matter = foldMatter('c1', [
      accepted(1),
      event('hall.case.paused', 10, { reason: 'supplement' }),
      event('hall.case.paused', 15, { reason: 'hearing' }),
      event('hall.case.resumed', 20, { reason: 'supplement' }),
    ]);
    expect(matter.pauses).toEqual([
      { from: 10, to: 20, reason: 'supplement' },
      { from: 15, to: null, reason: 'hearing' },
    ]);
  });

  it('does not mind order or repetition', () => {
    const step = fc.oneof(
      fc.constant(['hall.case.accepted', { kind: 'case', channel: 'window', unit: 'u' }] as const),
      fc.constantFrom('a', 'b').map((unit) => ['hall.case.assigned', { unit }] as const),
      fc.constantFrom('s1', 's2').map((stage) => ['hall.case.stage-entered', { stage }] as const),
      fc.constantFrom('supplement', 'hearing').map((reason) => ['hall.case.paused', { reason }] as const),
      fc
        .constantFrom('supplement', undefined)
        .map((reason) => ['hall.case.resumed', reason === undefined ? {} : { reason }] as const),
      fc.constant(['hall.case.extended', { days: 3, approvedBy: 'head' }] as const),
      fc.constant(['hall.case.closed', { result: 'granted' }] as const),
      fc.constant(['hall.case.reopened', {}] as const),
    );
    const events = fc
      .array(fc.tuple(fc.integer({ min: 0, max: 12 }), step), { minLength: 1, maxLength: 14 })
      .map((list) =>
        list.map(
          ([time, [type, data]], i) =>
            ({ id: String(i), identity: `i${String(i)}`, type, time, data: { caseId: 'c1', ...data } }) as MatterEvent,
        ),
      );
    fc.assert(
      fc.property(events, fc.infiniteStream(fc.nat()), (list, random) => {
        const repeated = [...list, ...list.filter((_, i) => i % 2 === 0)];
        const shuffled = repeated
          .map((e) => [random.next().value, e] as const)
          .sort((a, b) => a[0] - b[0])
          .map(([, e]) => e);
        expect(foldMatter('c1', shuffled)).toEqual(foldMatter('c1', list));
      }),
    );
  });
});
