import { ActAnswer, MATTER_ACTS, MatterDetail, type MatterActKind } from '@cockpit/contracts';
import { MatterRebuild } from '@cockpit/matters';
import fc from 'fast-check';
import { Desk, caseEvent, until } from './support';

/** cases that two systems call by the same names, and that have nothing to do with each other until their registers are one */
const CASES = ['m1', 'm2', 'm3', 'm4', 'm5', 'm6'];
const SYSTEMS = ['cases', 'portal'] as const;
type System = (typeof SYSTEMS)[number];
const PEOPLE = ['bureau', 'chief', 'unit'] as const;

type Act = readonly [MatterActKind, (typeof PEOPLE)[number]];
type CardAct = 'ack' | 'explain' | 'appeal' | 'upheld';
interface World {
  acts: Record<System, readonly (readonly Act[])[]>;
  cards: readonly CardAct[];
  moves: readonly (readonly [System | 'rebuild', string | null])[];
}
const acts = fc.array(
  fc.array(fc.tuple(fc.constantFrom(...MATTER_ACTS), fc.constantFrom(...PEOPLE)), { minLength: 2, maxLength: 7 }),
  { minLength: CASES.length, maxLength: CASES.length },
);
const world: fc.Arbitrary<World> = fc.record({
  acts: fc.record({ cases: acts, portal: acts }),
  cards: fc.array(fc.constantFrom<CardAct>('ack', 'explain', 'appeal', 'upheld'), { minLength: 8, maxLength: 8 }),
  moves: fc.array(
    fc.oneof(
      fc.tuple(fc.constantFrom(...SYSTEMS), fc.constantFrom('district', 'city', null)),
      fc.tuple(fc.constant('rebuild' as const), fc.constant(null)),
    ),
    { minLength: 4, maxLength: 7 },
  ),
});

/**
 * Whatever people did to matters and answered to cards stands where it was, after registers were joined and parted again in any
 * order and everything was computed anew in between. The pure part is in libs/matters/src/cards/revision.spec.ts; here it is the
 * whole product.
 */
describe('what people decided', () => {
  let desk: Desk;
  let tokens: Record<(typeof PEOPLE)[number], string>;
  let serial = 0;
  beforeAll(async () => {
    desk = await Desk.open();
    tokens = {
      bureau: await desk.person('bureau', 'manager', 'all'),
      chief: await desk.person('chief', 'supervisor', ['H32']),
      unit: await desk.person('approval', 'unit', 'all', { units: ['户政科'] }),
    };
    const portal = await desk.source('portal');
    for (const [source, key] of [
      ['cases', desk.key],
      ['portal', portal],
    ] as const)
      await desk.send(
        CASES.map((caseId) =>
          caseEvent('hall.case.accepted', caseId, '2026-03-02T10:00:00+08:00', {
            kind: 'order',
            channel: 'phone',
            unit: '户政科',
            hallId: 'H32',
            // some of them are long overdue, some are not due for years
            dueAt: `${source === 'cases' || caseId < 'm3' ? '2026-03-06' : '2099-03-06'}T17:30:00+08:00`,
          }),
        ),
        key,
      );
    await desk.settled();
  });
  afterAll(async () => {
    await desk.close();
  });

  const post = (path: string, body: object, token: string) => desk.call(path, { method: 'POST', body, token });
  const idOf = async (source: System, caseId: string): Promise<string> =>
    (await desk.matters(`?source=${source}&limit=50`)).find((one) => one.caseId === caseId)?.id ?? '';
  const detailOf = async (source: System, caseId: string): Promise<MatterDetail> =>
    MatterDetail.parse((await desk.call(`/v1/matters/${await idOf(source, caseId)}`)).body);

  /** Everybody does what they please; what cannot be done is refused. @returns how much was done */
  async function live({ acts: all, cards: answers }: World): Promise<number> {
    // all of one system and two of the other are long overdue
    const issued = await until(
      async () => (await desk.cards('?state=all&limit=1000')).filter(({ kind }) => kind === 'red'),
      (red) => red.length === CASES.length + 2,
    );
    for (const [place, act] of answers.entries()) {
      const card = issued[place];
      if (card === undefined) continue;
      const answer = async (what: string, body: object, token: string): Promise<void> => {
        const { status } = await post(`/v1/cards/${card.id}/${what}`, body, token);
        expect([what, status < 300]).toEqual([what, true]);
      };
      if (act === 'ack') await answer('ack', {}, tokens.bureau);
      else if (act === 'explain') await answer('explain', { reason: '等待原件' }, tokens.unit);
      else await answer('appeal', { reason: '系统故障' }, tokens.unit);
      if (act === 'upheld') await answer('appeal/decide', { decision: 'upheld', reason: '故障属实' }, tokens.bureau);
    }
    let done = 0;
    for (const source of SYSTEMS)
      for (const [place, caseId] of CASES.entries())
        for (const [act, who] of all[source][place] ?? []) {
          const { id, revision } = await detailOf(source, caseId);
          const said = {
            ...(act === 'assign' || act === 'hand-over' ? { unit: '户政科', officerId: 'o1' } : {}),
            ...(act === 'close' ? { result: 'done' } : {}),
            ...(act === 'exclude' ? { reason: 'mistaken' } : {}),
          };
          const asked = { key: `lived-${String(++serial)}`, revision, act, text: `第 ${String(serial)} 次`, ...said };
          const { status, body } = await post(`/v1/matters/${id}/acts`, asked, tokens[who]);
          if (status === 200) done += ActAnswer.parse(body).repeated ? 0 : 1;
          else expect([403, 409, 422]).toContain(status);
        }
    await desk.settled();
    return done;
  }

  /** All that people read of it. What only a clock moves is left out. */
  async function told(): Promise<unknown> {
    const matters = await Promise.all(
      SYSTEMS.flatMap((source) =>
        CASES.map(async (caseId) => {
          const { id, path, step, revision, urged, verifiedAt, struckOffAt, closedAt, result, unit, officerId, dueAt } =
            await detailOf(source, caseId);
          return [
            source,
            caseId,
            { id, path, step, revision, urged, verifiedAt, struckOffAt, closedAt, result },
          ].concat([unit, officerId, dueAt].map((one) => one ?? '—'));
        }),
      ),
    );
    const cards = (await desk.cards('?state=all&limit=1000')).filter(({ kind }) => kind !== 'unattended');
    const steps = await Promise.all(
      cards
        .map(({ id }) => id)
        .sort()
        .map(async (id) => [
          (await desk.call(`/v1/cards/${id}`)).body,
          (await desk.call(`/v1/cards/${id}/appeal`)).body,
        ]),
    );
    return { matters, steps };
  }

  it('stands where it was, however registers are joined and parted and everything computed anew', async () => {
    const [drawn] = fc.sample(world, 1);
    if (drawn === undefined) throw new Error('nothing was drawn');
    expect(await live(drawn)).toBeGreaterThan(CASES.length);
    const before = await told();
    const move = async (what: System | 'rebuild', register: string | null): Promise<void> => {
      if (what === 'rebuild') await desk.running.app.get(MatterRebuild).markAll();
      else
        expect(await desk.call(`/v1/sources/${what}/register`, { method: 'PUT', body: { register } })).toMatchObject({
          status: 200,
        });
      await desk.settled();
    };
    // each example goes through the one register of both, too: there six matters are left of twelve
    for (const [what, register] of [...drawn.moves, ['cases', 'city'], ['portal', 'city']] as const)
      await move(what, register);
    const joined = (await desk.matters('?limit=50')).filter(({ caseId }) => CASES.includes(caseId));
    expect(joined.map(({ caseId }) => caseId).sort()).toEqual(CASES);
    for (const [what, register] of [
      ['rebuild', null],
      ['cases', null],
      ['portal', null],
    ] as const)
      await move(what, register);
    expect(await told()).toEqual(before);
    await move('rebuild', null);
    expect(await told()).toEqual(before);
  });
});
