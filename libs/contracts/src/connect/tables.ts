import { z } from 'zod';
import { AccountName } from '../access';
import { Cause } from '../causes';
import { freeText } from '../privacy';
import { Id, Instant } from '../primitives';
import { Upload } from './connect';
import { Mapping } from './mapping';

export const TABLE_KINDS = ['postgres', 'mysql'] as const;
export const TABLE_PORTS = { postgres: 5432, mysql: 3306 } as const;
/** Rows of a table that are looked at while it is connected: its last ones. */
export const TABLE_SAMPLE_ROWS = 2000;

/** as the database calls it */
const Named = z.string().min(1).max(64);

const Host = z
  .string()
  .min(1)
  .max(253)
  .regex(/^[A-Za-z0-9_.:-]+$/, 'a name or address, without a port');
/** Certificates and nothing else: a key has no business here. */
const Certificates = z
  .string()
  .max(20_000)
  .regex(
    /^(?:\s*-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----\s*)+$/,
    'certificates in PEM, and no key',
  );

/** A table or view of somebody else's database. */
export const TablePlace = z.strictObject({
  kind: z.enum(TABLE_KINDS),
  host: Host,
  port: z.int().min(1).max(65_535),
  database: Named,
  user: Named,
  /** only an encrypted connection, to a server whose certificate is trusted and of its name */
  tls: z.boolean(),
  /** certificates of whoever signed the server's; null: of the authorities that everybody knows */
  ca: Certificates.nullable().default(null),
  /** the name in the server's certificate where it is not the host; null: the host */
  tlsName: Host.nullable().default(null),
  /** addresses of one's own network, which is where most of them are: somebody has to say so */
  allowPrivateHost: z.boolean(),
  /** `schema.table` where it is not the user's own */
  table: z
    .string()
    .max(130)
    .regex(/^[^.]{1,64}(?:\.[^.]{1,64})?$/, 'table or schema.table'),
  /** what tells two rows apart; null: what the mapping makes of a row does */
  keyColumn: Named.nullable(),
  /** only grows: a number given in order, or when the row was changed last */
  cursorColumn: Named,
});
export type TablePlace = z.infer<typeof TablePlace>;

const Reason = freeText(500).min(1);
const Password = z.string().max(500);

/** `POST /v1/connect/tables`: it is kept, and nothing of it read yet. */
export const NewConnectedTable = z.strictObject({ place: TablePlace, password: Password, reason: Reason });
export type NewConnectedTable = z.infer<typeof NewConnectedTable>;
/** A password that is left out stays. */
export const TableChange = z.strictObject({ place: TablePlace, password: Password.optional(), reason: Reason });
export type TableChange = z.infer<typeof TableChange>;

/** `POST /v1/connect/tables/{id}/start` */
export const TableStart = z.strictObject({
  source: AccountName,
  mapping: Mapping,
  /** cursor to begin at, as the database writes it; null: where it stood, else at the table's beginning */
  from: z.string().min(1).max(200).nullable(),
  everySec: z.number().min(1).max(3600),
  reason: Reason,
});
export type TableStart = z.infer<typeof TableStart>;
export const TableStop = z.strictObject({ reason: Reason });
export type TableStop = z.infer<typeof TableStop>;

export const TABLE_STATES = ['draft', 'live', 'stopped'] as const;
export const ConnectedTable = z.object({
  id: Id,
  place: TablePlace,
  source: z.string().nullable(),
  mapping: Mapping.nullable(),
  version: z.int().nullable(),
  everySec: z.number(),
  state: z.enum(TABLE_STATES),
  /** a worker has it in its hands now */
  held: z.boolean(),
  /** what it was begun at; null: the table's beginning */
  from: z.string().nullable(),
  cursor: z.string().nullable(),
  rows: z.int(),
  accepted: z.int(),
  rejected: z.int(),
  /** fields of rows that the mapping could not read */
  faults: z.int(),
  /** when all that was there had been read */
  readAt: Instant.nullable(),
  /** why the last reading failed; null: it did not */
  fault: Cause.nullable(),
  faultAt: Instant.nullable(),
  by: z.string(),
  reason: z.string(),
  at: Instant,
});
export type ConnectedTable = z.infer<typeof ConnectedTable>;

/** `POST /v1/connect/tables/{id}/sample`: its last rows as a file, which then goes the way of every file. */
export const TableSample = z.object({
  file: Upload,
  /** cursors of the first and the last row of it */
  first: z.string(),
  last: z.string(),
});
export type TableSample = z.infer<typeof TableSample>;
