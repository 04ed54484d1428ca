import type { Settings } from '@cockpit/platform';
import { ACCESS_ENTITIES } from '../../libs/access/src/entities';
import { Administrators } from '../../libs/access/src/administrators/administrators';
import { AuditLog } from '../../libs/access/src/audit';
import { AuditChain } from '../../libs/access/src/audit-chain/audit-chain';
import { FirstStart } from '../../libs/access/src/first-start/first-start';
import { KeyUses } from '../../libs/access/src/key-uses';
import { Screens } from '../../libs/access/src/screens/screens';
import { SecondFactors } from '../../libs/access/src/second-factor/second-factors';
import { Identities } from '../../libs/access/src/single-sign-on/identities';
import { SourceKeys } from '../../libs/access/src/source-keys';
import { Sources } from '../../libs/access/src/sources';
import { activeAccounts } from '../../libs/access/src/active-accounts';
import { Tokens } from '../../libs/access/src/tokens';
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
/** nobody else has to hear of a change, and nobody has tried before */
const changes = { onChange: () => undefined, announce: () => Promise.resolve() } as never;
const redis = { del: () => Promise.resolve(1) } as never;
const actor = { kind: 'user', id: ID, name: NAME } as const;
const caller = { kind: 'user', id: ID, name: NAME, role: 'administrator', halls: 'all' } as const;

const audit = ({ postgres }: Asked): AuditLog => new AuditLog(postgres);
const users = (engine: Asked): Users => new Users(engine.postgres, audit(engine), changes, clock, settings);
const uses = ({ postgres }: Asked): KeyUses => new KeyUses(postgres);
const tokens = (engine: Asked): Tokens => new Tokens(engine.postgres, audit(engine), changes, uses(engine), clock);
const sources = (engine: Asked): Sources => new Sources(engine.postgres, audit(engine), changes, clock);
const keys = (engine: Asked): SourceKeys => new SourceKeys(engine.postgres, changes, uses(engine), clock);
const screens = (engine: Asked): Screens => new Screens(engine.postgres, audit(engine));
const chain = ({ postgres }: Asked): AuditChain => new AuditChain(postgres, settings);
const factors = (engine: Asked): SecondFactors =>
  new SecondFactors(engine.postgres, users(engine), audit(engine), redis, settings, clock);
const administrators = (engine: Asked): Administrators =>
  new Administrators(engine.postgres, audit(engine), changes, clock);
const identities = (engine: Asked): Identities =>
  new Identities(engine.postgres, audit(engine), none, changes, clock, settings);

/** Columns as TypeORM names them: the alias before each. */
const rowOf = (alias: string, row: object): object =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [`${alias}_${name}`, value]));
const USER = {
  id: ID,
  name: NAME,
  display_name: NAME,
  role: 'manager',
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
const KEY = { id: ID, hash: ID, created_at: NOW, expires_at: null, revoked_at: null, last_used_at: null };
const TOKEN = {
  ...KEY,
  name: NAME,
  role: 'screen',
  halls: [HALL],
  officer_id: null,
  units: null,
  view: null,
  version: 3,
};
const SOURCE = { name: NAME, halls: [HALL], types: null, sandbox: false, created_at: NOW };
const APART = { apart: false, changed_at: NOW, changed_by: NAME, why: ID };
const isHeld = 'FROM "app_user" "u"';
/** It stops where nothing was found. */
const asked = (work: Promise<unknown>): Promise<unknown> => work.catch(() => null);

const CASES: readonly Statements[] = [
  ['writing down what was done', (engine) => audit(engine).record({ actor, action: 'user.change', target: ID })],
  [
    'writing down once what was shown',
    (engine) => audit(engine).recordOnce({ actor, action: 'user.change', target: ID, after: { hall: HALL } }),
  ],
  [
    'a page of the audit',
    (engine) =>
      audit(engine).list({
        limit: 50,
        cursor: '7',
        target: ID,
        who: NAME,
        what: ID,
        where: HALL,
        from: NOW.toISOString(),
        to: NOW.toISOString(),
      }),
  ],
  [
    'sealing the audit',
    (engine) =>
      chain(
        engine.answer('AS found', [
          {
            found: {
              id: '7',
              at: NOW.toISOString(),
              actor_kind: 'user',
              actor_id: ID,
              actor_name: NAME,
              action: ID,
              target: ID,
              correlation_id: null,
              before: null,
              after: null,
            },
          },
        ]),
      ).seal(true),
  ],
  ['sealing the audit while another does it', (engine) => chain(engine).seal()],
  ['checking the audit', (engine) => chain(engine).verify()],
  ['users', (engine) => users(engine).list()],
  ['a user by name', (engine) => asked(users(engine).byName(NAME))],
  ['a user by id', (engine) => users(engine).byId(ID)],
  ['somebody signing in', (engine) => users(engine).authenticate(NAME, ID)],
  ['whose password it is', (engine) => asked(users(engine).confirmPassword(ID, ID))],
  [
    'a new user',
    (engine) =>
      users(engine).add({ name: NAME, role: 'manager', halls: [HALL], password: 'Not-to-be-guessed-7' }, actor),
  ],
  ['a user disabled', (engine) => users(engine.answer(isHeld, [rowOf('u', USER)])).disable(NAME, actor, ID)],
  ['whether administrators are told apart', (engine) => administrators(engine).areApart()],
  ['the administrators', (engine) => administrators(engine.answer('FROM administrators', [APART])).state()],
  [
    'administrators put together',
    (engine) =>
      administrators(engine.answer('FROM administrators', [{ ...APART, apart: true }])).putTogether(ID, actor),
  ],
  ['whether anybody has an account', ({ postgres }) => new FirstStart(postgres, none, settings, redis).isOpen()],
  ['somebody of a provider', (engine) => identities(engine).bySubject(ID, NAME)],
  ['accounts that may still come in', ({ manager }) => activeAccounts(manager, [`user/${ID}`])],
  ['recovery codes that are left', (engine) => factors(engine).recoveryCodesLeft(ID)],
  ['renewing recovery codes', (engine) => factors(engine).renewRecovery({ id: ID, name: NAME }, actor)],
  [
    'taking a second factor away',
    (engine) =>
      factors(engine.answer(isHeld, [rowOf('u', { ...USER, second_factor_since: NOW })])).remove(NAME, actor, ID),
  ],
  ['tokens', (engine) => tokens(engine).list()],
  ['whose token it is', (engine) => tokens(engine).verify(ID)],
  ['a new token', (engine) => tokens(engine).add({ name: NAME, role: 'manager', halls: [HALL] }, actor)],
  ['a token revoked', (engine) => tokens(engine.answer('"api_token"', [rowOf('TokenRow', TOKEN)])).revoke(ID, actor)],
  ['screens', (engine) => screens(engine).list(caller)],
  ['what a screen shows', (engine) => screens(engine).viewOf(ID)],
  [
    'another view of a screen',
    (engine) =>
      screens(engine.answer('FOR UPDATE', [rowOf('TokenRow', TOKEN)])).change(
        ID,
        { name: NAME, view: { place: HALL } as never, version: 3, why: ID },
        caller,
        actor,
      ),
  ],
  ['sources', (engine) => sources(engine.answer('FROM "event_source"', [rowOf('SourceRow', SOURCE)])).list()],
  ['a source', (engine) => sources(engine).get(NAME)],
  [
    'a new source',
    (engine) => sources(engine).create({ name: NAME, halls: [HALL], types: [ID], sandbox: false }, actor),
  ],
  [
    'one more key',
    (engine) => sources(engine.answer('FROM "event_source"', [{ row_exists: 1 }])).addKey(NAME, NOW, actor),
  ],
  [
    'another key of a source',
    (engine) => sources(engine.answer('FOR UPDATE', [rowOf('SourceKeyRow', KEY)])).rotate(NAME, ID, 5, actor),
  ],
  [
    'a key revoked',
    (engine) => sources(engine.answer('FOR UPDATE', [rowOf('SourceKeyRow', KEY)])).revoke(NAME, ID, actor),
  ],
  [
    'whose key it is',
    (engine) =>
      keys(
        engine
          .answer('FROM "source_key"', [rowOf('SourceKeyRow', { ...KEY, source: NAME })])
          .answer('FROM "event_source"', [rowOf('SourceRow', SOURCE)]),
      ).verify(`hcs_0123456789ab_${ID}`),
  ],
  [
    'when keys were used',
    (engine) => {
      const noted = uses(engine);
      noted.note('source_key', ID, AT);
      noted.note('api_token', NAME, AT);
      return noted.write();
    },
  ],
];

describe('the statements of access', () => {
  holdStatements(CASES, [HALL, NAME, ID], () => askedEntities(ACCESS_ENTITIES));
});
