export { ManualApiModule, ManualModule } from './manual.module';
