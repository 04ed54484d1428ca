import type { Caller, NewChannel } from '@cockpit/contracts';
import type { Settings } from '@cockpit/platform';
import { AuditLog } from '@cockpit/access';
import { AuditRow } from '../../libs/access/src/entities';
import { endTest, testSent } from '../../libs/notify/src/api/channel-tests';
import { Notifications } from '../../libs/notify/src/api/notifications';
import { take } from '../../libs/notify/src/outbox/lease-batch';
import { aloneIn } from '../../libs/notify/src/outbox/recipients';
import { outboxWaiting, renewLease } from '../../libs/notify/src/outbox/work';
import { personsOfOfficers } from '../../libs/notify/src/persons/officer-persons';
import { PersonRow } from '../../libs/notify/src/persons/person.entity';
import { PersonStore } from '../../libs/notify/src/persons/person-store';
import { PushRow } from '../../libs/notify/src/push/push.entity';
import { PushStore } from '../../libs/notify/src/push/push-store';
import { ChannelStore } from '../../libs/notify/src/settings/channel-store';
import { ChannelRow } from '../../libs/notify/src/settings/entities';
import type { Asked } from '../support/asked';
import { askedEntities } from '../support/asked-entities';
import { holdStatements, type Statements } from './hold';
import { botsOf, holdBot, letBotsGo } from '../../libs/notify/src/bots/bot-holders';

/** What comes from outside: none of it may stand in the text of a statement. */
const [HALL, NAME, ID, TEXT] = ["H'1", "O'Hara", "a'b", "it's full"];
const NOW = '2026-03-04T01:00:00.000Z';
const AT = Date.parse(NOW);
const UUID = '00000000-0000-4000-8000-000000000000';
const settings = { secret: 'x'.repeat(32), retentionDays: 90 } as Settings;
const caller: Caller = { kind: 'user', id: ID, name: NAME, role: 'administrator', halls: 'all' };
const actor = { kind: 'user', id: ID, name: NAME } as const;
const halls = { refuseUnknown: () => Promise.resolve() } as never;
const users = { byId: () => Promise.resolve({ user: { name: NAME } }) } as never;
const holder = { me: NAME, session: { pid: 7, since: TEXT } };

const audit = ({ postgres }: Asked): AuditLog => new AuditLog(postgres);
const channels = (engine: Asked): ChannelStore =>
  new ChannelStore(
    engine.answer('"ChannelRow"', [rowOf('ChannelRow', CHANNEL)]).postgres,
    ...([audit(engine), halls, settings] as const),
  );
const persons = (engine: Asked): PersonStore => new PersonStore(engine.postgres, audit(engine), users, halls, settings);

/** Columns as TypeORM names them: the alias before each. */
const rowOf = (alias: string, row: object): object =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [`${alias}_${name}`, value]));
const CHANNEL = {
  id: UUID,
  name: NAME,
  kind: 'webhook',
  enabled: true,
  halls: null,
  levels: ['red'],
  language: 'zh-CN',
  endings: true,
  allow_private_host: true,
  settings: {},
  sealed: Buffer.from(ID),
  address: ID,
  standing: true,
  robot: null,
  revision: 3,
  created_at: new Date(NOW),
  updated_at: new Date(NOW),
  removed_at: null,
};
const wanted = {
  name: NAME,
  enabled: true,
  halls: [HALL],
  levels: ['red'],
  language: 'zh-CN',
  endings: true,
  allowPrivateHost: true,
  kind: 'webhook',
  settings: { url: 'https://a.example/' },
  secrets: { keys: [`whsec_${Buffer.alloc(32, 7).toString('base64')}`] },
} as unknown as NewChannel;
const PERSON = { id: UUID, name: NAME, account: null, sealed: Buffer.from(ID), shown: {}, told: {}, revision: 3 };
const notice = {
  phase: 'open',
  level: 'red',
  hall: 'H-1',
  about: { code: 'notice.test', params: {} },
  firedAt: NOW,
  endedAt: null,
  path: null,
};
const TAKEN = {
  id: '7',
  key: ID,
  subject: ID,
  recipient: NAME,
  target: null,
  occasion: ID,
  hall: HALL,
  notice,
  attempts: 1,
  unsure: false,
  earlier: [],
  waiting: '1',
};
/** A channel of a robot that has something to send. */
const due = (engine: Asked, rows: readonly object[], arrivals: readonly number[] = []): Asked =>
  engine
    .answer('FOR NO KEY UPDATE OF c', [
      {
        id: UUID,
        kind: 'wecom-robot',
        language: 'zh-CN',
        allowPrivateHost: true,
        settings: {},
        sealed: Buffer.from(ID),
        robot: ID,
        revision: 3,
      },
    ])
    .answer('AS now', [{ now: AT }])
    .answer('FROM notify_robot', [{ arrivals, restsUntil: 0 }])
    .answer('FOR UPDATE OF o', rows)
    .answer('RETURNING id', [{ id: '7' }]);
const limitsOf = () => ({ windows: [{ count: 20, ms: 60_000 }], bytes: 2048 });
/** It stops where nothing was found. */
const asked = (work: Promise<unknown>): Promise<unknown> => work.catch(() => null);

const CASES: readonly Statements[] = [
  ['a new channel', (engine) => asked(channels(engine).add(wanted, actor))],
  ['another address of a channel', (engine) => asked(channels(engine).change(UUID, wanted, actor))],
  ['a channel removed', (engine) => channels(engine).remove(UUID, actor)],
  ['what became of a test', ({ postgres }) => testSent(postgres, ID)],
  ['the end of a test', ({ postgres }) => endTest(postgres, ID)],
  ['apps that have a connection', ({ postgres }) => botsOf(postgres, [ID])],
  ['holding the connection of an app', ({ postgres }) => holdBot(postgres, ID, holder)],
  ['letting connections go', ({ postgres }) => letBotsGo(postgres, NAME)],
  [
    'a name of the roster',
    (engine) =>
      persons(engine.answer('"PersonRow"', [rowOf('PersonRow', PERSON)])).change(
        { name: NAME, account: ID, addresses: { phone: '13800138000' }, told: {} },
        actor,
      ),
  ],
  ['the name of an account', (engine) => persons(engine).ofCaller(caller)],
  [
    'a browser taken away',
    (engine) =>
      new PushStore(engine.answer('DELETE FROM', [{}]).postgres, audit(engine), settings).remove(ID, caller, actor),
  ],
  ['who an officer of the feed is', ({ manager }) => personsOfOfficers(manager, [{ id: ID, name: TEXT }])],
  ['who is reached alone', ({ manager }) => aloneIn(manager, HALL)],
  [
    'a message sent again',
    (engine) =>
      asked(
        new Notifications(
          engine.answer('UPDATE', [{}]).answer('WHERE o.id = $1', [
            {
              id: '7',
              subject: ID,
              channel: UUID,
              channelName: NAME,
              kind: 'webhook',
              recipient: NAME,
              hall: HALL,
              level: 'red',
              phase: 'open',
              state: 'dead',
              attempts: 3,
              notice,
              firedAt: new Date(NOW),
              createdAt: new Date(NOW),
              deliveredAt: null,
              nextAt: new Date(NOW),
              receipt: null,
              error: TEXT,
            },
          ]).postgres,
        ).resend('7', caller),
      ),
  ],
  [
    'a message taken by a robot',
    (engine) => take(due(engine, [TAKEN]).manager, limitsOf, { pid: 7, since: TEXT }, [ID]),
  ],
  ['a message nobody can read', (engine) => take(due(engine, [{ id: '7' }]).manager, limitsOf, null)],
  [
    'a robot that may not be posted to now',
    (engine) => take(due(engine, [TAKEN], new Array<number>(20).fill(AT - 1)).manager, limitsOf, null),
  ],
  ['that a channel is still ours', ({ postgres }) => asked(renewLease(postgres, UUID, ID))],
  ['messages nobody sends', ({ postgres }) => asked(outboxWaiting(postgres))],
];

describe('the statements of channels', () => {
  // channels and persons are sealed with keys that are drawn
  holdStatements(CASES, [HALL, NAME, ID, TEXT], () => askedEntities([ChannelRow, PersonRow, PushRow, AuditRow]));
});
