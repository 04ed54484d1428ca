// What people enter where no system sends it, as events through the same door: windows and tickets by hand, what guides and visitors do.
export { ManualApiModule, ManualModule } from './manual.module';
export { GuideModule } from './guide/guide.module';
