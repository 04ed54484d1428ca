// Files through a mapping to events, sent through the door.
export { DoorError, type DoorOptions, EventDoor } from './door';
export { Checkpoint } from './checkpoint';
export { findOrganisation, importFile, ImportMisuse, type ImportOptions, readEvents } from './import-file';
export type { ImportProblem, ImportReport } from './report';
export { loadMapping } from './load-mapping';
export { missingColumns, NOTHING_APPLIES, rowMapper, type MapProblem, type OutgoingEvent } from './map-row';
export { Mapping } from './mapping';
export type { FoundOrganisation } from './organisation';
export type { Row } from './rows/row';
