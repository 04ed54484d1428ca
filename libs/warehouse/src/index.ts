export { WarehouseApiModule, WarehouseModule, WriterModule } from './warehouse.module';
export { WarehouseReader, type LoadRecord, type VisitCursor } from './reads/warehouse-reader';
export { ArrivalHistoryReader, type ArrivalHistory } from './reads/arrival-history';
export { Rebuild } from './rebuild';
export { formatOf, sendTable, type TableFormat } from './http/tables';
