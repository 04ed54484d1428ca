import { z } from 'zod';
import { isOwnSource } from './own-sources';
import { isNoPersonsNumber } from './privacy';
import { Code, Id, Instant } from './primitives';
import { Role } from './roles';

/** Name of a source, user or token, for typing and for logs. */
export const AccountName = z
  .string()
  .regex(
    /^[A-Za-z0-9\u4e00-\u9fff][A-Za-z0-9\u4e00-\u9fff._@-]{0,63}$/,
    'letters, digits, dot, dash, underscore and @, at most 64',
  )
  .refine(
    isNoPersonsNumber,
    'a name that is not the telephone or document number of a person: names stand in logs and records',
  );
/** Halls that a caller may see; `all` is the bureau's view. */
export const HallScope = z.union([z.literal('all'), z.array(Code).min(1)]);
/** As stored: a unit may have no hall at all. */
export const KeptHalls = z.union([z.literal('all'), z.array(Code)]);
export type KeptHalls = z.infer<typeof KeptHalls>;
export type HallScope = z.infer<typeof HallScope>;
/** Approval units that an account represents, as events name them. */
export const Units = z.array(Id).min(1).max(100);

/** Roles with the whole bureau as scope; all others are limited to halls. */
export const BUREAU_ROLES: readonly Role[] = ['administrator', 'security', 'auditor', 'manager'];
export const PersonRole = Role.exclude(['source']);
export const scoped = { message: 'this role is bound to halls: name at least one', path: ['halls'] };
interface Bound {
  role: Role;
  halls: HallScope;
  units?: string[] | undefined;
}
export const isScoped = (account: Bound): boolean =>
  account.halls !== 'all' ||
  BUREAU_ROLES.includes(account.role) ||
  (account.role === 'unit' && account.units !== undefined);
export const unitsOnly = { message: 'only the role unit speaks for units', path: ['units'] };
export const mayHaveUnits = ({ role, units }: Bound): boolean => units === undefined || role === 'unit';

export const NewToken = z
  .strictObject({
    name: AccountName,
    role: PersonRole,
    halls: HallScope.default('all'),
    officerId: Id.optional(),
    units: Units.optional(),
    expiresAt: Instant.optional(),
  })
  .refine(isScoped, scoped)
  .refine(mayHaveUnits, unitsOnly);
export type NewToken = z.infer<typeof NewToken>;

export const NewSource = z.strictObject({
  name: AccountName.refine(
    (name) => !isOwnSource(name),
    'this name is kept for what is told at the pages of the cockpit itself',
  ),
  halls: HallScope,
  /** event types that it may post: `hall.ticket.issued`, or a prefix such as `hall.ticket.`; absent means all */
  types: z.array(z.string().min(1).max(100)).min(1).optional(),
  /** its events are checked and answered but never stored */
  sandbox: z.boolean().default(false),
});
export type NewSource = z.infer<typeof NewSource>;

/** An additional key of a source, for instance one for each machine. */
export const NewKey = z.strictObject({ expiresAt: Instant.optional() });

/** Minutes in which the old key is still valid beside the new one. */
export const RotateKey = z.strictObject({
  overlapMin: z
    .number()
    .min(0)
    .max(60 * 24 * 30)
    .default(60 * 24),
});

/** `id` is also the readable prefix of the secret. */
export const KeyRecord = z.object({
  id: z.string(),
  createdAt: Instant,
  expiresAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
  /** of a source's key, exact to a quarter of a minute; null if it was never used */
  lastUsedAt: Instant.nullable().optional(),
});
export type KeyRecord = z.infer<typeof KeyRecord>;
/** The only answer that contains the secret. */
export const IssuedKey = KeyRecord.extend({ secret: z.string() });
export type IssuedKey = z.infer<typeof IssuedKey>;

export const SourceRecord = z.object({
  name: z.string(),
  halls: HallScope,
  types: z.array(z.string()).nullable(),
  sandbox: z.boolean(),
  createdAt: Instant,
  keys: z.array(KeyRecord),
});
export type SourceRecord = z.infer<typeof SourceRecord>;
export const CreatedSource = SourceRecord.extend({ key: IssuedKey });
export type CreatedSource = z.infer<typeof CreatedSource>;

export const TokenRecord = KeyRecord.extend({
  name: z.string(),
  role: Role,
  halls: KeptHalls,
  officerId: z.string().nullable(),
  units: z.array(z.string()).nullable(),
});
export type TokenRecord = z.infer<typeof TokenRecord>;
export const CreatedToken = TokenRecord.extend({ secret: z.string() });
export type CreatedToken = z.infer<typeof CreatedToken>;

export const AuditEntry = z.object({
  id: z.string(),
  at: Instant,
  actor: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
  action: z.string(),
  target: z.string(),
  correlationId: z.string().nullable(),
  before: z.unknown(),
  after: z.unknown(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** Whether the audit log is unchanged since it was written. */
export const AuditChainState = z.object({
  /** number of valid links from the first one */
  links: z.int(),
  /** hash of the last link, hexadecimal; a copy kept elsewhere can later prove that the chain was not truncated */
  head: z.string(),
  broken: z
    .object({
      seq: z.int(),
      entry: z.string().nullable(),
      fault: z.enum(['link-missing', 'link-changed', 'entry-missing', 'entry-changed', 'cut-off']),
    })
    .nullable(),
});
export type AuditChainState = z.infer<typeof AuditChainState>;

/** For pairing a wall: it shows the code, keeps the pairing secret and polls until somebody types the code. */
export const PairingOffer = z.object({ code: z.string().regex(/^\d{6}$/), pairing: z.string(), expiresInSec: z.int() });
export type PairingOffer = z.infer<typeof PairingOffer>;
export const PairScreen = z.strictObject({
  code: z
    .string()
    .transform((typed) => typed.replace(/\D/g, ''))
    .pipe(z.string().length(6, 'six digits')),
  hall: Code,
  name: AccountName,
});
export type PairScreen = z.infer<typeof PairScreen>;
export const ClaimScreen = z.strictObject({ pairing: z.string().min(20).max(100) });
export type ClaimScreen = z.infer<typeof ClaimScreen>;
export const ScreenClaim = z.object({ state: z.enum(['waiting', 'paired']), hall: Code.nullable() });
export type ScreenClaim = z.infer<typeof ScreenClaim>;
