import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deriveKey, firstToken, sealSecrets, type Settings } from '@cockpit/platform';
import { TOTP } from 'otpauth';
import { ACCESS_ENTITIES } from '../../libs/access/src/entities';
import { AuditLog } from '../../libs/access/src/audit';
import { FirstStart } from '../../libs/access/src/first-start/first-start';
import { SecondFactors } from '../../libs/access/src/second-factor/second-factors';
import { Identities } from '../../libs/access/src/single-sign-on/identities';
import { Users } from '../../libs/access/src/users';
import type { Asked } from '../support/asked';
import { askedEntities } from '../support/asked-entities';
import { holdStatements, type Statements } from './hold';

/** What comes from outside: none of it may stand in the text of a statement. */
const [HALL, NAME, ID] = ["H'1", "O'Hara", "a'b"];
const AT = Date.parse('2026-03-04T01:00:00Z');
const NOW = new Date(AT);
const clock = { now: () => AT };
const settings = { secret: 'x'.repeat(32) } as Settings;
const none = undefined as never;
const changes = { onChange: () => undefined, announce: () => Promise.resolve() } as never;
const actor = { kind: 'user', id: ID, name: NAME } as const;
const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const code = new TOTP({ secret: SECRET }).generate({ timestamp: AT });
/** a secret that somebody has begun with lies there, and nobody has tried before */
const redis = {
  del: () => Promise.resolve(1),
  rlflxIncr: () => Promise.resolve([1, 60_000]),
  getBuffer: () => Promise.resolve(Buffer.from(sealed(`pending/${ID}`).toString('base64'))),
} as never;

function sealed(belongsTo: string): Buffer {
  return sealSecrets({ secret: SECRET }, belongsTo, deriveKey(settings, 'second-factor'));
}

let folder = '';
/** People of the group of officers are in one hall. */
const signOn = (): Settings => {
  const groupsFile = join(folder, 'groups.json');
  writeFileSync(groupsFile, JSON.stringify({ groups: [{ group: ID, role: 'manager', halls: ['H-1'] }] }));
  return { ...settings, singleSignOn: { name: NAME, groupsFile, groupClaim: 'groups' } } as Settings;
};

const audit = ({ postgres }: Asked): AuditLog => new AuditLog(postgres);
const users = (engine: Asked): Users => new Users(engine.postgres, audit(engine), changes, clock, settings);
const factors = (engine: Asked): SecondFactors =>
  new SecondFactors(engine.postgres, users(engine), audit(engine), redis, settings, clock);
const identities = (engine: Asked): Identities =>
  new Identities(engine.postgres, audit(engine), none, changes, clock, signOn());
const arrival = {
  issuer: NAME,
  subject: ID,
  sid: undefined,
  idToken: ID,
  claims: { preferred_username: 'ohara', name: NAME, groups: [ID] },
};

/** Columns as TypeORM names them: the alias before each. */
const rowOf = (alias: string, row: object): object =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [`${alias}_${name}`, value]));
const USER = {
  id: ID,
  name: NAME,
  display_name: NAME,
  role: 'officer',
  halls: [HALL],
  officer_id: null,
  units: null,
  password_hash: ID,
  created_at: NOW,
  disabled_at: null,
  must_change_password: false,
  second_factor_since: null,
  issuer: null,
  subject: null,
  version: 3,
};
const isHeld = 'FROM "app_user" "u"';

const CASES: readonly Statements[] = [
  [
    'the first administrator',
    (engine) =>
      new FirstStart(
        engine.answer('FROM app_user', [{ there: false }]).postgres,
        ...([users(engine), settings, redis] as const),
      ).make(
        { name: NAME, displayName: HALL, password: 'Not-to-be-guessed-7', token: firstToken(settings) },
        ...(['203.0.113.7', 'c-1'] as const),
      ),
  ],
  [
    'another role and scope',
    (engine) =>
      users(engine.answer(isHeld, [rowOf('u', USER)])).edit(
        NAME,
        { role: 'supervisor', halls: [HALL], displayName: HALL, officerId: ID, version: 3, why: ID } as never,
        actor,
      ),
  ],
  ['somebody who comes in for the first time', (engine) => identities(engine).enter(arrival, 'c-1')],
  [
    'somebody who comes in with other groups',
    (engine) =>
      identities(engine.answer('"UserRow"', [rowOf('UserRow', { ...USER, issuer: NAME, subject: ID })])).enter(
        arrival,
        'c-1',
      ),
  ],
  [
    'a second factor confirmed',
    (engine) =>
      factors(engine.answer(isHeld, [rowOf('u', USER)])).confirm(
        { user: { id: ID, name: NAME } as never },
        code,
        actor,
      ),
  ],
  [
    'a code of an authenticator',
    (engine) =>
      factors(
        engine
          .answer('FROM "second_factor"', [
            rowOf('SecondFactorRow', { user_id: ID, secret: sealed(ID), last_step: '1', recovery: [] }),
          ])
          .answer('UPDATE second_factor', [{ last_step: '2' }]),
      ).redeem({ id: ID, name: NAME }, code, actor),
  ],
  [
    'a recovery code',
    (engine) =>
      factors(engine.answer('UPDATE second_factor', [{ left: 9 }])).redeem(
        { id: ID, name: NAME },
        ...(['ABCD-EFGH-JKMN', actor] as const),
      ),
  ],
];

describe('the statements of accounts', () => {
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'groups-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  holdStatements(CASES, [HALL, NAME, ID], () => askedEntities(ACCESS_ENTITIES));
});
