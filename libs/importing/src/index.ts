// Files through a mapping to events, sent through the door.
export { DoorError, type DoorOptions, EventDoor, inHalves } from './door';
export { Checkpoint } from './checkpoint';
export { findOrganisation, importFile, type ImportOptions, readEvents } from './import-file';
export { ImportMisuse, UnreadableFile } from './misuse';
export { loadMapping } from './load-mapping';
export { missingColumns, NOTHING_APPLIES, rowMapper, type MapProblem, type OutgoingEvent } from './map-row';
export { addFound, type FoundOrganisation } from './organisation';
export { TablesModule } from './tables/tables.module';
export type { Row } from './rows/row';
export { look, type Known } from './look/look';
export { preview } from './look/preview';
