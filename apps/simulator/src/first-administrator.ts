import { CreatedToken, FirstStartState } from '@cockpit/contracts';
import { firstToken } from '@cockpit/platform';
import { randomBytes } from 'node:crypto';
import { ADMINISTRATOR, keepSignIn } from './accounts';
import { Cockpit } from './cockpit';

const PASSWORD_BYTES = 15;

/**
 * Where nobody has an account yet, makes the first administrator as a person does who reads the console, and a token of theirs.
 * @param secret what the token on the console is made from; undefined where this program was not told
 * @returns the token; undefined where somebody has an account already
 */
export async function tokenOfFirst(
  url: string,
  tokenName: string,
  { secret, dataDir, signal }: { secret: string | undefined; dataDir: string; signal: AbortSignal },
): Promise<string | undefined> {
  const anybody = new Cockpit(url, undefined, signal);
  if (secret === undefined || !(await anybody.get('/v1/first-start', FirstStartState)).open) return undefined;
  const { name, displayName, role } = ADMINISTRATOR;
  const password = randomBytes(PASSWORD_BYTES).toString('base64url');
  // kept first: an account whose password nobody knows would be in the way for good
  keepSignIn(dataDir, { name, displayName, role, password });
  await anybody.send('POST', '/v1/first-start', { token: firstToken({ secret }), name, displayName, password });
  const session = await anybody.signedIn(name, password);
  const { secret: token } = CreatedToken.parse(
    await session.send('POST', '/v1/tokens', { name: tokenName, role, halls: 'all' }),
  );
  await session.send('DELETE', '/v1/session');
  return token;
}
