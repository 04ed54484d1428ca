import type { Settings } from '@cockpit/platform';

/** Whether this account may sign in with a password even without the provider. */
export const isBreakGlass = (name: string, singleSignOn: Settings['singleSignOn']): boolean =>
  singleSignOn?.breakGlass?.toLowerCase() === name.toLowerCase();

/** When a break-glass account is set, only it signs in with a password. */
export const mayUsePassword = (name: string, singleSignOn: Settings['singleSignOn']): boolean =>
  singleSignOn?.breakGlass === undefined || isBreakGlass(name, singleSignOn);
