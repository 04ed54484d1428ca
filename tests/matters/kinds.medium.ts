import { MATTER_KINDS, type MatterKind } from '@cockpit/contracts';
import { Desk, caseEvent, until, type Sent } from './support';

/** Every kind is due on Monday 9 March at 17:30; bad ratings are by themselves, five working days after Monday the 2nd. */
const DUE = '2026-03-09T17:30:00+08:00';
const OPENED = '2026-03-02T10:00:00+08:00';

describe('every kind of matter', () => {
  let desk: Desk;
  afterEach(async () => {
    await desk.close();
  });

  it('gets its yellow and its red card once, each addressed to one officer', async () => {
    desk = await Desk.open();
    const tick = await desk.feed();
    await desk.call('/v1/liaisons/E-1', { method: 'PUT', body: { officerId: 'o-enterprise-need' } });
    const open = (kind: MatterKind): Sent[] => {
      if (kind === 'bad-rating')
        return [
          { id: 'r1', type: 'hall.ticket.rated', time: OPENED, data: { hallId: 'H32', ticketId: 't0', stars: 1 } },
        ];
      const events = [
        caseEvent('hall.case.accepted', kind, OPENED, {
          kind,
          channel: 'online',
          unit: 'approval',
          hallId: 'H32',
          dueAt: DUE,
          ...(kind === 'enterprise-need' ? { enterpriseRef: 'E-1' } : {}),
        }),
      ];
      return kind === 'enterprise-need'
        ? events
        : [...events, caseEvent('hall.case.assigned', kind, OPENED, { unit: 'approval', officerId: `o-${kind}` })];
    };
    await desk.send(MATTER_KINDS.flatMap(open));
    await desk.settled();
    const rating = (await desk.matters('?kind=bad-rating')).map((matter) => matter.caseId);
    expect(rating).toHaveLength(1);
    await desk.send([
      caseEvent('hall.case.assigned', rating[0] ?? '', OPENED, { unit: 'H32', officerId: 'o-bad-rating' }),
    ]);
    await desk.settled();
    const addressed = async (kind: 'yellow' | 'red') =>
      (await desk.cards(`?state=all&kind=${kind}&limit=1000`)).map((card) => card.officerId).sort();
    const everybody = MATTER_KINDS.map((kind) => `o-${kind}`).sort();
    await tick('2026-03-06T09:00:00+08:00');
    expect(await addressed('yellow')).toEqual([]);
    await tick('2026-03-09T10:00:00+08:00');
    expect(
      await until(
        () => addressed('yellow'),
        (cards) => cards.length >= everybody.length,
      ),
    ).toEqual(everybody);
    expect(await addressed('red')).toEqual([]);
    await tick('2026-03-09T17:30:01+08:00');
    expect(
      await until(
        () => addressed('red'),
        (cards) => cards.length >= everybody.length,
      ),
    ).toEqual(everybody);
    for (const kind of MATTER_KINDS)
      expect(
        (
          await until(
            () => desk.matters(`?state=red&kind=${kind}`),
            (matters) => matters.length > 0,
          )
        ).map((matter) => matter.overdue),
      ).toEqual([true]);
  });
});
