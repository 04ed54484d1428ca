import type { ChannelKind } from '@cockpit/contracts';

/** What is shown once and can be changed. */
export const CARDS: readonly ChannelKind[] = ['feishu-app', 'dingtalk-app'];
