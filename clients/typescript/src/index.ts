export { HallClient, type HallClientOptions, type SendOptions } from './client';
export type { OutboxEvent } from './outbox';
export type { Rejection } from './post';
