export { pauseKind, type PauseKind } from './pause-kind';
export {
  TICKET_KINDS,
  TICKET_TRANSITIONS,
  TicketLife,
  type TicketKind,
  type TicketMove,
  type TicketStage,
} from './ticket';
export { WINDOW_KINDS, WindowLife, type WindowKind } from './window';
