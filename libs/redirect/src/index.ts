export { RedirectApiModule, RedirectModule } from './redirect.module';
