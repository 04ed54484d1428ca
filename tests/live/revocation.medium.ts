import { Tokens, Users } from '@cockpit/access';
import { DataSource } from 'typeorm';
import { bootApp, type RunningApp } from '../support/engines';
import { ACTOR, clockTo, opened, openHall, until, type Hall } from './support';
import { WholeModule } from './modules';

/** A message that was lost is made up for by looking, every two seconds; a process believes what it knows for one. */
const AT_MOST_MS = 5000;
const PASSWORD = 'correct horse battery';

describe('an event stream', () => {
  let house: Hall;
  /** another process on the same stores: what is revoked in one ends in all */
  let other: RunningApp;
  beforeAll(async () => {
    house = await openHall();
    other = await bootApp(house.stores, WholeModule);
    await house.post([...opened(0), clockTo(1)]);
    await until(
      () => house.live(),
      (live) => live.windows.length > 0,
    );
  });
  afterAll(async () => {
    await other.close();
    await house.close();
  });

  const accounts = () => ({
    tokens: house.front.app.get(Tokens),
    users: house.front.app.get(Users),
    postgres: house.front.app.get(DataSource),
  });
  const token = async (name: string) => accounts().tokens.add({ name, role: 'supervisor', halls: ['H08'] }, ACTOR);
  async function signIn(name: string): Promise<string> {
    await accounts().users.add({ name, role: 'supervisor', halls: ['H08'], password: PASSWORD }, ACTOR);
    const answer = await fetch(`${house.front.url}/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: name, password: PASSWORD }),
    });
    return (answer.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
  }

  /** Follows the hall's stream in both processes. @returns when the last of the two has ended, ms after `since` */
  async function follow(
    headers: Record<string, string>,
  ): Promise<{ isOpen(): boolean; ended(since: number): Promise<number> }> {
    let open = 0;
    const ends = [house.front.url, other.url].map(async (url) => {
      const response = await fetch(`${url}/v1/halls/H08/stream`, { headers });
      expect(response.status).toBe(200);
      open += 1;
      try {
        await response.body?.pipeTo(new WritableStream());
      } catch {
        // broken off
      }
      open -= 1;
      return performance.now();
    });
    await until(
      () => Promise.resolve(open),
      (n) => n === 2,
    );
    return { isOpen: () => open === 2, ended: async (since) => Math.max(...(await Promise.all(ends))) - since };
  }

  const cases: [string, () => Promise<{ headers: Record<string, string>; revoke(): Promise<unknown> }>][] = [
    [
      'its token is revoked',
      async () => {
        const { id, secret } = await token('revoked');
        return { headers: { authorization: `Bearer ${secret}` }, revoke: () => house.send(`/v1/tokens/${id}/revoke`) };
      },
    ],
    [
      'its user is disabled',
      async () => ({
        headers: { cookie: await signIn('disabled') },
        revoke: () => house.send('/v1/users/disabled/disable'),
      }),
    ],
    [
      'its session ends',
      async () => {
        const cookie = await signIn('leaving');
        return {
          headers: { cookie },
          revoke: () => fetch(`${house.front.url}/v1/session`, { method: 'DELETE', headers: { cookie } }),
        };
      },
    ],
    [
      'its screen is no longer paired',
      async () => {
        const { id, secret } = await accounts().tokens.add({ name: 'wall', role: 'screen', halls: ['H08'] }, ACTOR);
        return {
          headers: { cookie: `cockpit_screen=${secret}` },
          revoke: () => house.send(`/v1/screens/${id}/revoke`),
        };
      },
    ],
    [
      'its user gets other halls, by hand',
      async () => ({
        headers: { cookie: await signIn('moved') },
        revoke: () => accounts().postgres.query("UPDATE app_user SET halls = '{H09}' WHERE name = 'moved'"),
      }),
    ],
    [
      'its user gets another role, by hand',
      async () => ({
        headers: { cookie: await signIn('other') },
        revoke: () => accounts().postgres.query("UPDATE app_user SET role = 'guide' WHERE name = 'other'"),
      }),
    ],
    [
      'its token expires',
      async () => {
        const { secret } = await accounts().tokens.add(
          { name: 'brief', role: 'supervisor', halls: ['H08'], expiresAt: new Date(Date.now() + 60_000).toISOString() },
          ACTOR,
        );
        return {
          headers: { authorization: `Bearer ${secret}` },
          revoke: () => accounts().postgres.query("UPDATE api_token SET expires_at = now() WHERE name = 'brief'"),
        };
      },
    ],
  ];

  it.each(cases)('ends within five seconds when %s', async (_, prepare) => {
    const subject = await prepare();
    const bystander = await follow({ authorization: `Bearer ${house.token}` });
    const stream = await follow(subject.headers);
    await new Promise((done) => setTimeout(done, 1500));
    expect(stream.isOpen()).toBe(true);
    const since = performance.now();
    await subject.revoke();
    expect(await stream.ended(since)).toBeLessThan(AT_MOST_MS);
    expect(bystander.isOpen()).toBe(true);
  });
});
