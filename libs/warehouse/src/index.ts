// The writer of ClickHouse and every question asked of its event tables.
export {
  BackfillModule,
  DoublesModule,
  RetentionModule,
  SampleDataModule,
  StoredListenersModule,
  WarehouseApiModule,
  WarehouseModule,
  WriterModule,
} from './warehouse.module';
export { oneDay, WarehouseReader, type LoadRecord } from './reads/warehouse-reader';
export { TicketFinder, type FoundTicket } from './reads/ticket-finder';
export { ComingWork, type BookedPeak, type OpenConsult, type ServedPeak } from './reads/coming-work';
export { ArrivalHistoryReader, type ArrivalHistory } from './reads/arrival-history';
export { StoredListeners, type StoredListener } from './writer/stored-listeners';
export { Rebuild } from './rebuild';
export { SampleDataService } from './sample/sample-data';
export { doubledEvents, refuseDoubles } from './doubles/doubles-watch';
export { firstKeptDay } from './retention/kept';
export { Retention } from './retention/retention';
export { Backfills } from './backfill/backfills';
export { BACKFILLED } from './writer/held-days';
export { PAST_COMPUTED } from './writer/redo';
export { BackfillBusy, type Backfill } from './backfill/backfill';
export { BackfilledHalls } from './reads/backfilled-halls';
export { PastOnItsWay } from './reads/past-on-its-way';
