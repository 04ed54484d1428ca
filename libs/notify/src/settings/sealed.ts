export { openSecrets, sealSecrets } from '@cockpit/platform';

/** Purpose string for deriving the sealing key. */
export const SEALING = 'notify-channels';
