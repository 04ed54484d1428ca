import type { ChannelRecord } from '@cockpit/contracts';

/** A channel to the duty desk of one hall, as tests of its pages show it. */
export const ID = '00000000-0000-4000-8000-000000000001';
export const channel = (more: Partial<ChannelRecord> = {}): ChannelRecord => ({
  id: ID,
  kind: 'webhook',
  name: '值班平台',
  enabled: true,
  halls: ['H32'],
  levels: ['red'],
  language: 'zh-CN',
  endings: true,
  allowPrivateHost: false,
  settings: {},
  address: 'https://duty.example',
  secrets: ['secret'],
  createdAt: '2026-03-02T01:00:00Z',
  updatedAt: '2026-03-02T01:00:00Z',
  waiting: 0,
  dead: 0,
  deliveredAt: null,
  error: null,
  restsUntil: null,
  ...more,
});
