import type { Caller } from '@cockpit/contracts';
import { AuditLog } from '@cockpit/access';
import { AuditRow } from '../../libs/access/src/entities';
import { Candidates } from '../../libs/matters/src/acts/candidates';
import { Acting } from '../../libs/matters/src/acts/acting';
import { MatterFiles } from '../../libs/matters/src/acts/matter-files';
import { Appeals } from '../../libs/matters/src/api/appeals';
import { CardStore } from '../../libs/matters/src/api/card-store';
import { CatalogueFigures } from '../../libs/matters/src/api/catalogue-figures';
import { MatterCounter } from '../../libs/matters/src/api/matter-counter';
import { Enterprises } from '../../libs/matters/src/enterprises/enterprises';
import { Registers } from '../../libs/matters/src/grounds/registers';
import { Answering } from '../../libs/matters/src/rounds/answering';
import { RoundStore } from '../../libs/matters/src/rounds/round-store';
import { Rounds } from '../../libs/matters/src/rounds/rounds';
import { CaseEvents } from '../../libs/matters/src/tables/case-events';
import type { Asked } from '../support/asked';
import { askedEntities } from '../support/asked-entities';
import { holdStatements, type Statements } from './hold';

/** What comes from outside: none of it may stand in the text of a statement. */
const [HALL, SOURCE, TEXT, ID] = ["H'1", "counter's", "O'Hara", "a'b"];
const DAY = '2026-03-04';
const AT = Date.parse('2026-03-04T01:00:00Z');
const NOW = new Date(AT);
const clock = { now: () => AT };
const none = undefined as never;
const actor = { kind: 'user', id: ID, name: TEXT } as const;
const everybody: Caller = { kind: 'user', id: ID, name: TEXT, role: 'administrator', halls: 'all' };
const caller: Caller = { ...everybody, role: 'supervisor', halls: [HALL] };
const officer: Caller = { ...caller, role: 'officer', officerId: TEXT };
const doing = { caller, actor, correlationId: 'c-1' };
const organisation = { halls: [{ code: HALL, name: HALL, timeZone: 'UTC', tier: 'hall' }], items: [], packages: [] };
const grounds = {
  parts: {
    organisation,
    hallNow: new Map([[HALL, AT]]),
    wallNow: AT,
    registers: new Map(),
    calendars: { revision: 1 },
  },
  registerOf: () => SOURCE,
  nowOf: () => AT,
  enterpriseItems: () => [ID],
  itemName: () => null,
  officeOf: () => ({ timeZone: 'UTC', shifts: [] }),
};
const loader = { load: () => Promise.resolve(grounds), fresh: () => Promise.resolve(grounds) } as never;
const row = { id: ID, register: SOURCE, source: SOURCE, caseId: ID };
const matters = { rowOf: () => Promise.resolve(row) } as never;
const sources = { get: () => Promise.resolve({ name: SOURCE }) } as never;

const audit = ({ postgres }: Asked): AuditLog => new AuditLog(postgres);
const cards = ({ postgres }: Asked): CardStore => new CardStore(postgres, loader, clock);
const appeals = (engine: Asked): Appeals => new Appeals(engine.postgres, cards(engine), none, none, clock);
const files = (engine: Asked): MatterFiles => new MatterFiles(engine.postgres, matters, loader, audit(engine), clock);
const rounds = (engine: Asked): Rounds =>
  new Rounds(engine.postgres, new RoundStore(engine.postgres), none, loader, audit(engine), clock);
const answering = (engine: Asked): Answering =>
  new Answering(engine.postgres, new RoundStore(engine.postgres), audit(engine), clock);
const figures = ({ clickhouse }: Asked): CatalogueFigures => new CatalogueFigures(clickhouse, loader);
const counter = ({ clickhouse, postgres }: Asked): MatterCounter => new MatterCounter(clickhouse, postgres, loader);
const registers = (engine: Asked): Registers =>
  new Registers(engine.postgres, audit(engine), sources, engine.clickhouse);
const enterprises = (engine: Asked): Enterprises =>
  new Enterprises(...([engine.clickhouse, engine.postgres, loader, audit(engine), registers(engine), clock] as const));

const CARD = {
  id: ID,
  matter_id: ID,
  case_id: ID,
  source: SOURCE,
  kind: 'red',
  state: 'issued',
  standing: 'issued',
  reading: NOW,
  issued_at: NOW,
  halls: [HALL],
  unit: null,
  officer_id: TEXT,
  note: null,
  note_words: null,
  handled_by: null,
  handled_at: null,
  stage: null,
  appeal: 'none',
  basis: null,
};
const carded = (engine: Asked, change: object = {}): Asked =>
  engine.answer('SELECT * FROM matter_card WHERE id', [{ ...CARD, ...change }]);
const plan = {
  id: ID,
  name: TEXT,
  halls: [HALL],
  from: DAY,
  to: DAY,
  lines: [{ id: 'L-1', area: TEXT, question: TEXT }],
};
const ROUND = { ...plan, state: 'open', revision: 1, madeBy: TEXT, madeAt: NOW, changedBy: TEXT, changedAt: NOW };
const planned = (engine: Asked, times?: number): Asked => engine.answer('FROM inspection_round', [ROUND], times);
const file = { label: TEXT, mime: 'image/png', content: Buffer.from('89504e470d0a1a0a', 'hex').toString('base64') };
const period = { hall: HALL, item: ID, from: DAY, to: DAY } as never;
/** It stops where nothing was found. */
const asked = (work: Promise<unknown>): Promise<unknown> => work.catch(() => null);

const CASES: readonly Statements[] = [
  ['a card explained', (engine) => cards(carded(engine)).handle(ID, officer, 'explained', TEXT)],
  ['an appeal filed', (engine) => asked(appeals(carded(engine)).file(ID, TEXT, officer))],
  [
    'an appeal upheld',
    (engine) => asked(appeals(carded(engine, { appeal: 'open' })).decide(ID, 'upheld', TEXT, everybody)),
  ],
  [
    'an appeal upheld of a card that is over',
    (engine) => asked(appeals(carded(engine, { appeal: 'open', state: 'over' })).decide(ID, 'upheld', TEXT, everybody)),
  ],
  ['a file of a matter', (engine) => files(engine).add(ID, file as never, doing)],
  ['files that a matter begins with', (engine) => files(engine).bring(row, [file as never], caller)],
  [
    'what is in a file',
    (engine) =>
      files(
        engine
          .answer('WHERE case_id', [{ id: ID, source: SOURCE, label: TEXT, mime: 'image/png', bytes: 8 }])
          .answer('SELECT mime, content', [{ mime: 'image/png', content: Buffer.from(ID) }]),
      ).read(ID, ID, caller),
  ],
  ['a round made', (engine) => asked(rounds(engine).make(plan, doing))],
  ['a round changed', (engine) => rounds(planned(engine)).change(ID, ROUND as never, doing)],
  [
    'a line answered',
    (engine) =>
      asked(
        answering(planned(engine)).answer(
          ...([
            ID,
            HALL,
            { key: TEXT, line: 'L-1', answer: 'ok', at: NOW.toISOString(), note: TEXT } as never,
          ] as const),
          doing,
        ),
      ),
  ],
  ['to whom matters may be given', (engine) => candidates(engine).find([ID], caller)],
  [
    'matters somebody acts on',
    ({ clickhouse, postgres }) =>
      asked(
        new Acting(
          ...([clickhouse, postgres, loader, new CaseEvents(clickhouse), none, none, none, none] as const),
        ).act(ID, { act: 'accept', key: ID } as never, doing),
      ),
  ],
  ['how much limits are shortened', (engine) => figures(engine).compression(period, caller)],
  ['packages that were handled', (engine) => figures(engine).packages(period, caller)],
  ['tags of bad ratings', (engine) => counter(engine).ratingTags({ hall: HALL, from: DAY, to: DAY }, caller)],
  [
    'matters by unit',
    (engine) => counter(engine).count('unit', { hall: HALL, item: ID, officer: TEXT, state: 'open' }, caller),
  ],
  ['enterprises with what they need', (engine) => enterprises(engine).list({ hall: HALL, limit: 50 }, caller)],
  [
    'a source in another register',
    (engine) => registers(engine.answer('DISTINCT caseId', [{ caseId: ID }])).declare(SOURCE, TEXT, actor),
  ],
];

function candidates(engine: Asked): Candidates {
  const open = { id: ID, item: ID, kind: 'case', hall: HALL, unit: TEXT, officerId: null };
  return new Candidates(engine.answer('matter FINAL', [open], 1).clickhouse, loader);
}

describe('the statements of handling matters', () => {
  holdStatements(CASES, [HALL, SOURCE, TEXT, ID], () => askedEntities([AuditRow]));
});
