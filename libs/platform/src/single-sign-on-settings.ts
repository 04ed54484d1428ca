import { resolve } from 'node:path';
import { z } from 'zod';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);
const empty = (value: unknown): unknown => (value === '' ? undefined : value);
const text = z.preprocess(empty, z.string().max(500).optional());

/** Settings of single sign-on (OpenID Connect); they have no effect without `OIDC_ISSUER`. */
export const SINGLE_SIGN_ON_SHAPE = {
  OIDC_ISSUER: z.preprocess(
    empty,
    z
      .url({ protocol: /^https?$/, error: 'the address of the provider, beginning with https://' })
      .refine((issuer) => issuer.startsWith('https://') || LOOPBACK.has(new URL(issuer).hostname), {
        error: 'http:// only for a provider on this machine',
      })
      .optional(),
  ),
  OIDC_CLIENT_ID: text,
  OIDC_CLIENT_SECRET: text,
  OIDC_NAME: text,
  OIDC_SCOPES: z.preprocess(empty, z.string().default('openid profile')),
  OIDC_GROUP_CLAIM: z.preprocess(empty, z.string().default('groups')),
  OIDC_OFFICER_CLAIM: text,
  OIDC_GROUPS_FILE: z.preprocess(
    empty,
    z
      .string()
      .transform((path) => resolve(path))
      .optional(),
  ),
  OIDC_CLOCK_TOLERANCE_SEC: z.preprocess(empty, z.coerce.number().int().min(0).max(300).default(60)),
  OIDC_BREAK_GLASS: text,
};
type SignOnVariables = z.output<z.ZodObject<typeof SINGLE_SIGN_ON_SHAPE>>;

export interface SingleSignOnSettings {
  readonly issuer: string;
  readonly clientId: string;
  /** absent: a public client, protected by PKCE alone */
  readonly clientSecret: string | undefined;
  /** label of the sign-in button */
  readonly name: string;
  /** separated by spaces */
  readonly scopes: string;
  /** path of the groups in the claims; dots separate levels */
  readonly groupClaim: string;
  /** path of the officer id in the claims, if any */
  readonly officerClaim: string | undefined;
  /** file that maps groups to roles and halls */
  readonly groupsFile: string;
  /** maximum clock difference between provider and server, seconds */
  readonly clockToleranceSec: number;
  /** the only account that may still sign in with a password; absent: all accounts that have one */
  readonly breakGlass: string | undefined;
}

const NEEDED = ['OIDC_CLIENT_ID', 'OIDC_GROUPS_FILE'] as const;

/** Reports every missing setting that a provider needs. */
export function refuseHalfSignOn(
  env: SignOnVariables & { PUBLIC_URL?: string | undefined },
  context: z.RefinementCtx,
): void {
  if (env.OIDC_ISSUER === undefined) return;
  for (const name of [...NEEDED, 'PUBLIC_URL'] as const)
    if (env[name] === undefined) context.addIssue({ code: 'custom', path: [name], message: 'needed with OIDC_ISSUER' });
  if (!env.OIDC_SCOPES.split(' ').includes('openid'))
    context.addIssue({ code: 'custom', path: ['OIDC_SCOPES'], message: 'has to name openid' });
}

export function singleSignOnOf(env: SignOnVariables): SingleSignOnSettings | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_GROUPS_FILE: groupsFile } = env;
  if (issuer === undefined || clientId === undefined || groupsFile === undefined) return undefined;
  return Object.freeze({
    issuer,
    clientId,
    clientSecret: env.OIDC_CLIENT_SECRET,
    name: env.OIDC_NAME ?? new URL(issuer).host,
    scopes: env.OIDC_SCOPES,
    groupClaim: env.OIDC_GROUP_CLAIM,
    officerClaim: env.OIDC_OFFICER_CLAIM,
    groupsFile,
    clockToleranceSec: env.OIDC_CLOCK_TOLERANCE_SEC,
    breakGlass: env.OIDC_BREAK_GLASS,
  });
}
