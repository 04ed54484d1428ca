export { openSecrets, sealSecrets } from '@cockpit/platform';

/** What the key is derived for. */
export const SEALING = 'notify-channels';
