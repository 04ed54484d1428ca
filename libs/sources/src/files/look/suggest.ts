import { Mapping, type ColumnRole, type MappingCondition, type MappingField } from '@cockpit/contracts';
import type { z } from 'zod';
import type { ColumnFacts } from './roles';
import { cancelledOf, channelsOf, codesOf, goneOf, resultsOf } from './words';

/** KnownCodes codes of the organisation, as far as a mapping needs them. */
export interface KnownCodes {
  halls: readonly {
    code: string;
    name: string;
    queues: readonly { code: string; name: string }[];
    windows: readonly { id: string; number: string }[];
  }[];
  timeZone: string;
  /** the only hall of the file */
  hall?: string | undefined;
}
type Draft = z.input<typeof Mapping>;
type Field = z.input<typeof MappingField>;
type Condition = z.input<typeof MappingCondition>;
type Roles = ReadonlyMap<ColumnRole, ColumnFacts>;

export interface FileShape {
  name: string;
  rows: Draft['rows'];
  delimiter: string;
  encoding: Draft['encoding'];
  sheet?: string | undefined;
}

const NEEDED: readonly ColumnRole[] = ['number', 'issued', 'queue'];
const USUAL: readonly ColumnRole[] = ['called', 'window', 'finished'];

export const missingOf = (roles: Roles, codes: KnownCodes): ColumnRole[] => [
  ...[...NEEDED, ...USUAL].filter((role) => !roles.has(role)),
  ...(roles.has('hall') || codes.hall !== undefined ? [] : (['hall'] as const)),
];

/** Suggests a ticket mapping as far as columns have the needed roles; null without a number and a time. */
export function suggestion(roles: Roles, shape: FileShape, codes: KnownCodes): Mapping | null {
  const [number, issued] = [roles.get('number') ?? roles.get('ticket'), roles.get('issued')];
  if (number === undefined || issued === undefined) return null;
  const valueMaps: Record<string, Record<string, string>> = {};
  const fields = new TicketFields(roles, codes, valueMaps);
  const ticket = fields.ticketId(number, issued);
  const base: Record<string, Field> = { hallId: fields.hall(), ticketId: ticket.field };
  const at = (role: ColumnRole): Field => fields.time(roles.get(role) ?? issued);
  const when = (role: ColumnRole): Condition[] => {
    const column = roles.get(role);
    return column === undefined ? [] : [{ column: column.name, present: true }];
  };
  const events: Draft['events'] = [
    {
      type: 'hall.ticket.issued',
      id: `${ticket.template}/issued`,
      time: at('issued'),
      data: {
        ...base,
        number: { ...column(number), required: true },
        queue: fields.queue(),
        channel: fields.channel(),
        ...fields.item(),
      },
    },
  ];
  const atWindow = { ...base, ...fields.window(), ...fields.officer() };
  const status = roles.get('status');
  const [gone, cancelled] = [goneOf(status?.distinct ?? []), cancelledOf(status?.distinct ?? [])];
  const unserved = [...gone, ...cancelled];
  const served: Condition[] =
    status === undefined || unserved.length === 0 ? [] : [{ column: status.name, oneOf: unserved, not: true }];
  if (roles.has('window')) {
    for (const role of ['called', 'started'] as const)
      if (roles.has(role))
        events.push({
          type: `hall.ticket.${role}`,
          id: `${ticket.template}/${role}`,
          when: [...when(role), { column: windowOf(roles), present: true }],
          time: at(role),
          data: atWindow,
        });
    if (roles.has('finished'))
      events.push({
        type: 'hall.ticket.finished',
        id: `${ticket.template}/finished`,
        when: [...when('finished'), { column: windowOf(roles), present: true }, ...served],
        time: at('finished'),
        data: { ...atWindow, result: fields.result() },
      });
  }
  // a no-show was called; an abandoned ticket has an end time, if any
  const ends = [
    ['hall.ticket.no-show', gone, roles.has('called') ? 'called' : 'issued'],
    ['hall.ticket.cancelled', cancelled, roles.has('finished') ? 'finished' : 'issued'],
  ] as const;
  for (const [type, values, ended] of ends)
    if (status !== undefined && values.length > 0)
      events.push({
        type,
        id: `${ticket.template}/${type.slice('hall.ticket.'.length)}`,
        when: [{ column: status.name, oneOf: [...values] }, ...when(ended)],
        time: at(ended),
        data: base,
      });
  const { rows, delimiter, encoding, sheet } = shape;
  const draft: Draft = {
    format: 'mapping/1',
    name: nameOf(shape.name),
    rows,
    timeZone: codes.timeZone,
    ...(rows === 'csv' ? { delimiter, encoding } : rows === 'ndjson' ? { encoding } : {}),
    ...(sheet === undefined ? {} : { sheet }),
    empty: emptyOf(roles),
    valueMaps,
    events,
    organisation: { queueName: column(roles.get('queue') ?? number) },
  };
  return Mapping.parse(draft);
}

const column = ({ name }: ColumnFacts): Field => ({ column: name });
const windowOf = (roles: Roles): string => roles.get('window')?.name ?? '';
/** Part of the events' identity, so it is the same for the same file. */
const nameOf = (file: string): string =>
  file
    .toLowerCase()
    .replace(/\.(gz|[a-z]{3,6})$/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|[-\d]+$/g, '')
    .slice(0, 40) || 'tickets';

/** How systems write missing values. */
const NOTHING = ['NULL', 'null', '-', '--', '无', 'N/A', '0000-00-00 00:00:00'];
const emptyOf = (roles: Roles): string[] =>
  NOTHING.filter((text) => [...roles.values()].some(({ distinct }) => distinct.includes(text)));

class TicketFields {
  constructor(
    private readonly roles: Roles,
    private readonly organisation: KnownCodes,
    private readonly maps: Record<string, Record<string, string>>,
  ) {}

  /** Ticket numbers repeat daily, so the id includes the time of issue. */
  ticketId(number: ColumnFacts, issued: ColumnFacts): { template: string; field: Field } {
    const own = this.roles.get('ticket');
    const day = issued.forms.instant.length > 0 ? undefined : this.roles.get('day');
    const parts = own === undefined ? [number, ...(day === undefined ? [] : [day]), issued] : [own];
    const hall = own === undefined ? this.roles.get('hall') : undefined;
    const template = [...parts, ...(hall === undefined ? [] : [hall])].map(({ name }) => `{${name}}`).join('@');
    return { template, field: parts.length === 1 ? { column: parts[0]?.name } : { template } };
  }

  time(seen: ColumnFacts): Field {
    if (seen.forms.instant.length > 0)
      return { column: seen.name, as: 'instant', format: oneOrMore(seen.forms.instant) };
    const day = this.roles.get('day');
    if (day === undefined) return { column: seen.name, as: 'instant', format: oneOrMore(seen.forms.time) };
    const formats = day.forms.day.flatMap((date) => seen.forms.time.map((time) => `${date} ${time}`));
    return { template: `{${day.name}} {${seen.name}}`, as: 'instant', format: oneOrMore(formats) };
  }

  hall(): Field {
    const seen = this.roles.get('hall');
    if (seen === undefined || this.organisation.hall !== undefined) return { value: this.organisation.hall ?? '' };
    const codes = codesOf(seen.distinct, this.organisation.halls);
    if (seen.distinct.every((value) => codes[value] === value)) return { column: seen.name, required: true };
    this.maps['hall'] = codes;
    return { column: seen.name, map: 'hall', required: true };
  }

  queue(): Field {
    const seen = this.roles.get('queue');
    if (seen === undefined) return { value: 'all' };
    const queues = this.halls().flatMap((hall) => hall.queues);
    this.maps['queue'] = codesOf(seen.distinct, queues);
    return { column: seen.name, map: 'queue', required: true };
  }

  window(): Record<string, Field> {
    const seen = this.roles.get('window');
    if (seen === undefined) return {};
    const windows = this.halls().flatMap((hall) => hall.windows);
    const numberOf = (text: string): string => (/\d+/.exec(text)?.[0] ?? text).replace(/^0+(?=\d)/, '');
    const matched = Object.fromEntries(
      seen.distinct.flatMap((value) => {
        const found =
          windows.find(({ id }) => id === value) ?? windows.find(({ number }) => numberOf(number) === numberOf(value));
        return found === undefined ? [] : [[value, found.id]];
      }),
    );
    if (Object.keys(matched).length > 0) {
      this.maps['window'] = matched;
      return { windowId: { column: seen.name, map: 'window', keep: true } };
    }
    const digits = new Set(seen.distinct.map((value) => /\d+/.exec(value)?.[0]));
    const areDistinct = !digits.has(undefined) && digits.size === seen.distinct.length;
    return { windowId: { column: seen.name, ...(areDistinct ? { extract: '\\d+' } : {}) } };
  }

  channel(): Field {
    const seen = this.roles.get('channel');
    if (seen === undefined) return { value: 'walk-in' };
    this.maps['channel'] = channelsOf(seen.distinct);
    return { column: seen.name, map: 'channel', otherwise: 'walk-in', required: true };
  }

  result(): Field {
    const seen = this.roles.get('status');
    if (seen === undefined) return { value: 'done' };
    this.maps['result'] = resultsOf(seen.distinct);
    return { column: seen.name, map: 'result', required: true };
  }

  item(): Record<string, Field> {
    const seen = this.roles.get('item');
    return seen === undefined ? {} : { item: column(seen) };
  }

  officer(): Record<string, Field> {
    const seen = this.roles.get('officer');
    return seen === undefined ? {} : { officerId: column(seen) };
  }

  private halls(): KnownCodes['halls'] {
    const { hall, halls } = this.organisation;
    return hall === undefined ? halls : halls.filter(({ code }) => code === hall);
  }
}

const oneOrMore = (formats: readonly string[]): string | string[] =>
  formats.length === 1 ? (formats[0] ?? 'iso') : formats.length === 0 ? 'iso' : [...formats];
