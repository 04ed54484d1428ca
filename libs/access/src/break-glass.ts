import type { Settings } from '@cockpit/platform';

/** Whether this is the account that signs in with a password whatever becomes of the provider. */
export const isBreakGlass = (name: string, singleSignOn: Settings['singleSignOn']): boolean =>
  singleSignOn?.breakGlass?.toLowerCase() === name.toLowerCase();

/** With a break-glass account no other signs in with a password. */
export const mayUsePassword = (name: string, singleSignOn: Settings['singleSignOn']): boolean =>
  singleSignOn?.breakGlass === undefined || isBreakGlass(name, singleSignOn);
