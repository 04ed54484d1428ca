import { OrganisationDoc } from '@cockpit/contracts';
import type { OutgoingEvent } from './map-row';
import { FoundOrganisation } from './organisation';

const event = (type: string, data: Record<string, unknown>): OutgoingEvent => ({
  specversion: '1.0',
  id: 'x',
  source: 's',
  type,
  time: '2020-01-01T08:00:00Z',
  data,
});

function found(): FoundOrganisation {
  const organisation = new FoundOrganisation();
  organisation.add(event('hall.ticket.issued', { hallId: 'H1', ticketId: 't1', queue: 'a' }), {});
  organisation.add(event('hall.ticket.issued', { hallId: 'H1', ticketId: 't2', queue: 'b' }), {});
  organisation.add(event('hall.ticket.called', { hallId: 'H1', ticketId: 't1', windowId: 'w1' }), {});
  organisation.add(event('hall.ticket.called', { hallId: 'H1', ticketId: 't2', windowId: 'w1' }), {});
  organisation.add(event('hall.ticket.called', { hallId: 'H1', ticketId: 't9', windowId: 'w2' }), {});
  organisation.add(event('hall.ticket.issued', { hallId: '大厅', ticketId: 't3', queue: 'a' }), {});
  return organisation;
}

describe('the organisation found in a file', () => {
  it('is a valid document with what the events speak of', () => {
    const merged = found().mergeInto(null, 'tickets');
    expect(OrganisationDoc.parse(merged.doc).halls).toHaveLength(1);
    expect(merged.doc.halls[0]).toMatchObject({ code: 'H1', clock: 'feed', primarySource: 'tickets' });
    expect(merged.doc.halls[0]?.windows).toEqual([
      { id: 'w1', number: 'w1', kind: 'comprehensive', queues: ['a', 'b'], switchMin: 2 },
    ]);
    expect(merged.unfit).toEqual(['大厅']);
  });

  it('leaves a hall that exists as it is, but for the queues it lacks', () => {
    const existing = OrganisationDoc.parse({
      format: 'organisation/1',
      bureau: { code: 'b', name: 'B' },
      halls: [
        { code: 'H1', name: '一号厅', tier: 'hall', queues: [{ code: 'a', name: 'A', branch: 'x' }] },
        { code: 'H2', name: '二号厅', tier: 'hall' },
      ],
      branches: [{ code: 'x', name: 'X' }],
    });
    const before = structuredClone(existing);
    const { doc, halls, queues } = found().mergeInto(existing, 'tickets');
    expect(existing).toEqual(before);
    expect(halls).toEqual([]);
    expect(queues).toEqual(['H1/b']);
    expect(doc.halls[0]).toMatchObject({ name: '一号厅', clock: 'wall', windows: [] });
    expect(doc.halls[1]).toEqual(before.halls[1]);
  });

  it('names windows that a hall with windows does not have, and adds none of them', () => {
    const hall = { code: 'H1', name: '一号厅', tier: 'hall', queues: [{ code: 'a', name: 'A', branch: 'x' }] };
    const withWindows = (...ids: string[]) =>
      OrganisationDoc.parse({
        format: 'organisation/1',
        bureau: { code: 'b', name: 'B' },
        branches: [{ code: 'x', name: 'X' }],
        halls: [{ ...hall, windows: ids.map((id) => ({ id, number: id.slice(-8), queues: ['a'] })) }],
      });
    const all =
      found()
        .mergeInto(null, 'tickets')
        .doc.halls.find(({ code }) => code === 'H1')?.windows ?? [];
    expect(all.length).toBeGreaterThan(0);
    const { doc, strange } = found().mergeInto(withWindows('other'), 'tickets');
    expect(strange).toEqual(['H1/w1', 'H1/w2']);
    expect(doc.halls[0]?.windows.map(({ id }) => id)).toEqual(['other']);
    expect(found().mergeInto(withWindows('w1', 'w2'), 'tickets').strange).toEqual([]);
    // a hall that tells of its queues alone has no window to lack
    expect(found().mergeInto(withWindows(), 'tickets').strange).toEqual([]);
  });
});
