import { DatabaseAddress, TABLE_PORTS, TablePlace, type ConnectedTable } from '@cockpit/contracts';

/** What stands in the fields of a table's form. */
export interface TableForm extends Omit<TablePlace, 'keyColumn' | 'ca' | 'tlsName'> {
  /** certificates in PEM; empty: of the authorities that everybody knows */
  ca: string;
  /** empty: the host */
  tlsName: string;
  /** empty: the mapping tells rows apart */
  keyColumn: string;
  password: string;
  reason: string;
}

export const emptyTable = (): TableForm => ({
  kind: 'mysql',
  host: '',
  port: TABLE_PORTS.mysql,
  database: '',
  user: '',
  password: '',
  tls: false,
  ca: '',
  tlsName: '',
  allowPrivateHost: false,
  table: '',
  keyColumn: '',
  cursorColumn: '',
  reason: '',
});

/** One that is there; its password is not told. */
export const formOf = ({ place }: Pick<ConnectedTable, 'place'>): TableForm => ({
  ...place,
  ca: place.ca ?? '',
  tlsName: place.tlsName ?? '',
  keyColumn: place.keyColumn ?? '',
  password: '',
  reason: '',
});

/** The other kind's usual port, where the usual one stood. */
export function withKind(form: TableForm, kind: TablePlace['kind']): TableForm {
  const isUsual = form.port === TABLE_PORTS[form.kind];
  return { ...form, kind, port: isUsual ? TABLE_PORTS[kind] : form.port };
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
/** Only the certificates of what was given: it may have remarks about them between, or a key, which nobody is to send. */
const certificatesIn = (text: string): string =>
  text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g)?.join('\n') ?? text;
/** Without TLS nothing of it is of use. */
const trustOf = ({ tls, ca, tlsName }: TableForm): Pick<TablePlace, 'ca' | 'tlsName'> => ({
  ca: tls ? orNull(certificatesIn(ca)) : null,
  tlsName: tls ? orNull(tlsName) : null,
});
const trimmed = (fields: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]: [string, unknown]) => [
      name,
      typeof value === 'string' ? value.trim() : value,
    ]),
  );
const wrongIn = (error: { issues: { path: PropertyKey[] }[] } | undefined): string[] => [
  ...new Set((error?.issues ?? []).map(({ path }) => String(path[0]))),
];

/** Where the database is, as far as it can be asked what it has; null, and which fields are wrong. */
export function addressOf(form: TableForm): { address: DatabaseAddress | null; wrong: string[] } {
  const { password: _password, reason: _reason, table: _table, keyColumn: _key, cursorColumn: _cursor, ...rest } = form;
  const { data, error } = DatabaseAddress.safeParse({ ...trimmed(rest), ...trustOf(form) });
  return { address: data ?? null, wrong: wrongIn(error) };
}

/** Null, and which fields are wrong. */
export function placeOf(form: TableForm): { place: TablePlace | null; wrong: string[] } {
  const { password: _password, reason, keyColumn, ...rest } = form;
  const read = TablePlace.safeParse({ ...trimmed(rest), ...trustOf(form), keyColumn: orNull(keyColumn) });
  const wrong = wrongIn(read.error);
  if (reason.trim() === '') wrong.push('reason');
  return { place: wrong.length === 0 ? (read.data ?? null) : null, wrong };
}
