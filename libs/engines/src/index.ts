// Runs Redis, Postgres and ClickHouse on one machine without installation.
export { libraryPath, unpackPackages } from './debian';
export {
  ENGINE_NAMES,
  Engines,
  startEngines,
  type EngineName,
  type EnginesOptions,
  type RunningEngines,
} from './start';
export { commandLine, isAlive, launch, stopLeftover, until, type Engine, type Launch } from './process';
export { makeFolder, writeWhole } from './files';
export { holderOf, lockAfterCommands, lockDirectory, type Holder } from './lock';
export { freePort, portIsFree, whyNotListening } from './ports';
export { RESTORING, halfRestored } from './restoring';
export { secretOf } from './secret';
export { findPostgres } from './postgres-binary';
export { packRedis } from './redis-binary';
export { DirectoryFault } from './directory-faults';
