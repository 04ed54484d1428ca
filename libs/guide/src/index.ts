// What guides and visitors enter, as events through the same door.
export { GuideModule } from './guide.module';
