import { readFileSync } from 'node:fs';
import { plainFault } from './plain-fault';

type Env = Readonly<Record<string, string | undefined>>;

/** Settings that may be read from a file, because other processes of the machine may read the environment. */
const SECRETS = ['COCKPIT_SECRET', 'REDIS_URL', 'POSTGRES_URL', 'CLICKHOUSE_URL', 'OIDC_CLIENT_SECRET'] as const;

/**
 * Returns the environment with NAME read from the file that NAME_FILE names, unless NAME is set. Unreadable files are
 * returned as faults.
 */
export function withSecretFiles(env: Env): { env: Env; faults: { name: string; message: string }[] } {
  const faults: { name: string; message: string }[] = [];
  const read: Record<string, string> = {};
  for (const name of SECRETS) {
    const file = env[`${name}_FILE`] ?? '';
    if (file === '' || (env[name] ?? '') !== '') continue;
    try {
      read[name] = readFileSync(file, 'utf8').trim();
    } catch (error) {
      faults.push({ name: `${name}_FILE`, message: plainFault(error) ?? String(error) });
    }
  }
  return { env: { ...env, ...read }, faults };
}
