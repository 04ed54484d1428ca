// Windows and tickets entered by hand where no system sends them.
export { ManualApiModule, ManualModule } from './manual.module';
