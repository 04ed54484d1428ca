import { deriveKey, type Settings } from './settings';

/**
 * Token that authorises creating the first administrator. It is printed only on the machine's console and is useless
 * once an account exists. It is derived from the secret, so that all processes have the same.
 */
export const firstToken = (settings: Pick<Settings, 'secret'>): string =>
  deriveKey(settings, 'first-administrator').toString('hex').slice(0, 24);
