import { z } from 'zod';
import { AccountName } from '../access';
import { Cause } from '../causes';
import { freeText } from '../privacy';
import { Id, Instant } from '../primitives';
import { Upload } from './connect';
import { Mapping } from './mapping';

export const TABLE_KINDS = ['postgres', 'mysql'] as const;
export const TABLE_PORTS = { postgres: 5432, mysql: 3306 } as const;
/** Number of last rows read as a sample while connecting. */
export const TABLE_SAMPLE_ROWS = 2000;

/** name in the database */
const Named = z.string().min(1).max(64);

const Host = z
  .string()
  .min(1)
  .max(253)
  .regex(/^[A-Za-z0-9_.:-]+$/, 'a name or address, without a port');
/** Certificates only; private keys are rejected. */
const Certificates = z
  .string()
  .max(20_000)
  .regex(
    /^(?:\s*-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----\s*)+$/,
    'certificates in PEM, and no key',
  );

/** A table or view of an external database. */
export const TablePlace = z.strictObject({
  kind: z.enum(TABLE_KINDS),
  host: Host,
  port: z.int().min(1).max(65_535),
  database: Named,
  user: Named,
  /** requires an encrypted connection to a server with a trusted certificate for its name */
  tls: z.boolean(),
  /** CA certificates; null for the public authorities */
  ca: Certificates.nullable().default(null),
  /** name in the server's certificate; null if it is the host */
  tlsName: Host.nullable().default(null),
  /** explicitly allows private addresses, which most of these servers have */
  allowPrivateHost: z.boolean(),
  /** `schema.table` unless it is in the user's own schema */
  table: z
    .string()
    .max(130)
    .regex(/^[^.]{1,64}(?:\.[^.]{1,64})?$/, 'table or schema.table'),
  /** unique column; null if the mapping's event id is unique */
  keyColumn: Named.nullable(),
  /** increasing column: a serial number, or the time of the last change */
  cursorColumn: Named,
});
export type TablePlace = z.infer<typeof TablePlace>;

const Reason = freeText(500).min(1);
const Password = z.string().max(500);

/** `POST /v1/connect/tables`: stores the table without reading it. */
export const NewConnectedTable = z.strictObject({ place: TablePlace, password: Password, reason: Reason });
export type NewConnectedTable = z.infer<typeof NewConnectedTable>;
/** Without a password, the old one stays. */
export const TableChange = z.strictObject({ place: TablePlace, password: Password.optional(), reason: Reason });
export type TableChange = z.infer<typeof TableChange>;

/** `POST /v1/connect/tables/{id}/start` */
export const TableStart = z.strictObject({
  source: AccountName,
  mapping: Mapping,
  /** first cursor, as the database writes it; null to continue, or to start at the table's beginning */
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
  /** a worker is reading it now */
  held: z.boolean(),
  /** first cursor; null for the table's beginning */
  from: z.string().nullable(),
  cursor: z.string().nullable(),
  rows: z.int(),
  accepted: z.int(),
  rejected: z.int(),
  /** fields that the mapping could not read */
  faults: z.int(),
  /** when all rows had last been read */
  readAt: Instant.nullable(),
  /** why the last reading failed; null if it did not */
  fault: Cause.nullable(),
  faultAt: Instant.nullable(),
  by: z.string(),
  reason: z.string(),
  at: Instant,
});
export type ConnectedTable = z.infer<typeof ConnectedTable>;

/** `POST /v1/connect/tables/{id}/sample`: its last rows as a file, which is processed like any file. */
export const TableSample = z.object({
  file: Upload,
  /** first and last cursor of it */
  first: z.string(),
  last: z.string(),
});
export type TableSample = z.infer<typeof TableSample>;
