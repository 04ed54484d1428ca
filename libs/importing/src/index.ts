// Files through a mapping to events, sent through the door.
export { DoorError, type DoorOptions, EventDoor } from './door';
export { Checkpoint } from './checkpoint';
export { findOrganisation, importFile, type ImportOptions, readEvents } from './import-file';
export type { ImportProblem, ImportReport } from './report';
export { FILE_FAULTS, ImportMisuse, UnreadableFile, type FileFault } from './misuse';
export { FaultGroup } from './faults';
export { loadMapping } from './load-mapping';
export { missingColumns, NOTHING_APPLIES, rowMapper, type MapProblem, type OutgoingEvent } from './map-row';
export { Mapping } from './mapping';
export type { FoundOrganisation } from './organisation';
export type { Row } from './rows/row';
