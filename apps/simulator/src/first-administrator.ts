import { CreatedToken, FirstStartState } from '@cockpit/contracts';
import { firstToken } from '@cockpit/platform';
import { randomBytes } from 'node:crypto';
import { ADMINISTRATOR, keepSignIn } from './accounts';
import { Cockpit } from './cockpit';

const PASSWORD_BYTES = 15;

/**
 * Creates the first administrator and a token of that account, if no account exists yet.
 * @param secret from which the first-start token is derived; undefined if this program has none
 * @returns the token; undefined if an account exists or the secret is missing
 */
export async function tokenOfFirst(
  url: string,
  tokenName: string,
  { secret, dataDir, signal }: { secret: string | undefined; dataDir: string; signal: AbortSignal },
): Promise<string | undefined> {
  const anonymous = new Cockpit(url, undefined, signal);
  if (secret === undefined || !(await anonymous.get('/v1/first-start', FirstStartState)).open) return undefined;
  const { name, displayName, role } = ADMINISTRATOR;
  const password = randomBytes(PASSWORD_BYTES).toString('base64url');
  // Saved first: otherwise a failure would leave an account whose password nobody knows.
  keepSignIn(dataDir, { name, displayName, role, password });
  await anonymous.send('POST', '/v1/first-start', { token: firstToken({ secret }), name, displayName, password });
  const session = await anonymous.signedIn(name, password);
  const { secret: token } = CreatedToken.parse(
    await session.send('POST', '/v1/tokens', { name: tokenName, role, halls: 'all' }),
  );
  await session.send('DELETE', '/v1/session');
  return token;
}
