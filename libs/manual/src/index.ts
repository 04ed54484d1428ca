// Events that people enter: windows and tickets at desks, and visitors led away by guides.
export { ManualApiModule, ManualModule } from './manual.module';
export { GuideModule } from './guide/guide.module';
