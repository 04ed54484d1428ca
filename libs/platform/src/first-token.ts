import { deriveKey, type Settings } from './settings';

/**
 * What whoever makes the first administrator has to know: it stands on the console of the machine, and nowhere else. It opens nothing once somebody
 * has an account. The same in every process, so that none has to tell another.
 */
export const firstToken = (settings: Pick<Settings, 'secret'>): string =>
  deriveKey(settings, 'first-administrator').toString('hex').slice(0, 24);
