export * from './config';
export { FeedLive, type Oddity } from './feed';
export type { HallStateJson } from './json';
export type { Observation, Observations } from './observations';
export { QueueLive, type ServiceTally, type WaitingTicket } from './queue';
export { HallState, type LiveBooking, type LiveEvent } from './state';
export { TerminalLive, type TerminalUse } from './terminal';
export { LiveTicket, type TicketState } from './ticket';
export { WindowLive, type BreakTaken } from './window';
