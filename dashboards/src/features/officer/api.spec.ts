import { fetchMyCards, fetchMyMatters } from './api';

describe("an officer's own matters", () => {
  const real = globalThis.fetch;
  afterEach(() => {
    globalThis.fetch = real;
  });

  it('are all of them: the list goes from the newest, and what falls due first is old', async () => {
    const matter = (id: string) => ({
      id,
      caseId: id,
      source: 's',
      kind: 'case',
      item: null,
      hall: null,
      unit: null,
      officerId: 'o1',
      stage: null,
      acceptedAt: null,
      dueAt: null,
      closedAt: null,
      elapsedDays: null,
      remainingDays: null,
      card: 'none',
      overdue: false,
      provisional: false,
      paused: false,
      unattended: false,
      stageCard: 'none',
      stageDueAt: null,
      packageId: null,
      parentId: null,
      predictedOverdue: null,
      rating: null,
      faults: [],
      title: null,
    });
    const asked: string[] = [];
    globalThis.fetch = (input) => {
      const url = input instanceof Request ? input.url : String(input);
      asked.push(url);
      return Promise.resolve(
        Response.json(
          url.includes('cursor=') ? { items: [matter('old')], next: null } : { items: [matter('new')], next: 'c1' },
        ),
      );
    };
    expect(
      (
        await fetchMyMatters({ kind: 'user', id: 'u', name: 'n', role: 'officer', halls: ['H32'], officerId: 'o1' })
      ).map(({ id }) => id),
    ).toEqual(['new', 'old']);
    expect(asked.every((url) => url.includes('officer=o1') && url.includes('state=open'))).toBe(true);
  });

  it('and their cards: what presses most may be on the last page', async () => {
    const card = (id: string) => ({
      id,
      matterId: id,
      caseId: id,
      source: 's',
      kind: 'red',
      state: 'issued',
      stage: null,
      officerId: 'o1',
      unit: null,
      hall: null,
      issuedAt: '2026-03-05T09:00:00Z',
      handledAt: null,
      handledBy: null,
      note: null,
      reading: '2026-03-05T09:00:00Z',
      appeal: 'none',
    });
    globalThis.fetch = (input) =>
      Promise.resolve(
        Response.json(
          (input as string).includes('cursor=c1')
            ? { items: [card('old')], next: null }
            : { items: [card('new')], next: 'c1' },
        ),
      );
    expect(
      (await fetchMyCards({ kind: 'user', id: 'u', name: 'n', role: 'officer', halls: ['H32'], officerId: 'o1' })).map(
        ({ id }) => id,
      ),
    ).toEqual(['new', 'old']);
  });
});
