import { OrganisationService } from '@cockpit/organisation';
import { ACTOR, Desk, caseEvent, organisation, until } from './support';

describe('a hall that lives by its feed', () => {
  it('gives cards by the time its feed has shown, never by the wall clock', async () => {
    const desk = await Desk.open();
    try {
      const doc = organisation();
      const halls = doc.halls.map((hall) =>
        hall.code === 'H32' ? { ...hall, clock: 'feed' as const, primarySource: 'tickets' } : hall,
      );
      await desk.running.app.get(OrganisationService).replace({ ...doc, halls }, ACTOR);
      const tickets = await desk.source('tickets');
      const issued = (id: string, time: string) => ({
        id,
        type: 'hall.ticket.issued',
        time,
        data: { hallId: 'H32', ticketId: id, number: id, queue: 'household', channel: 'walk-in' },
      });
      await desk.send([issued('t1', '2026-03-03T10:00:00+08:00')], tickets);
      await desk.send([
        caseEvent('hall.case.accepted', 'f1', '2026-03-02T10:00:00+08:00', {
          kind: 'case',
          item: 'HZ-1',
          channel: 'window',
          unit: 'approval',
          hallId: 'H32',
        }),
      ]);
      await desk.settled();
      const shown = await until(
        () => desk.matters(),
        ([matter]) => matter?.elapsedDays !== 0 && matter !== undefined,
      );
      expect(shown[0]).toMatchObject({ dueAt: '2026-03-05T09:30:00.000Z', card: 'none', overdue: false });
      expect((await desk.clock('f1')).at).toBe('2026-03-03T02:00:00.000Z');
      expect(await desk.cards()).toEqual([]);
      await desk.send([issued('t2', '2026-03-05T17:31:00+08:00')], tickets);
      const [card] = await until(
        () => desk.cards('?state=all&kind=red'),
        (cards) => cards.length > 0,
      );
      expect(card?.issuedAt).toBe('2026-03-05T09:31:00.000Z');
    } finally {
      await desk.close();
    }
  });
});
