import { AuditLog } from '@cockpit/access';
import { OrganisationDoc, type Prompt } from '@cockpit/contracts';
import { OrganisationService } from '@cockpit/organisation';
import { WholeModule } from '../live/modules';
import { ACTOR, ORGANISATION, decided, isoAt, issued, openHall, opened, until, type Hall } from '../live/support';

const SIMULATED = ['H08', 'H08-T'];

let house: Hall;
beforeAll(async () => {
  house = await openHall(WholeModule);
  const halls = ORGANISATION.halls.map((hall) => ({ ...hall, simulated: SIMULATED.includes(hall.code) }));
  await house.front.app
    .get(OrganisationService)
    .replace(OrganisationDoc.parse({ ...ORGANISATION, halls }), ACTOR, '2020-01-01');
});
afterAll(async () => {
  await house.close();
});

const put = async (hall: string, body: object, token = house.token): Promise<[number, Record<string, unknown>]> => {
  const answer = await fetch(`${house.front.url}/v1/halls/${hall}/simulation`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return [answer.status, (await answer.json()) as Record<string, unknown>];
};
const ofLive = async () => (await house.live()).simulation;
const changes = async () => house.front.app.get(AuditLog).list({ limit: 10, what: 'simulation.change' });

async function nextPrompt(from: number): Promise<{ prompt: Prompt; minute: number }> {
  for (let minute = from; minute < from + 15; minute++) {
    await decided(house, minute);
    const prompt = (await house.prompts()).find(({ state }) => state === 'shown');
    if (prompt !== undefined) return { prompt, minute };
  }
  throw new Error('no prompt came');
}

describe('a simulated hall', () => {
  it('is one alone: in others, and in a twin, nobody answers for people', async () => {
    for (const hall of ['H09', 'H08-T', 'none'])
      expect(await put(hall, { autoAccept: true })).toMatchObject([409, { code: 'not-simulated' }]);
    expect(await (await house.get('/v1/halls/H08/simulation')).json()).toEqual({
      hall: 'H08',
      speed: 1,
      autoAccept: null,
    });
    await decided(house, 1, 'H08', opened(0));
    expect(await ofLive()).toBeUndefined();
    expect(await put('H08', { speed: 0 })).toMatchObject([422, {}]);
  });

  it('has a switch that every page reads, and the audit says who turned it', async () => {
    expect((await put('H08', { speed: 10, autoAccept: true }))[1]).toEqual({
      hall: 'H08',
      speed: 10,
      autoAccept: true,
    });
    await until(ofLive, (said) => said?.autoAccept === true);
    const supervisor = await house.tokenOf('supervisor', ['H08']);
    const elsewhere = await house.tokenOf('supervisor', ['H09']);
    expect(await put('H08', { autoAccept: false }, elsewhere)).toMatchObject([403, { code: 'hall-out-of-scope' }]);
    expect((await put('H08', { autoAccept: false }, supervisor))[1]).toMatchObject({ speed: 10, autoAccept: false });
    await until(ofLive, (said) => said?.autoAccept === false && said.expectedMin === 0);
    // what changes nothing is no entry
    await put('H08', { autoAccept: false });
    expect((await changes()).map(({ actor, before, after }) => [actor.name, before, after])).toEqual([
      ['supervisor-H08', { speed: 10, autoAccept: true }, { speed: 10, autoAccept: false }],
      ['desk', { speed: 1, autoAccept: null }, { speed: 10, autoAccept: true }],
    ]);
  });

  it('leaves its prompts two real minutes, and says what those nobody answered were expected to save', async () => {
    await house.post(Array.from({ length: 30 }, (_, i) => issued(`r${String(i)}`, 1 + i * 0.02)));
    const { prompt, minute } = await nextPrompt(2);
    expect(prompt).toMatchObject({ decidedAt: isoAt(minute), expiresAt: isoAt(minute + 20) });
    await until(ofLive, (said) => said?.expectedMin === Math.round(prompt.gainMin));
    expect(Math.round(prompt.gainMin)).toBeGreaterThan(0);
    // what was answered is no longer left lying
    await house.send(`/v1/prompts/${prompt.id}/decline`, { reason: '现场暂不调整' });
    await until(ofLive, (said) => said?.expectedMin === 0);
    await put('H08', { autoAccept: true });
    await until(ofLive, (said) => said?.autoAccept === true && said.expectedMin === undefined);
  });
});
