export { DoorError, type DoorOptions, EventDoor } from './door';
export { findOrganisation, importFile, ImportMisuse, type ImportOptions, type ImportProblem, type ImportReport, readEvents } from './import-file';
export { loadMapping } from './load-mapping';
export { missingColumns, rowMapper, type OutgoingEvent } from './map-row';
export { Mapping } from './mapping';
export type { FoundOrganisation } from './organisation';
export type { Row } from './rows/row';
